import Glibc

/// Writes to open files, and says the system's number of the error that stopped it.
package enum DescriptorWriter {
    /// Writes all bytes, however many writes that takes. Blocks its thread, also where the file itself would not.
    /// - Returns: 0, or the error's number: `EPIPE` when nobody reads any more, `ENOSPC` on a full disk.
    package static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = UnsafeRawBufferPointer(rebasing: rest).withMemoryRebound(to: UInt8.self) {
                Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if count == 0 {
                return EIO
            } else if errno == EAGAIN {
                var room = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&room, 1, -1)
            } else if errno != EINTR {
                return errno
            }
        }
        return 0
    }
}
