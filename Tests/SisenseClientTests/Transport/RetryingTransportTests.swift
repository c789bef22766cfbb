import Foundation
import SisenseClient
import Synchronization
import Testing

@Suite("RetryingTransport")
struct RetryingTransportTests {
    /// Fails or refuses so many times, then answers.
    private final class Flaky: HTTPTransport {
        private let outcomes: Mutex<[Result<Int, TransportError>]>
        private let headers: HTTPHeaders
        let count = Mutex(0)

        init(_ outcomes: [Result<Int, TransportError>], headers: HTTPHeaders = [:]) {
            self.outcomes = Mutex(outcomes)
            self.headers = headers
        }

        func send(_ request: HTTPRequest, isChange: Bool) async throws(TransportError) -> HTTPResponse {
            count.withLock { $0 += 1 }
            let outcome = outcomes.withLock { $0.isEmpty ? .success(200) : $0.removeFirst() }
            return HTTPResponse(status: try outcome.get(), headers: headers)
        }

        var tries: Int { count.withLock { $0 } }
    }

    private final class Pauses: Sendable {
        let all = Mutex<[Duration]>([])
    }

    private struct Outcome {
        let status: Int?
        let pauses: [Duration]
    }

    private let lost = TransportError(.connectionLost, server: "s")

    private func run(
        _ flaky: Flaky, method: HTTPMethod = .get, isChange: Bool = false
    ) async throws -> Outcome {
        let pauses = Pauses()
        let transport = RetryingTransport(
            flaky, sleep: { pause in pauses.all.withLock { $0.append(pause) } }, jitter: { 0 })
        let url = try #require(URL(string: "http://s/"))
        let response = try? await transport.send(HTTPRequest(method: method, url: url), isChange: isChange)
        return Outcome(status: response?.status, pauses: pauses.all.withLock { $0 })
    }

    @Test("A read is tried again, after pauses that grow")
    func reads() async throws {
        let flaky = Flaky([.failure(lost), .success(503)])
        let outcome = try await run(flaky)
        #expect(outcome.status == 200)
        #expect(outcome.pauses == [.milliseconds(250), .milliseconds(500)])
    }

    @Test("After the last try the failure stands")
    func givesUp() async throws {
        let flaky = Flaky(Array(repeating: .failure(lost), count: 9))
        #expect(try await run(flaky).status == nil)
        #expect(flaky.tries == 3)
    }

    @Test(
        "A change and a reading POST are sent once",
        arguments: [(HTTPMethod.get, true), (.post, false), (.patch, true)])
    func once(method: HTTPMethod, isChange: Bool) async throws {
        let flaky = Flaky([.failure(lost)])
        #expect(try await run(flaky, method: method, isChange: isChange).status == nil)
        #expect(flaky.tries == 1)
    }

    @Test("The server's wish for a pause is honoured, unless it is too long to wait for")
    func retryAfter() async throws {
        let outcome = try await run(Flaky([.success(429)], headers: ["Retry-After": "3"]))
        #expect(outcome.status == 200)
        #expect(outcome.pauses == [.seconds(3)])
        let long = Flaky([.success(503)], headers: ["Retry-After": "3600"])
        #expect(try await run(long).status == 503)
        #expect(long.tries == 1)
    }

    @Test("A timeout and a plain refusal are not tried again")
    func final() async throws {
        let slow = Flaky([.failure(TransportError(.timedOut(after: .seconds(30)), server: "s"))])
        #expect(try await run(slow).status == nil)
        #expect(slow.tries == 1)
        let refusing = Flaky([.success(404)])
        #expect(try await run(refusing).status == 404)
        #expect(refusing.tries == 1)
    }
}
