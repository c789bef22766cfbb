import Foundation
import SisenseClient
import Synchronization

/// A server whose answers the test holds back and lets go one by one. It does not look at whether anybody still waits:
/// an answer that comes too late does come. Where it `endsCancelled` requests, these end at once, as on a real wire.
final class HeldTransport: HTTPTransport {
    private typealias Outcome = Result<HTTPResponse, TransportError>

    private struct Held {
        let id: UUID
        let request: HTTPRequest
        let continuation: CheckedContinuation<Outcome, Never>
    }

    private let endsCancelled: Bool

    init(endsCancelled: Bool = false) { self.endsCancelled = endsCancelled }

    private struct Watcher {
        let path: String
        let continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var held: [Held] = []
        var watchers: [Watcher] = []
        var tokens: [String] = []
    }

    private let state = Mutex(State())

    /// The `Authorization` of every request so far, in their order.
    var tokens: [String] { state.withLock(\.tokens) }

    /// The paths of the requests that wait for their answer, in their order.
    var waiting: [String] { state.withLock { $0.held.map { $0.request.url.path() } } }

    func send(_ request: HTTPRequest, isChange: Bool) async throws(TransportError) -> HTTPResponse {
        let id = UUID()
        let outcome = await withTaskCancellationHandler {
            await hold(request, id)
        } onCancel: {
            if endsCancelled { end(id, isChange: isChange) }
        }
        return try outcome.get()
    }

    /// Cuts off a request that waits for its answer.
    private func end(_ id: UUID, isChange: Bool) {
        let held = state.withLock { state in
            state.held.firstIndex { $0.id == id }.map { state.held.remove(at: $0) }
        }
        let kind = isChange ? TransportError.Kind.outcomeUnknown(.cancelled) : .cancelled
        held?.continuation.resume(returning: .failure(TransportError(kind, server: "https://bi.acme.example")))
    }

    private func hold(_ request: HTTPRequest, _ id: UUID) async -> Outcome {
        await withCheckedContinuation { continuation in
            let arrived = state.withLock { state in
                state.held.append(Held(id: id, request: request, continuation: continuation))
                state.tokens.append(request.headers["Authorization"] ?? "")
                let arrived = state.watchers.filter { request.url.path().hasSuffix($0.path) }
                state.watchers.removeAll { request.url.path().hasSuffix($0.path) }
                return arrived
            }
            for watcher in arrived { watcher.continuation.resume() }
        }
    }

    /// Returns once a request whose path ends so waits for its answer.
    func arrival(_ path: String) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.held.contains(where: { $0.request.url.path().hasSuffix(path) }) { return true }
                state.watchers.append(Watcher(path: path, continuation: continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
    }

    /// Returns once so many requests whose path ends so wait for their answers.
    func arrivals(_ path: String, _ count: Int) async {
        while waiting.count(where: { $0.hasSuffix(path) }) < count { await Task.yield() }
    }

    /// Waits for a request whose path ends so and answers the one that has waited longest, or the newest one.
    func answer(_ path: String, _ body: String, status: Int = 200, newest: Bool = false) async {
        await arrival(path)
        let held = state.withLock { state -> Held? in
            let matching = state.held.indices.filter { state.held[$0].request.url.path().hasSuffix(path) }
            return (newest ? matching.last : matching.first).map { state.held.remove(at: $0) }
        }
        held?.continuation.resume(
            returning: .success(
                HTTPResponse(
                    status: status, headers: ["Content-Type": "application/json"], body: Data(body.utf8))))
    }

    /// Answers all that still waits, so that no task is left behind.
    func close() {
        let held = state.withLock { state in
            defer { state.held = [] }
            return state.held
        }
        for held in held { held.continuation.resume(returning: .success(HTTPResponse(status: 503))) }
    }
}
