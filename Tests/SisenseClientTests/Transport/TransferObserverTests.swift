import Foundation
import SisenseClient
import Synchronization
import TestNetwork
import Testing

@Suite("How far an answer has come")
struct TransferObserverTests {
    @Test("Whoever asks is told of every piece, up to the whole, and of how much there will be")
    func pieces() async throws {
        let size = 3 << 20
        let server = try RawServer { connection in
            _ = connection.request()
            connection.answer(body: String(repeating: "x", count: size))
        }
        let url = try #require(URL(string: server.url))
        let reported = Mutex<[TransferProgress]>([])
        let answer = try await TransferObserver.$current.withValue(
            TransferObserver { progress in reported.withLock { $0.append(progress) } }
        ) {
            try await CurlTransport().send(HTTPRequest(method: .get, url: url), isChange: false)
        }
        let pieces = reported.withLock { $0 }
        #expect(answer.body.count == size)
        #expect(pieces.last?.received == size)
        #expect(pieces.allSatisfy { $0.expected == size })
        #expect(pieces.map(\.received) == pieces.map(\.received).sorted())
        #expect(try #require(answer.wait) <= answer.duration)
    }
}
