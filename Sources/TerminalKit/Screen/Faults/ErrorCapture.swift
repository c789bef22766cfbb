import CNcurses
import Glibc
import Synchronization

/// Keeps what libraries and the runtime write to standard error off the screen, and prints it once the screen is left.
///
/// If standard error is no terminal, nothing is kept: it garbles nothing.
@ScreenActor
final class ErrorCapture {
    /// Standard error as it was; negative while nothing is kept.
    private var former: Int32 = -1

    /// Read by ``FaultReport`` in the handler of a signal.
    private nonisolated static let isOn = Atomic(false)

    func begin() {
        guard former < 0, isatty(STDERR_FILENO) == 1 else { return }
        let memory = cn_memory_file()
        guard memory >= 0 else { return }
        former = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 10)
        if former >= 0, dup2(memory, STDERR_FILENO) >= 0 { Self.isOn.store(true, ordering: .releasing) }
        close(memory)
    }

    /// - Parameter isHeard: False for a terminal that takes nothing, on which writing would never end.
    func end(isHeard: Bool) {
        guard former >= 0 else { return }
        Self.isOn.store(false, ordering: .releasing)
        let memory = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 10)
        dup2(former, STDERR_FILENO)
        close(former)
        former = -1
        if isHeard { Self.print(memory, to: STDERR_FILENO) }
        close(memory)
    }

    /// Prints what libraries have written. It may hold text of the server, which must not reach the terminal raw.
    private static func print(_ memory: Int32, to descriptor: Int32) {
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = pread(memory, &bytes, bytes.count, 0)
        guard count > 0 else { return }
        let lines = Sanitizer.lines(of: String(decoding: bytes[..<count], as: UTF8.self))
        let text = Array(lines.joined(separator: "\n").utf8)
        text.withUnsafeBytes { _ = SignalSafeWrite.all($0, to: descriptor) }
    }

    /// Writes all that was kept, with `?` for control characters. For the handler of a signal.
    nonisolated static func writeKept(to descriptor: Int32) {
        guard isOn.load(ordering: .acquiring) else { return }
        var offset: off_t = 0
        withUnsafeTemporaryAllocation(byteCount: 512, alignment: 1) { buffer in
            var previous: UInt8 = 0
            while true {
                let count = pread(STDERR_FILENO, buffer.baseAddress, buffer.count, offset)
                guard count > 0 else { return }
                for index in 0..<count {
                    let byte = buffer[index]
                    // C1 controls are C2 80 to C2 9F in UTF-8.
                    let isControl = byte < 0x20 && byte != 0x0A || byte == 0x7F || previous == 0xC2 && byte < 0xA0
                    previous = byte
                    if isControl { buffer[index] = 0x3F }
                }
                SignalSafeWrite.all(UnsafeRawBufferPointer(rebasing: buffer[..<count]), to: descriptor)
                offset += off_t(count)
            }
        }
    }
}
