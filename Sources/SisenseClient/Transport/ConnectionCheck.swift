import Dispatch
import Foundation
import Glibc

/// Tells whether a host takes connections at all. URLSession waits for minutes for a host that drops every packet,
/// and does not tell connecting from waiting for an answer.
enum ConnectionCheck {
    /// True once a TCP connection to the host and port of `url` stands; false when none does. Each of the host's
    /// addresses gets `limit`, but no more than two seconds: this one comes when another has waited long already.
    static func canConnect(to url: URL, within limit: Duration) async -> Bool {
        guard let host = url.host() else { return false }
        let port = url.port ?? (url.scheme == "https" ? 443 : 80)
        let milliseconds = Int32(min(max(limit.seconds, 0), 2) * 1000)
        // Resolving a name blocks, so this is no work for the cooperative threads.
        return await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .utility).async {
                continuation.resume(returning: connects(host, port, milliseconds))
            }
        }
    }

    private static func connects(_ host: String, _ port: Int, _ milliseconds: Int32) -> Bool {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let name = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        guard getaddrinfo(name, String(port), &hints, &list) == 0 else { return false }
        defer { freeaddrinfo(list) }
        var next = list
        while let address = next?.pointee {
            if connects(address, milliseconds) { return true }
            next = address.ai_next
        }
        return false
    }

    private static func connects(_ address: addrinfo, _ milliseconds: Int32) -> Bool {
        let flags = Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let socket = socket(address.ai_family, address.ai_socktype | flags, address.ai_protocol)
        guard socket >= 0 else { return false }
        defer { close(socket) }
        if connect(socket, address.ai_addr, address.ai_addrlen) == 0 { return true }
        guard errno == EINPROGRESS else { return false }
        var descriptor = pollfd(fd: socket, events: Int16(POLLOUT), revents: 0)
        guard poll(&descriptor, 1, milliseconds) == 1 else { return false }
        var fault: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(socket, SOL_SOCKET, SO_ERROR, &fault, &size) == 0 && fault == 0
    }
}
