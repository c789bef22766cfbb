import Foundation
import Glibc

/// The same request again and again over connections that stay open, each waiting for its answer before it asks again.
struct LoadTest {
    enum Failure: Error {
        case system(String, code: Int32)
        case answer(String)
    }

    let port: UInt16
    let request: [UInt8]

    /// A request with a token and, if there is one, a JSON body.
    init(port: UInt16, _ method: String, _ path: String, token: String = "", body: String = "") {
        self.port = port
        request = Array(
            """
            \(method) \(path) HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(token)\r\n\
            Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)
            """.utf8)
    }

    /// The number of answers in a second, all of them as long as the first.
    func rate(connections count: Int, seconds: Int = 2) throws -> Double {
        let length = try answer().count
        let sockets = try (0..<count).map { _ in try connect() }
        defer { sockets.forEach { close($0) } }
        var waiting = sockets.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        var missing = Array(repeating: length, count: count)
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        for socket in sockets { try ask(socket) }
        var answers = 0
        let start = ContinuousClock.now
        while ContinuousClock.now - start < .seconds(seconds) {
            guard poll(&waiting, nfds_t(count), 5000) > 0 else { throw Failure.answer("none within 5 s") }
            for index in 0..<count where waiting[index].revents != 0 {
                missing[index] -= recv(sockets[index], &buffer, missing[index], 0)
                guard missing[index] == 0 else { continue }
                answers += 1
                missing[index] = length
                try ask(sockets[index])
            }
        }
        return Double(answers) / ((ContinuousClock.now - start) / .seconds(1))
    }

    /// One whole answer.
    func answer() throws -> [UInt8] {
        let socket = try connect()
        defer { close(socket) }
        try ask(socket)
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = recv(socket, &buffer, buffer.count, 0)
            guard count > 0 else { throw Failure.answer("cut off after \(answer.count) bytes") }
            answer += buffer[..<count]
            let text = String(decoding: answer, as: UTF8.self)
            guard let end = text.range(of: "\r\n\r\n"), let size = Self.contentLength(text[..<end.lowerBound]) else {
                continue
            }
            guard text.hasPrefix("HTTP/1.1 2") else { throw Failure.answer(text) }
            if answer.count == text[..<end.upperBound].utf8.count + size { return answer }
        }
    }

    private static func contentLength(_ head: Substring) -> Int? {
        let line = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
        return line?.split(separator: " ").last.flatMap { Int($0) }
    }

    private func ask(_ socket: Int32) throws {
        let count = send(socket, request, request.count, Int32(MSG_NOSIGNAL))
        guard count == request.count else { throw Failure.system("send", code: errno) }
    }

    private func connect() throws -> Int32 {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let status = withUnsafeBytes(of: &address) { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) {
                Glibc.connect(socket, $0.baseAddress, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw Failure.system("connect", code: errno) }
        return socket
    }
}
