/// One entry of a server's list of allowed origins.
package enum AllowedOrigin: Hashable, Sendable {
    case any
    /// `*.example.com`: every host that ends in `.example.com`, on any scheme and port, but not the domain itself.
    case subdomains(of: String)
    case exact(Origin)
    /// What no origin can match, as it stands in the list.
    case invalid(String)

    package init(_ text: String) {
        if text == "*" {
            self = .any
        } else if text.hasPrefix("*."), case .accepted = OriginEntry.parse(text) {
            self = .subdomains(of: String(text.dropFirst(2)))
        } else if let origin = Origin(serialized: text), origin != .opaque {
            self = .exact(origin)
        } else {
            self = .invalid(text)
        }
    }

    /// Whether the entry admits the origin. `null` is admitted by `*` alone.
    package func admits(_ origin: Origin) -> Bool {
        switch self {
        case .any: true
        case .exact(let allowed): origin == allowed
        case .subdomains(let domain):
            if case .tuple(_, .domain(let host), _) = origin { host.hasSuffix("." + domain) } else { false }
        case .invalid: false
        }
    }
}
