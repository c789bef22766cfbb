package import Foundation

/// A request and how it went, for the trace: secrets are masked already.
package struct RequestTrace: Sendable, Identifiable {
    /// The outcome of the request.
    package enum Outcome: Sendable, Equatable {
        case answered(status: Int)
        case failed(String)
        /// Nobody wanted the answer any more.
        case cancelled
    }

    package let id: UUID
    /// The time when it was sent.
    package let time: Date
    package let operation: Operation
    /// Method, path and query.
    package let line: String
    package let outcome: Outcome
    package let duration: Duration
    package let bytesSent: Int
    package let bytesReceived: Int
    /// The phases of the transfer and the way it took, or how far it came; nil where nothing is known of it.
    package var transfer: TransferDetails?
    /// The number of times it was sent until an answer came.
    package var attempts = 1
    /// Header fields and body of the request, as far as they are kept.
    package var sent = Content()
    /// The same of the answer; nil when none came.
    package var received: Content?
    /// The call with its secrets masked; nil where there was none.
    package var call: Call?
    /// True when another way was tried where the server refused this one.
    package var isAttempt = false
    /// True when it was asked whether a record is still there, so that its absence is an answer like another.
    package var isAbsenceExpected = false
    /// True when a web page came instead of the answer, whatever its status says.
    package var isWebPage = false
    /// True when that is the whole call, and sending it again changes nothing.
    package var isRepeatable = false

    /// The content of a request or an answer, secrets masked.
    package struct Content: Sendable {
        /// Bytes of a body that are kept.
        package static let limit = 64 << 10

        package let headers: HTTPHeaders
        /// At most `limit` bytes of it; empty when there is none.
        package fileprivate(set) var body: String
        /// True when there was more.
        package fileprivate(set) var isCut: Bool

        /// - Parameter secrets: Those of the session, masked beside what looks like a secret.
        package init(headers: HTTPHeaders = [:], body: Data = Data(), _ secrets: KnownSecrets = KnownSecrets()) {
            self.headers = Redactor.headers(secrets.headers(headers))
            // Somewhat more than is kept, so that no secret is cut in two and stands there half.
            let start = secrets.isEmpty ? body : secrets.data(body.prefix(Self.limit + (16 << 10)))
            self.body = Redactor.excerpt(start, contentType: headers["Content-Type"], limit: Self.limit)
            isCut = body.count > Self.limit
        }
    }

    package init(
        id: UUID = UUID(), time: Date, operation: Operation, line: String, outcome: Outcome, duration: Duration,
        bytesSent: Int, bytesReceived: Int
    ) {
        self.id = id
        self.time = time
        self.operation = operation
        self.line = line
        self.outcome = outcome
        self.duration = duration
        self.bytesSent = bytesSent
        self.bytesReceived = bytesReceived
    }

    /// From sending to the head of the answer; nil when that is not known.
    package var wait: Duration? { transfer?.firstByte }

    /// Bytes of the bodies that are kept.
    package var bodySize: Int { sent.body.utf8.count + (received?.body.utf8.count ?? 0) }

    /// Lets the bodies go, to make room for newer ones.
    package mutating func forgetBodies() {
        sent.forget()
        received?.forget()
    }

    /// True when the server refused it, or no answer came that was still wanted. That an attempt is refused is no
    /// failure.
    package var isFailure: Bool {
        switch outcome {
        case .answered(404) where isAbsenceExpected: false
        case .answered(let status): (status >= 400 || isWebPage) && !(isAttempt && status <= 500)
        case .failed: true
        case .cancelled: false
        }
    }

    package var status: Int? {
        guard case .answered(let status) = outcome else { return nil }
        return status
    }
}

extension RequestTrace.Content {
    fileprivate mutating func forget() {
        guard !body.isEmpty else { return }
        body = ""
        isCut = true
    }
}
