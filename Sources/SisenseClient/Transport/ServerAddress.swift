package import Foundation

/// The location of a server: scheme, host, port, and a path when a proxy puts the server below one.
package struct ServerAddress: Sendable, Hashable, CustomStringConvertible {
    package enum Scheme: String, Sendable {
        case http
        case https

        package var defaultPort: Int { self == .http ? 80 : 443 }
    }

    package let scheme: Scheme
    /// Lower case, in the ASCII form; an IPv6 address in brackets.
    package let host: String
    /// Nil for the default port of the scheme.
    package let port: Int?
    /// Empty, or a path that starts with `/` and does not end with one.
    package let basePath: String
    /// The whole address. Made once: every request needs it, and every frame of a screen that shows it.
    package let description: String

    /// The address that a person means with `typed`: the scheme may be missing, an address copied from a browser
    /// loses what belongs to the page. Without a scheme it is `https`, but `http` for this machine and for the ports
    /// on which Sisense speaks plain HTTP (8081 on Windows, 30845 on Linux).
    /// - Throws: `ServerAddressError`, whose description says what to type.
    package init(_ typed: String) throws(ServerAddressError) {
        let text = typed.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty else { throw .empty }
        guard !text.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.value == 0x7F }) else {
            throw .malformed(text)
        }
        let hasScheme = text.contains("://")
        guard let parts = URLComponents(string: hasScheme ? text : "https://" + text),
            let host = parts.encodedHost?.lowercased(), !host.isEmpty
        else { throw .malformed(text) }
        guard let scheme = Scheme(rawValue: parts.scheme?.lowercased() ?? "") else {
            throw .scheme(parts.scheme ?? "")
        }
        guard parts.user == nil, parts.password == nil else { throw .credentials }
        if let port = parts.port, !(1...65535).contains(port) { throw .port(port) }
        let plain = !hasScheme && (Loopback.contains(host) || parts.port.map(Self.plainPorts.contains) == true)
        let found = plain ? .http : scheme
        self.scheme = found
        self.host = host
        port = parts.port == found.defaultPort ? nil : parts.port
        basePath = Self.basePath(of: parts.percentEncodedPath)
        description = Self.origin(found, host, port) + basePath
    }

    private static let plainPorts: Set<Int> = [8081, 30845]
    /// The first segments of the product's own pages, which no server lives below.
    private static let pages: Set<Substring> = ["app", "api", "dev"]

    private static func basePath(of path: String) -> String {
        let segments = path.split(separator: "/").prefix { !pages.contains($0) }
        return segments.map { "/" + $0 }.joined()
    }

    /// Scheme, host and port as browsers write an origin (Fetch standard, serialized origin).
    package var origin: String { Self.origin(scheme, host, port) }

    private static func origin(_ scheme: Scheme, _ host: String, _ port: Int?) -> String {
        "\(scheme.rawValue)://\(host)" + (port.map { ":\($0)" } ?? "")
    }

    /// True when what is sent cannot be read on the way.
    package var isPrivate: Bool { scheme == .https || Loopback.contains(host) }

    /// The warning before anything secret is sent to it; nil where nobody on the way can read it.
    package var privacyWarning: String? {
        isPrivate
            ? nil
            : "\(origin) is not encrypted: the token, passwords and data can be read on the way. "
                + "Use https:// if the server has it."
    }

    /// The URL of a path that is percent-encoded already. Nil when no URL can be made of it.
    package func url(path: String, query: [QueryItem] = []) -> URL? {
        URL(string: description + path + (query.isEmpty ? "" : "?" + PercentEncoding.encode(query)))
    }
}

/// The reason why a text is no address of a server.
package enum ServerAddressError: Error, Sendable, Equatable, CustomStringConvertible {
    case empty
    case malformed(String)
    case scheme(String)
    case credentials
    case port(Int)

    package var description: String {
        switch self {
        case .empty: "The address is empty. Enter a host and port, as in https://bi.acme.example."
        case .malformed(let text):
            "\"\(text)\" is not a valid address. Enter a host and port, as in https://bi.acme.example:8443."
        case .scheme(let scheme): "\"\(scheme)\" is not possible here: the address starts with https:// or http://."
        case .credentials: "User name and password do not belong in the address. Leave them out; you are asked later."
        case .port(let port): "\(port) is not a valid port: ports go from 1 to 65535."
        }
    }
}
