import Foundation
import Glibc
import Synchronization

/// A server on loopback that does with each connection exactly what a test says, however rude.
package final class RawServer: Sendable {
    package let port: UInt16
    private let listener: Int32
    private let state = Mutex(State())

    private struct State {
        var connections = 0
        var requests: [String] = []
        var waiting: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    package enum Family { case four, six }

    /// `serve` runs on a thread of its own for each connection, which is closed when it returns.
    package init(family: Family = .four, _ serve: @escaping @Sendable (RawConnection) -> Void) throws {
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let listener: Int32
        switch family {
        case .four:
            listener = socket(AF_INET, type, 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            try Self.listen(on: listener, at: &address)
            port = UInt16(bigEndian: address.sin_port)
        case .six:
            listener = socket(AF_INET6, type, 0)
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_addr = in6addr_loopback
            try Self.listen(on: listener, at: &address)
            port = UInt16(bigEndian: address.sin6_port)
        }
        self.listener = listener
        Thread.detachNewThread { [weak self] in
            // By this thread alone: closed elsewhere, its number could be another server's when this one accepts again.
            defer { close(listener) }
            while true {
                let socket = accept(listener, nil, nil)
                guard socket >= 0 else { return }
                guard let self else {
                    close(socket)
                    return
                }
                self.state.withLock { $0.connections += 1 }
                Thread.detachNewThread {
                    serve(RawConnection(socket: socket, server: self))
                    shutdown(socket, Int32(SHUT_RDWR))
                    close(socket)
                }
            }
        }
    }

    /// Binds to a free port, which stands in `address` afterwards.
    private static func listen<Address>(on listener: Int32, at address: inout Address) throws {
        var length = socklen_t(MemoryLayout<Address>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && Glibc.listen(listener, 64) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        guard listener >= 0, isBound else { throw POSIXError(.EADDRNOTAVAIL) }
    }

    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    package var url: String { "http://127.0.0.1:\(port)" }
    package var connections: Int { state.withLock { $0.connections } }
    /// The heads and bodies of all requests so far.
    package var requests: [String] { state.withLock { $0.requests } }

    /// Returns once `count` requests have come.
    package func received(_ count: Int) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.requests.count >= count { return true }
                state.waiting.append((count, continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
    }

    fileprivate func record(_ request: String) {
        let ready = state.withLock { state in
            state.requests.append(request)
            let ready = state.waiting.filter { $0.count <= state.requests.count }
            state.waiting.removeAll { $0.count <= state.requests.count }
            return ready
        }
        for waiter in ready { waiter.continuation.resume() }
    }
}

/// One connection of a `RawServer`.
package struct RawConnection: Sendable {
    fileprivate let socket: Int32
    fileprivate let server: RawServer

    /// The next request with its body; nil when the client closed.
    package func request() -> String? {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let text = String(decoding: bytes, as: UTF8.self)
            if let end = text.range(of: "\r\n\r\n") {
                let length = text[..<end.lowerBound].split(separator: "\r\n").compactMap { line in
                    line.lowercased().hasPrefix("content-length:") ? Int(line.dropFirst(15).drop { $0 == " " }) : nil
                }
                if text[end.upperBound...].utf8.count >= length.first ?? 0 {
                    server.record(text)
                    return text
                }
            }
            let count = read(socket, &chunk, chunk.count)
            guard count > 0 else { return nil }
            bytes += chunk[..<count]
        }
    }

    /// False when the client is gone.
    @discardableResult
    package func write(_ text: String) -> Bool {
        write(bytes: Array(text.utf8))
    }

    /// False when the client is gone.
    @discardableResult
    package func write(bytes: [UInt8]) -> Bool {
        var bytes = bytes[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return false }
            bytes = bytes.dropFirst(count)
        }
        return true
    }

    /// Ends the connection as a machine does that falls over: the client is told that it was reset.
    package func reset() {
        // A socket that is to speak to no address gives up the one it speaks to.
        var nobody = sockaddr()
        nobody.sa_family = sa_family_t(AF_UNSPEC)
        connect(socket, &nobody, socklen_t(MemoryLayout<sockaddr>.size))
    }

    /// Waits until the client closes, without answering.
    package func hang() {
        var byte: UInt8 = 0
        while read(socket, &byte, 1) > 0 {}
    }

    /// A complete answer with a length.
    package func answer(_ status: String = "200 OK", _ headers: [String] = [], body: String = "") {
        let head = ["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)"] + headers
        write(head.joined(separator: "\r\n") + "\r\n\r\n" + body)
    }
}

/// A number that several threads add to.
package final class Counter: Sendable {
    private let number = Mutex(0)

    package init() {}

    package var value: Int { number.withLock { $0 } }

    package func add(_ count: Int) { number.withLock { $0 += count } }
}
