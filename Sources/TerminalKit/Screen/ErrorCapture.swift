import CNcurses
import Glibc
import Synchronization

/// Keeps what libraries and the runtime write to standard error off the screen, and tells it once the screen is left.
///
/// Where standard error is no terminal nothing is kept: it garbles nothing.
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
        if isHeard { Self.copy(memory, to: STDERR_FILENO) }
        close(memory)
    }

    /// Writes all that was kept. For the handler of a signal.
    nonisolated static func writeKept(to descriptor: Int32) {
        if isOn.load(ordering: .acquiring) { copy(STDERR_FILENO, to: descriptor) }
    }

    private nonisolated static func copy(_ memory: Int32, to descriptor: Int32) {
        var offset: off_t = 0
        withUnsafeTemporaryAllocation(byteCount: 512, alignment: 1) { buffer in
            while true {
                let count = pread(memory, buffer.baseAddress, buffer.count, offset)
                guard count > 0 else { return }
                PatientWrite.all(UnsafeRawBufferPointer(rebasing: buffer[..<count]), to: descriptor)
                offset += off_t(count)
            }
        }
    }
}
