import Foundation
import FoundationNetworking
import Synchronization

/// Collects the answers of a session's tasks.
final class ExchangeDelegate: NSObject, URLSessionDataDelegate {
    typealias Outcome = Result<HTTPResponse, ExchangeFailure>

    private struct Exchange {
        let continuation: CheckedContinuation<Outcome, Never>
        let start: ContinuousClock.Instant
        let observer: TransferObserver?
        var expected: Int?
        var response: HTTPResponse?
        var body = Data()
    }

    private struct State {
        var exchanges: [Int: Exchange] = [:]
        /// Tasks that were stopped before they began, with the reason.
        var stopped: [Int: TransportError.Kind] = [:]
    }

    private let limits: TransportLimits
    private let state = Mutex(State())

    init(_ limits: TransportLimits) {
        self.limits = limits
    }

    /// Starts the task. `continuation` is resumed exactly once; `observer` is told of the bytes that came.
    func begin(
        _ task: URLSessionTask, _ continuation: CheckedContinuation<Outcome, Never>,
        observer: TransferObserver? = nil
    ) {
        let reason = state.withLock { state in
            let reason = state.stopped.removeValue(forKey: task.taskIdentifier)
            if reason == nil {
                state.exchanges[task.taskIdentifier] = Exchange(
                    continuation: continuation, start: .now, observer: observer)
            }
            return reason
        }
        if let reason {
            continuation.resume(returning: .failure(ExchangeFailure(kind: reason, isSent: false)))
        } else {
            task.resume()
        }
    }

    /// True once the head of the answer came, or when the task is over.
    func hasAnswer(_ task: URLSessionTask) -> Bool {
        state.withLock { state in
            guard let exchange = state.exchanges[task.taskIdentifier] else { return true }
            return exchange.response != nil
        }
    }

    /// Ends a task early, for its caller at once: URLSession may take its time to let it go.
    func stop(_ task: URLSessionTask, because reason: TransportError.Kind) {
        let exchange = state.withLock { state in
            let exchange = state.exchanges.removeValue(forKey: task.taskIdentifier)
            if exchange == nil, task.state == .suspended { state.stopped[task.taskIdentifier] = reason }
            return exchange
        }
        task.cancel()
        exchange?.continuation.resume(returning: .failure(ExchangeFailure(kind: reason)))
    }

    private func finish(_ task: URLSessionTask, _ outcome: (Exchange) -> Outcome) {
        guard let exchange = state.withLock({ $0.exchanges.removeValue(forKey: task.taskIdentifier) }) else { return }
        exchange.continuation.resume(returning: outcome(exchange))
    }

    // MARK: URLSession

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
    ) {
        let head = response as? HTTPURLResponse
        // Foundation keeps them in an order that is another in every run.
        let fields = head?.allHeaderFields.compactMap { name, value -> (String, String)? in
            guard let name = name as? String, let value = value as? String else { return nil }
            return (name, value)
        }.sorted { $0.0 < $1.0 }
        var answer = HTTPResponse(status: head?.statusCode ?? 0, headers: HTTPHeaders(fields ?? []))
        let expected = response.expectedContentLength
        state.withLock { state in
            guard var exchange = state.exchanges.removeValue(forKey: dataTask.taskIdentifier) else { return }
            answer.wait = ContinuousClock.now - exchange.start
            exchange.response = answer
            if expected > 0, expected <= Int64(limits.body) {
                exchange.expected = Int(expected)
                exchange.body.reserveCapacity(Int(expected))
            }
            state.exchanges[dataTask.taskIdentifier] = exchange
        }
        if expected > Int64(limits.body) {
            stop(dataTask, because: .bodyTooLarge(limit: limits.body))
            completionHandler(.cancel)
        } else {
            completionHandler(.allow)
        }
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        var observer: TransferObserver?
        var progress = TransferProgress(received: 0, expected: nil)
        let isTooLarge = state.withLock { state in
            guard let received = state.exchanges[dataTask.taskIdentifier]?.body.count else { return false }
            guard received + data.count <= limits.body else { return true }
            state.exchanges[dataTask.taskIdentifier]?.body.append(data)
            if let exchange = state.exchanges[dataTask.taskIdentifier] {
                observer = exchange.observer
                progress = TransferProgress(received: received + data.count, expected: exchange.expected)
            }
            return false
        }
        observer?.report(progress)
        if isTooLarge { stop(dataTask, because: .bodyTooLarge(limit: limits.body)) }
    }

    /// Only reads follow a redirect, and only to the same origin: the token must not go anywhere else.
    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping (URLRequest?) -> Void
    ) {
        guard let method = task.originalRequest?.httpMethod, method == "GET" || method == "HEAD",
            let from = task.originalRequest?.url, let to = request.url, Exchanges.sameOrigin(from, to)
        else { return completionHandler(nil) }
        completionHandler(request)
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        finish(task) { exchange in
            if let error { return .failure(ExchangeFailure(error, limit: limits.answer)) }
            guard var response = exchange.response else {
                return .failure(ExchangeFailure(kind: .connectionLost))
            }
            response.body = exchange.body
            return .success(response)
        }
    }
}
