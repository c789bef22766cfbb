import Foundation
import FoundationNetworking
import Synchronization

/// Collects the answers of a session's tasks.
final class ExchangeDelegate: NSObject, URLSessionDataDelegate {
    typealias Outcome = Result<HTTPResponse, ExchangeFailure>

    private struct Exchange {
        let continuation: CheckedContinuation<Outcome, Never>
        var response: HTTPResponse?
        var body = Data()
        /// Set when this side stopped the task: the reason, rather than "cancelled".
        var reason: TransportError.Kind?
    }

    private let bodyLimit: Int
    private let exchanges = Mutex<[Int: Exchange]>([:])

    init(bodyLimit: Int) {
        self.bodyLimit = bodyLimit
    }

    /// Before the task is resumed: from now on `continuation` is resumed exactly once.
    func begin(_ task: URLSessionTask, _ continuation: CheckedContinuation<Outcome, Never>) {
        exchanges.withLock { $0[task.taskIdentifier] = Exchange(continuation: continuation) }
    }

    /// Ends a task early. The first reason counts.
    func stop(_ task: URLSessionTask, because reason: TransportError.Kind) {
        exchanges.withLock { exchanges in
            if exchanges[task.taskIdentifier]?.reason == nil { exchanges[task.taskIdentifier]?.reason = reason }
        }
        task.cancel()
    }

    private func finish(_ task: URLSessionTask, _ outcome: (Exchange) -> Outcome) {
        guard let exchange = exchanges.withLock({ $0.removeValue(forKey: task.taskIdentifier) }) else { return }
        exchange.continuation.resume(returning: outcome(exchange))
    }

    // MARK: URLSession

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
    ) {
        let head = response as? HTTPURLResponse
        let fields = head?.allHeaderFields.compactMap { name, value -> (String, String)? in
            guard let name = name as? String, let value = value as? String else { return nil }
            return (name, value)
        }
        let answer = HTTPResponse(status: head?.statusCode ?? 0, headers: HTTPHeaders(fields ?? []))
        let expected = response.expectedContentLength
        exchanges.withLock { exchanges in
            exchanges[dataTask.taskIdentifier]?.response = answer
            exchanges[dataTask.taskIdentifier]?.body.removeAll()
            if expected > 0, expected <= Int64(bodyLimit) {
                exchanges[dataTask.taskIdentifier]?.body.reserveCapacity(Int(expected))
            }
        }
        if expected > Int64(bodyLimit) {
            stop(dataTask, because: .bodyTooLarge(limit: bodyLimit))
            completionHandler(.cancel)
        } else {
            completionHandler(.allow)
        }
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let isTooLarge = exchanges.withLock { exchanges in
            guard let received = exchanges[dataTask.taskIdentifier]?.body.count else { return false }
            guard received + data.count <= bodyLimit else { return true }
            exchanges[dataTask.taskIdentifier]?.body.append(data)
            return false
        }
        if isTooLarge { stop(dataTask, because: .bodyTooLarge(limit: bodyLimit)) }
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
            if let reason = exchange.reason { return .failure(ExchangeFailure(kind: reason)) }
            if let error { return .failure(ExchangeFailure(error)) }
            guard var response = exchange.response else {
                return .failure(ExchangeFailure(kind: .connectionLost))
            }
            response.body = exchange.body
            return .success(response)
        }
    }
}
