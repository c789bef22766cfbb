/// The source of a web page, as far as browsers distinguish pages (HTML Standard, 7.1.1 "Origins").
package enum Origin: Hashable, Sendable {
    /// The origin of sandboxed frames, `file:` pages and `data:` addresses; written `null`.
    case opaque
    /// - Parameter port: nil for the scheme's default port.
    case tuple(scheme: String, host: OriginHost, port: UInt16?)

    /// Reads an origin as a request carries it. Anything but the canonical spelling is refused, because servers
    /// and browsers compare origins byte for byte.
    package init?(serialized text: String) {
        if text == "null" {
            self = .opaque
            return
        }
        guard case .accepted(let parsed)? = try? OriginText.parse(text), parsed.description == text else { return nil }
        self = parsed
    }

    /// The port a scheme has when none is written (WHATWG URL Standard, "special scheme").
    static func defaultPort(_ scheme: String) -> UInt16? {
        switch scheme {
        case "http": 80
        case "https": 443
        default: nil
        }
    }
}

extension Origin: CustomStringConvertible {
    /// As it stands in the `Origin` header: `scheme://host[:port]` or `null`.
    package var description: String { text { $0.description } }

    /// As people read it, with international names in their own script.
    package var unicode: String { text { $0.unicode } }

    private func text(_ spell: (OriginHost) -> String) -> String {
        guard case .tuple(let scheme, let host, let port) = self else { return "null" }
        return "\(scheme)://\(spell(host))" + (port.map { ":\($0)" } ?? "")
    }
}

/// One entry of a server's list of allowed origins.
package enum AllowedOrigin: Hashable, Sendable {
    case any
    /// `*.example.com`: every host that ends in `.example.com`, on any scheme and port, but not the domain itself.
    case subdomains(of: String)
    case exact(Origin)
    /// A text that no origin can match, as it stands in the list.
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

    /// True when the entry admits the origin. `null` is admitted by `*` alone.
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
