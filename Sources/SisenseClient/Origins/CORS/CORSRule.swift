/// What a browser checks before a page may send a request to another origin and read the answer
/// (Fetch Standard, 4.8 CORS-preflight fetch, 4.9 CORS check), in the order it is checked.
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
