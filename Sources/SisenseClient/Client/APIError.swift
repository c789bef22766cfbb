/// A failed call, in a form a user can act on: what failed, where, what the server said, what to do.
package struct APIError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kind of failure, for those who act on it; `exitStatus` maps it for scripts.
    package enum Kind: Sendable, Equatable {
        /// The call itself is not complete; nothing was sent.
        case invalidCall
        /// The write policy forbids it; nothing was sent.
        case notAllowed
        /// The audit log cannot take the change; nothing was sent.
        case unrecorded
        /// The record was changed by someone else; nothing was sent.
        case conflict(Conflict)
        /// 401: the token is missing, has expired or was revoked.
        case unauthorized
        /// 403
        case forbidden
        /// 404
        case notFound
        /// Any other 4xx.
        case refused
        /// 429 or 503 to a read: too many requests, or a server that is not ready.
        case busy
        /// 5xx to a read.
        case serverFault
        /// An answer that is not what the operation answers with, such as a login page.
        case unreadable
        /// The server, or something before it, points to another location.
        case redirected
        /// No answer came; nothing was changed.
        case unreachable
        case cancelled
        /// A change was sent, and no answer came that proves it done or refused.
        case outcomeUnknown
    }

    package let kind: Kind
    package let status: Int?
    /// The server's own code.
    package let code: Int?
    /// One sentence: what happened.
    package let message: String
    /// The single faults of a validation, when the server lists them.
    package let details: [String]
    /// Method and path, secrets masked.
    package let request: String
    package let server: String
    /// Advice on what to do about it; empty when there is nothing to say.
    package let nextStep: String
    /// The reason for which no answer came; nil when one did.
    package let cause: TransportError?
    /// True when it kept a change from being sent, whatever the server said: it was about what comes before.
    package private(set) var isBeforeSending = false

    package init(
        _ kind: Kind, status: Int? = nil, code: Int? = nil, message: String, details: [String] = [],
        request: String, server: String, nextStep: String = "", cause: TransportError? = nil
    ) {
        self.cause = cause
        self.kind = kind
        self.status = status
        self.code = code
        self.message = message
        self.details = details
        self.request = request
        self.server = server
        self.nextStep = nextStep
    }

    /// The text a user reads: the message, each fault, the request, the next step, one a line.
    package var description: String {
        let lines = [message] + details.map { "- " + $0 } + [origin, nextStep]
        return lines.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    /// The reason in a cell of a table, where another one has the address.
    package var reason: String { cause?.reason ?? message }

    /// The request it is about, the server, and the numbers of the answer.
    package var origin: String {
        let numbers = [status.map { "HTTP \($0)" }, code.map { "code \($0)" }].compactMap { $0 }
        let origin = server.isEmpty ? request : "\(request) on \(server)"
        return numbers.isEmpty ? origin : "\(origin) (\(numbers.joined(separator: ", ")))"
    }
}

extension APIError.Kind {
    /// The kind of a refusing answer. A change is refused when the server says so; behind a proxy that gave up, a fault
    /// in the server or a redirect, nobody knows whether it was done.
    init(_ response: HTTPResponse, to call: Call, isFromServer: Bool) {
        let writes = call.operation.writes
        self =
            switch response.status {
            case _ where writes && Self.leavesOpen(response.status, isFromServer: isFromServer): .outcomeUnknown
            case 300..<400: .redirected
            case 401: .unauthorized
            case 403: .forbidden
            case 404: .notFound
            case 429, 503: .busy
            case 400..<500: .refused
            default: .serverFault
            }
    }

    /// True for statuses after which a change may have been done or not.
    private static func leavesOpen(_ status: Int, isFromServer: Bool) -> Bool {
        switch status {
        case 300..<400, 408, 499, 500...: true
        case 429: !isFromServer
        default: false
        }
    }
}

extension APIError {
    /// The same error with one more sentence, and another next step where there is one.
    package func saying(_ sentence: String, nextStep: String? = nil) -> APIError {
        var error = APIError(
            kind, status: status, code: code, message: "\(message) \(sentence)", details: details, request: request,
            server: server, nextStep: nextStep ?? self.nextStep, cause: cause)
        error.isBeforeSending = isBeforeSending
        return error
    }

    /// The same error, of a change that it kept from being sent.
    package var beforeSending: APIError {
        var error = self
        error.isBeforeSending = true
        return error
    }

    /// The same error without the secrets of its session, which a server may quote.
    func masked(by secrets: KnownSecrets) -> APIError {
        guard !secrets.isEmpty else { return self }
        var error = APIError(
            kind, status: status, code: code, message: secrets.text(message), details: details.map(secrets.text),
            request: secrets.text(request), server: server, nextStep: secrets.text(nextStep), cause: cause)
        error.isBeforeSending = isBeforeSending
        return error
    }

    /// A call that could not be made into a request.
    package init(_ error: CallError, request: String, server: ServerAddress?) {
        self.init(
            .invalidCall, message: error.description, request: request, server: server?.description ?? "",
            nextStep: error.nextStep)
    }

    /// A request without an answer.
    package init(_ error: TransportError, request: String, server: ServerAddress) {
        let kind: Kind =
            switch error.kind {
            case .outcomeUnknown: .outcomeUnknown
            case .cancelled: .cancelled
            case .redirected: .redirected
            case .bodyTooLarge, .headTooLarge, .notHTTP: .unreadable
            default: .unreachable
            }
        self.init(
            kind, message: error.description, request: request, server: server.description, nextStep: error.nextStep,
            cause: error)
    }
}

/// Three versions of a record that two people changed at once.
package struct Conflict: Sendable, Equatable {
    /// As it was when the edit began.
    package let base: JSONValue
    /// As the edit would leave it.
    package let mine: JSONValue
    /// As it is on the server now.
    package let theirs: JSONValue
    /// True when the record shows the edit already.
    package var isMade = false

    package init(base: JSONValue, mine: JSONValue, theirs: JSONValue) {
        self.base = base
        self.mine = mine
        self.theirs = theirs
    }
}
