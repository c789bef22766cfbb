import CEpoll
import Glibc

/// Waits for many file descriptors at once. A wait costs what those cost that have something to report, however many
/// are silent (epoll(7)).
final class Poller {
    struct Event {
        let descriptor: Int32
        /// Bytes have come, or the other side has gone.
        let isReadable: Bool
    }

    private let descriptor: Int32
    /// What each descriptor is watched for, so that the system is asked for changes alone. Descriptors are small numbers.
    private var watched: [UInt32?] = []
    private var ready = [epoll_event](repeating: epoll_event(), count: 512)

    init() throws(LocalServerError) {
        descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard descriptor >= 0 else {
            throw .cannotListen(address: "", port: 0, reason: "epoll_create1: \(String(cString: strerror(errno)))")
        }
    }

    deinit { close(descriptor) }

    func watch(_ descriptor: Int32, reads: Bool = true, writes: Bool = false) {
        let events = (reads ? EPOLLIN.rawValue : 0) | (writes ? EPOLLOUT.rawValue : 0)
        let index = Int(descriptor)
        if index >= watched.count { watched += repeatElement(nil, count: index + 1 - watched.count) }
        let known = watched[index]
        guard known != events else { return }
        watched[index] = events
        var event = epoll_event(events: events, data: epoll_data_t(fd: descriptor))
        epoll_ctl(self.descriptor, known == nil ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, descriptor, &event)
    }

    /// Forgets a descriptor that is about to be closed.
    func remove(_ descriptor: Int32) {
        let index = Int(descriptor)
        guard watched.indices.contains(index), watched[index] != nil else { return }
        watched[index] = nil
        epoll_ctl(self.descriptor, EPOLL_CTL_DEL, descriptor, nil)
    }

    /// - Parameter timeout: Nil waits as long as it takes.
    func wait(_ timeout: Duration?) -> [Event] {
        var milliseconds: Int32 = -1
        if let timeout {
            let (seconds, attoseconds) = timeout.components
            // Rounded up, so that a deadline has passed when the wait is over.
            milliseconds = Int32(clamping: max(0, seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1))
        }
        let count = Int(epoll_wait(descriptor, &ready, Int32(ready.count), milliseconds))
        guard count > 0 else { return [] }
        // A hang-up or an error shows itself in the next read.
        let readable = EPOLLIN.rawValue | EPOLLHUP.rawValue | EPOLLERR.rawValue
        return ready[..<count].map { Event(descriptor: $0.data.fd, isReadable: $0.events & readable != 0) }
    }
}
