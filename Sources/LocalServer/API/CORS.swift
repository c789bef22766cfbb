import Foundation
import SisenseClient

/// The origins that may read answers in a browser: the `webServer.cors` of the system settings (seeds/000, seeds/002; the
/// browser's side is the CORS protocol of the WHATWG Fetch standard, section 3.2).
struct CORS: Sendable, Equatable {
    private let isEnabled: Bool
    private let origins: [String]

    /// Header fields a script may always send, beside those the standard lets through.
    private static let requestHeaders = ["accept", "authorization", "content-type", "x-device-id", "x-requested-with"]

    init(settings: JSONObject) {
        let cors = settings["webServer"]?["cors"]
        isEnabled = cors?["enabled"]?.bool ?? false
        origins = cors?["allowedOrigins"]?.array?.compactMap(\.string) ?? []
    }

    /// The header fields of the answer to `request`. Every answer has them, errors too: without them a script sees
    /// nothing but a network error.
    func headers(for request: IncomingRequest) -> [(name: String, value: String)] {
        guard isEnabled else { return [] }
        let isPreflight = Self.isPreflight(request)
        let vary = isPreflight ? "Origin, Access-Control-Request-Method, Access-Control-Request-Headers" : "Origin"
        var headers: [(name: String, value: String)] = [("Vary", vary)]
        guard let origin = Self.origin(of: request), let allowed = allowed(origin) else { return headers }
        headers.append(("Access-Control-Allow-Origin", allowed))
        // The wildcard does not go with credentials (Fetch, 3.2.5).
        if allowed != "*" { headers.append(("Access-Control-Allow-Credentials", "true")) }
        guard isPreflight else {
            headers.append(("Access-Control-Expose-Headers", "Content-Disposition, Date, Retry-After"))
            return headers
        }
        let asked = request.headers.tokens("access-control-request-headers")
        headers.append(("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE"))
        let granted = Self.requestHeaders + (allowed == "*" ? other(asked) : [])
        headers.append(("Access-Control-Allow-Headers", granted.joined(separator: ", ")))
        headers.append(("Access-Control-Max-Age", "86400"))
        return headers
    }

    static func isPreflight(_ request: IncomingRequest) -> Bool {
        request.method == "OPTIONS" && request.headers["origin"] != nil
            && request.headers["access-control-request-method"] != nil
    }

    /// Refuses a change that a page of another origin asks for, unless that origin may read the answer too. A browser
    /// sends simple requests without asking before (Fetch, 3.2.2), and only their answers would be kept from the page.
    /// - Throws: 403.
    func checkChange(_ request: IncomingRequest) throws(APIError) {
        let origins = request.headers.values("origin")
        guard let first = origins.first else { return }
        let host = request.target.authority ?? request.headers["host"] ?? ""
        let own = ["http", "https"].map { "\($0)://\(host.lowercased())" }
        guard origins.count > 1 || !own.contains(first) else { return }
        guard isEnabled, let origin = Self.origin(of: request), allowed(origin) != nil else {
            throw .forbidden("Pages of \(origins.joined(separator: ", ")) may not change anything here")
        }
    }

    /// The origin of a request; nil without one, and where there are several: nobody knows which one is meant.
    private static func origin(of request: IncomingRequest) -> String? {
        request.headers.count("origin") == 1 ? request.headers["origin"] : nil
    }

    /// The value of Access-Control-Allow-Origin, or nil. Origins compare byte by byte.
    private func allowed(_ origin: String) -> String? {
        guard origin != "null" else { return nil }
        if origins.contains(where: { $0.utf8.elementsEqual(origin.utf8) }) { return origin }
        if origins.contains(where: { matches(origin, pattern: $0) }) { return origin }
        return origins.contains("*") ? "*" : nil
    }

    /// `*.example.com` stands for every host below example.com, but not for example.com.
    private func matches(_ origin: String, pattern: String) -> Bool {
        guard pattern.hasPrefix("*."), pattern.utf8.count > 2, let scheme = origin.range(of: "://") else {
            return false
        }
        let host = origin[scheme.upperBound...].prefix { $0 != ":" }
        return host.hasSuffix(pattern.dropFirst()) && host.utf8.count > pattern.utf8.count - 1
    }

    /// What was asked for beside the standing list. A server open to all origins grants it by echo (seeds/002); one with
    /// a list of origins lets them send their credentials, and grants no more than it knows.
    private func other(_ asked: [String]) -> [String] {
        asked.filter { name in
            !name.isEmpty && name.utf8.allSatisfy(RequestHead.isToken) && !Self.requestHeaders.contains(name)
        }
    }
}

/// Refuses requests that were meant for another host. A page on the internet can point its own name at 127.0.0.1 and
/// would then count as this server's own origin (DNS rebinding); its requests carry its name.
struct HostCheck: Sendable {
    private let address: String
    private let isOpen: Bool

    /// - Parameter address: The address the server listens on. One that is shown to the network takes every name, since
    ///   nobody knows by which names it is reached.
    init(address: String) {
        self.address = address
        isOpen = !LocalServer.isLoopback(address)
    }

    func check(_ request: IncomingRequest) throws(APIError) {
        guard let host = request.target.authority ?? request.headers["host"] else { return }
        guard isOpen || isOwn(host) else {
            throw APIError(status: 421, code: 421, message: "This server does not answer for the host '\(host)'")
        }
    }

    private func isOwn(_ host: String) -> Bool {
        let isBracketed = host.utf8.first == UInt8(ascii: "[")
        let rest = isBracketed ? host.utf8.dropFirst() : host.utf8[...]
        let end = UInt8(ascii: isBracketed ? "]" : ":")
        let name = String(Substring(rest.prefix { $0 != end })).lowercased()
        return name == "localhost" || name == address || name == "::1"
            || (name.hasPrefix("127.") && name.allSatisfy { $0 == "." || ("0"..."9").contains($0) })
    }
}
