import Foundation
import Glibc
import Synchronization
import TestRandom

/// Stands before a server and spoils some of its answers, as bad networks, proxies and servers do. It counts the changes
/// that pass.
final class SpoilingFront: Sendable {
    private struct State {
        /// Nil until answers are to be spoilt.
        var seed: UInt64?
        var counts: [String: Int] = [:]
        var changes: [String] = []
        var requests = 0
        var spoilt = 0
        var changeCount = 0
    }

    let port: UInt16
    private let listener: Int32
    private let server: UInt16
    private let isChange: @Sendable (_ method: String, _ path: String) -> Bool
    private let state = Mutex(State())

    /// - Parameters:
    ///   - server: The port of the real one, on this machine.
    ///   - isChange: Whether a request changes something.
    init(before server: UInt16, isChange: @escaping @Sendable (_ method: String, _ path: String) -> Bool) throws {
        self.server = server
        self.isChange = isChange
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        self.listener = listener
        var address = Self.loopback(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && listen(listener, 64) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        guard result else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [self] in acceptAll() }
    }

    var address: String { "http://127.0.0.1:\(port)" }

    /// Begins to spoil answers, or leaves them as they are without a seed.
    func spoil(seed: UInt64?) { state.withLock { $0.seed = seed } }

    /// The changes that came since the last call, as `PATCH /api/v1/users/7`.
    func takeChanges() -> [String] {
        state.withLock { state in
            defer { state.changes = [] }
            return state.changes
        }
    }

    /// The numbers of what passed and what was spoilt, for a report.
    var figures: String {
        state.withLock { "\($0.requests) requests, \($0.spoilt) answers spoilt, \($0.changeCount) changes" }
    }

    /// Ends listening; open connections end by themselves.
    func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func acceptAll() {
        while true {
            let connection = accept(listener, nil, nil)
            if connection < 0, errno == EINTR || errno == ECONNABORTED { continue }
            guard connection >= 0 else { break }
            Thread.detachNewThread { [self] in
                serve(connection)
                close(connection)
            }
        }
        close(listener)
    }

    /// Answers one request; the client connects again for the next.
    private func serve(_ connection: Int32) {
        guard let request = FrontRequest(from: connection) else { return }
        let spoiling = note(request)
        guard let answer = ask(request) else { return }
        if spoiling == .late { usleep(300_000) }
        guard let bytes = spoiling.map({ $0.applied(to: answer) }) ?? answer else {
            // A connection that is closed with this is reset.
            var linger = linger(l_onoff: 1, l_linger: 0)
            setsockopt(connection, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
            return
        }
        FrontRequest.write(bytes, to: connection)
    }

    private func note(_ request: FrontRequest) -> Spoiling? {
        let line = "\(request.method) \(request.path)"
        let isChange = isChange(request.method, request.path)
        return state.withLock { state in
            state.requests += 1
            if isChange {
                state.changes.append(line)
                state.changeCount += 1
            }
            guard let seed = state.seed else { return nil }
            state.counts[line, default: 0] += 1
            let spoiling = Spoiling.chosen(seed: seed, request: line, number: state.counts[line] ?? 0)
            if spoiling != nil { state.spoilt += 1 }
            return spoiling
        }
    }

    /// The whole answer of the server.
    private func ask(_ request: FrontRequest) -> [UInt8]? {
        let upstream = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard upstream >= 0 else { return nil }
        defer { close(upstream) }
        var address = Self.loopback(port: server)
        let length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(upstream, $0, length) == 0 }
        }
        guard isConnected else { return nil }
        FrontRequest.write(request.closing, to: upstream)
        var answer: [UInt8] = []
        while let more = FrontRequest.read(from: upstream) { answer += more }
        return answer
    }

    private static func loopback(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}

/// The damage to an answer on its way.
enum Spoiling: CaseIterable {
    case late, reset, cut, empty, page, wrongType, hostile, broken, busy

    /// The same for the n-th request of the same kind in every run with the seed; most answers are left as they are.
    static func chosen(seed: UInt64, request: String, number: Int) -> Spoiling? {
        var random = SeededRandom(seed: hash("\(number) \(request)", seed: seed))
        return Int.random(in: 0..<4, using: &random) == 0 ? allCases.randomElement(using: &random) : nil
    }

    /// The bytes sent instead of the answer; nil when the connection is torn down.
    func applied(to answer: [UInt8]) -> [UInt8]? {
        switch self {
        case .late: answer
        case .reset: nil
        case .cut: Array(answer.dropLast(answer.count / 3))
        case .empty: []
        case .page: Self.reply("200 OK", "text/html", "<html><title>Sign in</title><body>Proxy</body></html>")
        case .wrongType: Self.reply("200 OK", "application/json", #"[7,{"_id":{},"name":null,"users":"x"},[],true]"#)
        case .hostile:
            Self.reply(
                "200 OK", "application/json",
                #"[{"_id":"\u001b[2J","name":"\u202e\u009b31m","email":"\u0000\r\n"}]"#)
        case .broken: Self.reply("500 Internal Server Error", "text/plain", "\u{1B}]0;gone\u{7} at Object.<anonymous>")
        case .busy: Self.reply("429 Too Many Requests\r\nRetry-After: 1", "application/json", "{}")
        }
    }

    /// FNV-1a: Swift's own hashes differ from run to run.
    private static func hash(_ text: String, seed: UInt64) -> UInt64 {
        text.utf8.reduce(seed ^ 0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    private static func reply(_ status: String, _ type: String, _ body: String) -> [UInt8] {
        let head = "HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)"
        return Array("\(head)\r\nConnection: close\r\n\r\n\(body)".utf8)
    }
}
