import CNcurses
import Dispatch
import Glibc
import Synchronization

/// Collects what is written to a descriptor through a pipe, for where no file may hold it.
enum CollectingPipe {
    /// Points `handle` at a pipe while `body` runs and at `shared` again behind it. Returns what was written.
    static func collect(from handle: Int32, shared: Int32, _ body: () -> Void) -> ArraySlice<UInt8> {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            body()
            return []
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let (reading, writing) = (ends[0], ends[1])
        let collected = Collected()
        let group = DispatchGroup()
        DispatchQueue.global(qos: .userInteractive).async(group: group) { collected.read(reading) }
        cn_point(handle, writing)
        close(writing)
        body()
        // The last writing end goes with this, and the reader comes to the end.
        cn_point(handle, shared)
        group.wait()
        close(reading)
        return collected.bytes
    }

    private final class Collected: Sendable {
        private let all = Mutex<[UInt8]>([])

        var bytes: ArraySlice<UInt8> { all.withLock { $0[...] } }

        func read(_ descriptor: Int32) {
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                let count = Glibc.read(descriptor, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return }
                all.withLock { $0 += buffer[..<count] }
            }
        }
    }
}
