extension AllowedOrigin {
    /// In what an origin that is not admitted differs from this entry, where that is one thing only and likely a
    /// slip: "the scheme is https". Nil where they have little in common.
    package func nearMiss(_ origin: Origin) -> String? {
        guard !admits(origin), case .tuple(let scheme, let host, let port) = origin else { return nil }
        switch self {
        case .any: return nil
        case .invalid(let text):
            guard case .mended(let meant, _, _) = OriginEntry.parse(text), AllowedOrigin(meant).admits(origin) else {
                return nil
            }
            return "the entry must be written \(meant)"
        case .subdomains(let domain):
            return host.description == domain ? "the pattern admits subdomains of \(domain), not \(domain) itself" : nil
        case .exact(.opaque): return nil
        case .exact(.tuple(let allowedScheme, let allowedHost, let allowedPort)):
            if host == allowedHost {
                if port == allowedPort { return "the scheme is \(allowedScheme)" }
                let shown = (allowedPort ?? Origin.defaultPort(allowedScheme)).map { "\($0)" } ?? "none"
                return scheme == allowedScheme ? "the port is \(shown)" : nil
            }
            guard scheme == allowedScheme, port == allowedPort else { return nil }
            return Self.isNear(host.description, allowedHost.description) ? "the host is \(allowedHost)" : nil
        }
    }

    /// One of the two with `www.` or a dot at the end, or `localhost` for its address.
    private static func isNear(_ left: String, _ right: String) -> Bool {
        let pairs = [(left, right), (right, left)]
        return pairs.contains { one, other in
            "www." + one == other || one + "." == other
                || (one == "localhost" && ["127.0.0.1", "[::1]"].contains(other))
        }
    }
}
