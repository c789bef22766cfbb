import Glibc

/// Writes to a terminal on the way out, also in the handler of a signal: it calls nothing but `write`, `poll` and
/// `tcflush`, which may be called there (signal-safety(7)).
///
/// A terminal that is slow is waited for. One that takes nothing for a second is given up.
enum PatientWrite {
    private static let patience: Int32 = 1000

    /// - Parameter descriptor: Opened so that writing does not block, or else writing may.
    /// - Returns: True when all was written.
    @discardableResult
    static func all(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        var hasFlushed = false
        while !rest.isEmpty {
            let count = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if count < 0, errno == EAGAIN {
                if hasRoom(descriptor) { continue }
                // What nobody has read of the last frame makes room for what gives the terminal back.
                if hasFlushed || tcflush(descriptor, TCOFLUSH) != 0 { return false }
                hasFlushed = true
            } else if count == 0 || errno != EINTR {
                return false
            }
        }
        return true
    }

    private static func hasRoom(_ descriptor: Int32) -> Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return poll(&request, 1, patience) > 0
    }
}
