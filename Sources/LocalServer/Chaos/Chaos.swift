/// A way in which a local server misbehaves, so that a user sees what the console does before they need it. Logging in
/// works in all of them.
package enum Chaos: String, Sendable, CaseIterable {
    case slow, busy, flaky, failing, losing, expiring, page

    /// The misbehaviour, for the help.
    package var about: String {
        switch self {
        case .slow: "every answer takes one to five seconds"
        case .busy: "every third request is refused with 429"
        case .flaky: "every fourth read ends without an answer, every fourth change is refused with 503"
        case .failing: "changes are refused with 500, nothing is done"
        case .losing: "changes are done, and the connection ends before the answer"
        case .expiring: "every tenth request finds the token no longer valid"
        case .page: "every fourth request is answered by a login page, as a proxy does"
        }
    }
}
