/// Where a web page comes from, as far as browsers tell pages apart (HTML Standard, 7.1.1 "Origins").
package enum Origin: Hashable, Sendable {
    /// What sandboxed frames, `file:` pages and `data:` addresses have; written `null`.
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
