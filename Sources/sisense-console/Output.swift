import Foundation

/// Data goes to standard output, everything else to standard error.
enum Output {
    /// A line on standard output. Returns the status of success, which is what comes after it.
    @discardableResult
    static func text(_ text: String) -> Int32 {
        data(Data((text + "\n").utf8))
    }

    @discardableResult
    static func data(_ data: Data) -> Int32 {
        // A reader that has gone, as after `| head`, is no error of ours.
        try? FileHandle.standardOutput.write(contentsOf: data)
        return ExitStatus.ok
    }

    static func error(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
    }
}
