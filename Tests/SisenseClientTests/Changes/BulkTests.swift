import Foundation
import SisenseClient
import Synchronization
import Testing

@Suite("Many plans at once")
struct BulkTests {
    /// Answers a change only when the test says so, and counts those under way.
    private final class Gate: HTTPTransport {
        private struct State {
            var under: [CheckedContinuation<Void, Never>] = []
            var most = 0
            var started = 0
            var waiting: (count: Int, continuation: CheckedContinuation<Void, Never>)?
        }

        private let state = Mutex(State())

        func send(_ request: HTTPRequest, isChange: Bool) async throws(TransportError) -> HTTPResponse {
            await withCheckedContinuation { continuation in
                let waiting = state.withLock { state in
                    state.under.append(continuation)
                    state.started += 1
                    state.most = max(state.most, state.under.count)
                    guard let waiting = state.waiting, state.started >= waiting.count else {
                        return nil as CheckedContinuation<Void, Never>?
                    }
                    state.waiting = nil
                    return waiting.continuation
                }
                waiting?.resume()
            }
            if request.url.path().hasSuffix("/3") { throw TransportError(.refused, server: "s") }
            return HTTPResponse(status: 204)
        }

        /// Lets one change come back.
        func release() {
            state.withLock { $0.under.isEmpty ? nil : $0.under.removeFirst() }?.resume()
        }

        func started(_ count: Int) async {
            await withCheckedContinuation { continuation in
                let isThere = state.withLock { state in
                    if state.started >= count { return true }
                    state.waiting = (count, continuation)
                    return false
                }
                if isThere { continuation.resume() }
            }
        }

        var most: Int { state.withLock { $0.most } }
        var startedCount: Int { state.withLock { $0.started } }
    }

    private func plans(_ count: Int, _ client: APIClient) throws -> [RequestPlan] {
        try (0..<count).map { number in
            RequestPlan(
                title: "\(number)",
                call: try Call(.updateUser, path: ["id": "\(number)"], body: .json(["active": false])),
                target: .init(server: client.server, name: "\(number)"))
        }
    }

    private func client(_ gate: Gate) throws -> APIClient {
        APIClient(server: try ServerAddress("bi.acme.example"), transport: gate, token: nil, policy: .readWrite)
    }

    @Test("Each is sent once, no more than so many at a time, and each outcome is told")
    func all() async throws {
        let gate = Gate()
        let client = try client(gate)
        let plans = try plans(10, client)
        let outcomes = client.perform(plans, .ofProgram(plans), maxConcurrent: 3)
        await gate.started(3)
        var titles: [String] = []
        var failed: [String] = []
        gate.release()
        for await outcome in outcomes {
            titles.append(outcome.plan.title)
            if outcome.error != nil { failed.append(outcome.plan.title) }
            let rest = 10 - titles.count
            if rest > 0 {
                await gate.started(min(10, titles.count + 3))
                gate.release()
            }
        }
        #expect(Set(titles) == Set((0..<10).map(String.init)))
        #expect(titles.count == 10)
        #expect(failed == ["3"])
        #expect(gate.most == 3)
        #expect(gate.startedCount == 10)
    }

    /// Answers nothing; a request that is cancelled ends as one of unknown outcome.
    private final class Silence: HTTPTransport {
        private let started: AsyncStream<Void>.Continuation
        let starts: AsyncStream<Void>

        init() { (starts, started) = AsyncStream.makeStream(of: Void.self) }

        func send(_ request: HTTPRequest, isChange: Bool) async throws(TransportError) -> HTTPResponse {
            started.yield()
            let (forever, end) = AsyncStream.makeStream(of: Void.self)
            for await _ in forever {}
            end.finish()
            throw TransportError(.outcomeUnknown(.cancelled), server: "s")
        }
    }

    @Test(
        "Once a person stops it, those under way are cut off, and no further one is started", .timeLimit(.minutes(15)))
    func cutOff() async throws {
        let silence = Silence()
        let client = APIClient(
            server: try ServerAddress("bi.acme.example"), transport: silence, token: nil, policy: .readWrite)
        let stop = CancellationFlag()
        let plans = try plans(10, client)
        let outcomes = client.perform(plans, .ofProgram(plans), maxConcurrent: 2, stop: stop)
        var starts = silence.starts.makeAsyncIterator()
        for _ in 0..<2 { _ = await starts.next() }
        stop.set()
        var kinds: [APIError.Kind?] = []
        for await outcome in outcomes { kinds.append(outcome.error?.kind) }
        #expect(kinds == [.outcomeUnknown, .outcomeUnknown])
    }

    @Test("When nobody listens any more, no further one is started")
    func stopped() async throws {
        let gate = Gate()
        let client = try client(gate)
        let plans = try plans(10, client)
        let listener = Task {
            for await _ in client.perform(plans, .ofProgram(plans), maxConcurrent: 2) {}
        }
        await gate.started(2)
        listener.cancel()
        await listener.value
        gate.release()
        gate.release()
        #expect(gate.startedCount == 2)
    }
}
