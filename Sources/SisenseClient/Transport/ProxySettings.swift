package import Foundation

/// The proxies that the environment or a profile names, by the rules of curl (curl.se/docs/manpage.html, ENVIRONMENT).
/// This machine is always reached without one.
package struct ProxySettings: Sendable, Equatable {
    package var http: Proxy?
    package var https: Proxy?
    /// Hosts that are reached without a proxy: a name stands for its subdomains too, `*` for all; addresses may have a
    /// prefix length.
    package var exceptions: [String] = []

    /// No proxies.
    package init() {}

    /// One proxy for all servers but the exceptions.
    package init(_ proxy: Proxy, exceptions: [String] = []) {
        http = proxy
        https = proxy
        self.exceptions = exceptions
    }

    /// Reads `http_proxy` (in lower case only: a web server puts a client's header in the other), `https_proxy`,
    /// `all_proxy` and `no_proxy`.
    package init(environment: [String: String]) {
        func value(_ names: String...) -> String? {
            names.lazy.compactMap { environment[$0] }.first.flatMap { $0.isEmpty ? nil : $0 }
        }
        let all = value("all_proxy", "ALL_PROXY")
        http = (value("http_proxy") ?? all).map(Proxy.init)
        https = (value("https_proxy", "HTTPS_PROXY") ?? all).map(Proxy.init)
        exceptions = (value("no_proxy", "NO_PROXY") ?? "")
            .split { $0 == "," || $0.isWhitespace }.map { $0.lowercased() }
    }

    /// The proxy on the way to `url`; nil where the way is direct.
    package func proxy(for url: URL) -> Proxy? {
        let host = (url.host() ?? "").lowercased()
        guard let proxy = url.scheme == "https" ? https : http, !Loopback.contains(host),
            !exceptions.contains(where: { Self.covers($0, host: host) })
        else { return nil }
        return proxy
    }

    private static func covers(_ exception: String, host: String) -> Bool {
        if exception == "*" { return true }
        if let octets = AddressRange.octets(of: host) { return AddressRange(exception)?.contains(octets) ?? false }
        let name = exception.hasPrefix(".") ? String(exception.dropFirst()) : exception
        let host = host.hasSuffix(".") ? String(host.dropLast()) : host
        return !name.isEmpty && (host == name || host.hasSuffix("." + name))
    }
}

/// A proxy as curl writes one: `http://user:password@host:port`, `socks5h://host`, or `host:port` alone.
package struct Proxy: Sendable, Equatable {
    /// With its password: for libcurl alone.
    let url: String
    /// The same without user and password, to be shown.
    package let name: String

    package init(_ text: String) {
        url = text
        let parts = text.split(separator: "://", maxSplits: 1)
        let host = (parts.last ?? "").split(separator: "@").last ?? ""
        name = parts.count == 2 ? "\(parts[0])://\(host)" : String(host)
    }
}
