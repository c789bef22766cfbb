/// The result of a probe: what was sent, what came back, and the browser's judgement.
package struct CORSReport: Sendable {
    /// A request and its answer, with secrets masked, to be shown.
    package struct Exchange: Sendable {
        package let request: HTTPRequest
        package let result: Result<HTTPResponse, TransportError>
    }

    package let request: CORSRequest
    /// Nil where a browser would not ask first.
    package let preflight: Exchange?
    /// Nil where the preflight failed, and for a method that would change something: a probe never does.
    package let actual: Exchange?
    package let findings: [CORSFinding]

    /// The rule at which a browser stops; nil when the page may send its request and read the answer.
    package var failure: CORSFinding? { findings.first { $0.outcome == .failed } }

    package var isAllowed: Bool { failure == nil }

    /// One sentence for a list of results.
    package var summary: String {
        let origin = request.origin
        let method = request.method.rawValue
        if let failure { return "\(origin) is blocked. \(failure.explanation)" }
        let status = (try? actual?.result.get())?.status
        return switch status {
        case nil: "\(origin) may send \(method) requests; the preflight allows it."
        case let status? where (200..<300).contains(status):
            "\(origin) may send \(method) requests and read the answers."
        case let status?:
            "\(origin) may send \(method) requests and read the answers; this one was answered with \(status)."
        }
    }
}

/// The checks that a browser makes before a page may send a request to another origin and read the answer (Fetch
/// Standard, 4.8 CORS-preflight fetch, 4.9 CORS check), in the order they are made.
package enum CORSRule: Sendable, Hashable {
    case preflightAnswered
    case preflightStatus
    case preflightOrigin
    case preflightCredentials
    case preflightMethod
    case preflightHeaders
    case answered
    case notRedirected
    case origin
    case credentials
    /// No browser checks it, but caches between server and browser need it.
    case vary

    package var title: String {
        switch self {
        case .preflightAnswered: "The preflight is answered"
        case .preflightStatus: "The preflight succeeds"
        case .preflightOrigin: "The preflight names the origin"
        case .preflightCredentials: "The preflight allows cookies"
        case .preflightMethod: "The preflight allows the method"
        case .preflightHeaders: "The preflight allows the headers"
        case .answered: "The request is answered"
        case .notRedirected: "The request is not sent elsewhere"
        case .origin: "The answer names the origin"
        case .credentials: "The answer allows cookies"
        case .vary: "Caches keep origins apart"
        }
    }
}

/// The result of an answer under one rule.
package struct CORSFinding: Sendable, Hashable {
    package enum Outcome: Sendable, Hashable {
        case passed
        /// The page works, but something should be put right.
        case noticed
        /// The browser stops here, and the page sees a network error.
        case failed
    }

    package let rule: CORSRule
    package let outcome: Outcome
    /// Sentences: what was found, and what it means.
    package let explanation: String

    package init(_ rule: CORSRule, _ outcome: Outcome, _ explanation: String) {
        self.rule = rule
        self.outcome = outcome
        self.explanation = explanation
    }
}
