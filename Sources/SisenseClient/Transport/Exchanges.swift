import Foundation
import FoundationNetworking
import Synchronization

/// A URLSession and the exchanges that are under way on it.
final class Exchanges: Sendable {
    private let limits: TransportLimits
    private let session: URLSession
    private let delegate: ExchangeDelegate

    init(limits: TransportLimits) {
        self.limits = limits
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpCookieStorage = nil
        configuration.httpShouldSetCookies = false
        configuration.httpCookieAcceptPolicy = .never
        configuration.urlCache = nil
        configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
        configuration.httpMaximumConnectionsPerHost = 8
        // Our own deadline holds; this one starts anew with every byte and only has to be out of its way.
        configuration.timeoutIntervalForRequest = limits.answer.seconds + 60
        delegate = ExchangeDelegate(limits)
        session = URLSession(configuration: configuration, delegate: delegate, delegateQueue: nil)
    }

    /// Lets the session go once its last task is over. A session that is never told so leaks its threads.
    func finish() {
        session.finishTasksAndInvalidate()
    }

    func exchange(_ request: HTTPRequest, isChange: Bool) async throws(TransportError) -> HTTPResponse {
        let server = Self.origin(of: request.url)
        let start = ContinuousClock.now
        if Task.isCancelled { throw TransportError(.cancelled, server: server) }
        let task = session.dataTask(with: Self.urlRequest(request))
        let limits = limits
        let observer = TransferObserver.current
        let deadline = Task {
            if limits.connect < limits.answer {
                try await Task.sleep(for: limits.connect)
                if !delegate.hasAnswer(task), await !ConnectionCheck.canConnect(to: request.url, within: limits.connect)
                {
                    delegate.stop(task, because: .unreachable)
                }
                try await Task.sleep(until: start + limits.answer)
            } else {
                try await Task.sleep(for: limits.answer)
            }
            delegate.stop(task, because: .timedOut(after: limits.answer))
        }
        defer { deadline.cancel() }
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { delegate.begin(task, $0, observer: observer) }
        } onCancel: {
            delegate.stop(task, because: .cancelled)
        }
        switch outcome {
        case .success(var response):
            response.duration = ContinuousClock.now - start
            if let target = Self.redirection(of: response, from: request.url) {
                throw TransportError(.redirected(to: target), server: server)
            }
            return response
        case .failure(let failure):
            let kind = isChange && failure.mayHaveArrived ? .outcomeUnknown(failure.kind) : failure.kind
            throw TransportError(kind, server: server, detail: failure.detail)
        }
    }

    private static func urlRequest(_ request: HTTPRequest) -> URLRequest {
        var urlRequest = URLRequest(url: request.url)
        urlRequest.httpMethod = request.method.rawValue
        urlRequest.httpBody = request.body
        urlRequest.httpShouldHandleCookies = false
        for field in request.headers.fields { urlRequest.addValue(field.value, forHTTPHeaderField: field.name) }
        return urlRequest
    }

    /// Where an answer sends the client, when that is another origin.
    private static func redirection(of response: HTTPResponse, from url: URL) -> String? {
        guard [301, 302, 303, 307, 308].contains(response.status), let location = response.headers["Location"],
            let target = URL(string: location, relativeTo: url), !sameOrigin(target, url)
        else { return nil }
        return origin(of: target)
    }

    /// True when two addresses have the same scheme, host and port.
    static func sameOrigin(_ left: URL, _ right: URL) -> Bool {
        origin(of: left) == origin(of: right)
    }

    private static func origin(of url: URL) -> String {
        let scheme = url.scheme?.lowercased() ?? ""
        let port = url.port.flatMap { $0 == (scheme == "https" ? 443 : 80) ? nil : ":\($0)" } ?? ""
        return "\(scheme)://\(url.host()?.lowercased() ?? "")\(port)"
    }
}
