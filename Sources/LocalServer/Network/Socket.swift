import Foundation
import Glibc

/// The calls of the socket interface that the server needs, with their errors as values.
enum Socket {
    /// A listening, non-blocking TCP socket. - Parameter port: 0 for any free one.
    static func listen(address: String, port: UInt16) throws(LocalServerError) -> Int32 {
        func failure(_ call: String, _ code: Int32 = errno) -> LocalServerError {
            .cannotListen(address: address, port: port, reason: "\(call): \(String(cString: strerror(code)))")
        }
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(address, String(port), &hints, &found) == 0, let info = found?.pointee else {
            throw .cannotListen(address: address, port: port, reason: "this is no IP address")
        }
        defer { freeaddrinfo(found) }
        let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(info.ai_family, type, 0)
        guard descriptor >= 0 else { throw failure("socket") }
        set(descriptor, level: SOL_SOCKET, option: SO_REUSEADDR)
        guard bind(descriptor, info.ai_addr, info.ai_addrlen) == 0, Glibc.listen(descriptor, 1024) == 0 else {
            let code = errno
            close(descriptor)
            throw failure("bind", code)
        }
        return descriptor
    }

    /// The port a listening socket got; 0 when it cannot be read.
    static func port(of descriptor: Int32) -> UInt16 {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let status = withUnsafeMutableBytes(of: &storage) { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) { getsockname(descriptor, $0.baseAddress, &length) }
        }
        guard status == 0 else { return 0 }
        // The port stands at the same offset, in network order, for IPv4 and IPv6.
        return withUnsafeBytes(of: &storage) { UInt16(bigEndian: $0.load(fromByteOffset: 2, as: UInt16.self)) }
    }

    enum Accepted {
        case connection(Int32)
        case nothingMore
        /// The process has no file descriptor left.
        case exhausted
    }

    /// The next connection that waits.
    static func accept(_ listener: Int32) -> Accepted {
        while true {
            let descriptor = Glibc.accept(listener, nil, nil)
            if descriptor >= 0 {
                _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
                _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
                // Answers are written whole, so waiting to fill a segment would only delay them.
                set(descriptor, level: Int32(IPPROTO_TCP), option: TCP_NODELAY)
                return .connection(descriptor)
            }
            switch errno {
            case EINTR, ECONNABORTED: continue
            case EMFILE, ENFILE, ENOBUFS, ENOMEM: return .exhausted
            default: return .nothingMore
            }
        }
    }

    enum Transfer: Equatable {
        case bytes(Int)
        case wouldBlock
        /// The other side is gone, or has sent its last byte.
        case ended
    }

    static func read(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Transfer {
        outcome { recv(descriptor, buffer.baseAddress, buffer.count, 0) }
    }

    static func write(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Transfer {
        outcome { send(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL)) }
    }

    private static func outcome(_ call: () -> Int) -> Transfer {
        while true {
            let count = call()
            if count > 0 { return .bytes(count) }
            if count == 0 { return .ended }
            switch errno {
            case EINTR: continue
            case EAGAIN: return .wouldBlock
            default: return .ended
            }
        }
    }

    /// Sends no more, but still reads: closing at once could reset the connection under the last answer.
    static func finishSending(_ descriptor: Int32) {
        _ = shutdown(descriptor, Int32(SHUT_WR))
    }

    private static func set(_ descriptor: Int32, level: Int32, option: Int32) {
        var on: Int32 = 1
        _ = setsockopt(descriptor, level, option, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    /// A pipe, for waking a loop from another thread.
    static func pipe() throws(LocalServerError) -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [0, 0]
        guard Glibc.pipe(&ends) == 0 else {
            throw .cannotListen(address: "", port: 0, reason: "pipe: \(String(cString: strerror(errno)))")
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    /// Lets the process have as many connections as the system grants it.
    static func raiseDescriptorLimit() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(UInt32(RLIMIT_NOFILE.rawValue)), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        _ = setrlimit(__rlimit_resource_t(UInt32(RLIMIT_NOFILE.rawValue)), &limit)
    }
}
