import Glibc

/// A system call that failed while a program was being put into a terminal.
package struct PseudoTerminalError: Error, Equatable, CustomStringConvertible {
    package var call: String
    package var errorNumber: Int32

    package var description: String { "\(call) failed: \(String(cString: strerror(errorNumber)))" }

    /// Throws what `errno` says when a call returned a negative number.
    @discardableResult
    static func check(_ call: String, _ result: Int32) throws(PseudoTerminalError) -> Int32 {
        guard result >= 0 else { throw PseudoTerminalError(call: call, errorNumber: errno) }
        return result
    }

    /// Throws for calls that return an error number themselves, as `posix_spawn` does.
    static func checkReturned(_ call: String, _ result: Int32) throws(PseudoTerminalError) {
        guard result == 0 else { throw PseudoTerminalError(call: call, errorNumber: result) }
    }
}
