import Foundation
import Glibc

/// A request as it came over a connection: as much of HTTP as the client uses.
struct FrontRequest {
    let method: String
    /// Without the query.
    let path: String
    private let lines: [Substring]
    private let body: [UInt8]

    /// Reads one; nil when the connection ends before it is whole.
    init?(from connection: Int32) {
        var bytes: [UInt8] = []
        let separator = Array("\r\n\r\n".utf8)
        var end = bytes.firstRange(of: separator)
        while end == nil {
            guard let more = Self.read(from: connection) else { return nil }
            bytes += more
            end = bytes.firstRange(of: separator)
        }
        guard let end else { return nil }
        let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
        // Both signs of a line's end are one character to Swift.
        lines = head.split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count == 3 else { return nil }
        method = String(words[0])
        path = String(words[1].prefix { $0 != "?" })
        let length = lines.first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) }
        var body = Array(bytes[end.upperBound...])
        while body.count < length ?? 0 {
            guard let more = Self.read(from: connection) else { return nil }
            body += more
        }
        self.body = body
    }

    /// The same request, after which the server closes the connection.
    var closing: [UInt8] {
        let kept = lines.filter { !$0.lowercased().hasPrefix("connection:") } + ["Connection: close"]
        return Array((kept.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
    }

    /// Some bytes; nil at the end.
    static func read(from connection: Int32) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(connection, &buffer, buffer.count, 0)
            if count < 0, errno == EINTR { continue }
            return count > 0 ? Array(buffer[..<count]) : nil
        }
    }

    static func write(_ bytes: [UInt8], to connection: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            // Whoever reads may have gone; that is no end of the tests.
            let count = rest.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
