/// What came of a probe: what was sent, what came back, and the browser's judgement.
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
