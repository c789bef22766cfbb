/// Takes apart what may be an origin with a scheme, and says how far it is from the canonical spelling.
enum OriginText {
    /// The result of reading a text that was typed.
    enum Reading: Equatable {
        /// Written as a browser writes it.
        case accepted(Origin)
        /// Means this origin, but for the reasons given is not written so.
        case normalized(Origin, reasons: [String])
    }

    /// Schemes whose pages have no origin of their own, so that browsers send `null` for them.
    private static let opaqueSchemes: Set = ["file", "data", "about", "blob", "javascript"]

    /// Reads an origin as a browser would (WHATWG URL), and reports how it differs from what a browser sends.
    static func parse(_ text: String) throws(OriginFault) -> Reading {
        guard let mark = text.firstRange(of: "://") else { return try supplyingScheme(text) }
        let rawScheme = text[..<mark.lowerBound]
        let scheme = rawScheme.lowercased()
        guard isScheme(rawScheme) else { throw OriginFault("the scheme \(rawScheme) is none; write https") }
        try check(scheme: scheme)

        let rest = text[mark.upperBound...]
        guard !rest.contains("\\") else { throw OriginFault("a backslash does not belong in an origin") }
        let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
        let tail = rest[end...]
        let authority = rest[..<end]
        let userEnd = authority.lastIndex(of: "@").map(authority.index(after:))
        let (rawHost, rawPort) = try split(authority[(userEnd ?? authority.startIndex)...])
        if rawHost.contains("*") { throw wildcardFault }
        let host = try OriginHost(String(rawHost))
        let port = try port(rawPort, scheme: scheme)
        let origin = Origin.tuple(scheme: scheme, host: host, port: port)
        var reasons: [String] = []
        if userEnd != nil { reasons.append("an origin has no user name or password") }
        if rawScheme != scheme || (rawHost != rawHost.lowercased()) { reasons.append("origins are lower case") }
        if rawHost.lowercased() != host.description {
            reasons.append("requests carry the host as \(host)")
        }
        if let rawPort, String(rawPort) != port.map({ String($0) }) {
            reasons.append(port == nil ? "the default port is left out" : "a port has no leading zeros")
        }
        if !tail.isEmpty { reasons.append("an origin has no \(name(ofTail: tail))") }
        return reasons.isEmpty ? .accepted(origin) : .normalized(origin, reasons: reasons)
    }

    /// The character, or its number where it cannot be shown.
    static func name(of scalar: Unicode.Scalar) -> String {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
            let digits = String(scalar.value, radix: 16, uppercase: true)
            return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        case .spaceSeparator: return "a space"
        default: return "\"\(scalar)\""
        }
    }

    /// RFC 3986, 3.1.
    private static func isScheme(_ text: Substring) -> Bool {
        guard let first = text.first, first.isASCII, first.isLetter else { return false }
        return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
    }

    /// What follows the host and does not belong to an origin.
    private static func name(ofTail tail: Substring) -> String {
        if tail == "/" { return "slash at its end" }
        return tail.hasPrefix("/") ? "path" : tail.hasPrefix("?") ? "query" : "fragment"
    }

    /// Reads a text without a scheme as the address of a website.
    private static func supplyingScheme(_ text: String) throws(OriginFault) -> Reading {
        if isScheme(text.prefix { $0 != ":" }), text.contains(":/") {
            throw OriginFault("two slashes belong after the scheme")
        }
        let missing = OriginFault("the scheme is missing; an origin starts with https://")
        let (meant, reasons): (Origin, [String]) =
            switch try? parse("https://\(text)") {
            case .accepted(let origin): (origin, [])
            case .normalized(let origin, let reasons): (origin, reasons)
            case nil: throw missing
            }
        guard case .tuple(_, let host, let port) = meant else { throw missing }
        // Development servers on one's own machine have no certificate.
        let likely = Origin.tuple(scheme: host.isLoopback ? "http" : "https", host: host, port: port)
        return .normalized(likely, reasons: ["an origin starts with its scheme"] + reasons)
    }

    private static func check(scheme: String) throws(OriginFault) {
        if opaqueSchemes.contains(scheme) {
            throw OriginFault("pages of \(scheme): have no origin of their own; browsers send null for them")
        }
        if scheme == "ws" || scheme == "wss" {
            let page = scheme == "ws" ? "http" : "https"
            throw OriginFault("no page comes from \(scheme)://; its origin starts with \(page)://")
        }
    }

    private static func split(_ authority: Substring) throws(OriginFault) -> (host: Substring, port: Substring?) {
        // The colons of an IPv6 address stand before its bracket.
        guard !authority.hasPrefix("[") || authority.contains("]") else {
            throw OriginFault("the closing bracket of the IPv6 address is missing")
        }
        let search = authority.lastIndex(of: "]").map { authority[$0...] } ?? authority
        guard let colon = search.firstIndex(of: ":") else { return (authority, nil) }
        let port = authority[authority.index(after: colon)...]
        guard !port.contains(":") else {
            throw OriginFault("there is more than one colon; an IPv6 address stands in brackets")
        }
        return (authority[..<colon], port)
    }

    /// Nil for the default port and for none.
    private static func port(_ text: Substring?, scheme: String) throws(OriginFault) -> UInt16? {
        guard let text, !text.isEmpty else { return nil }
        guard text.allSatisfy({ ("0"..."9").contains($0) }) else {
            throw OriginFault("the port \(text) is not a number")
        }
        guard let port = UInt16(text) else { throw OriginFault("the port \(text) is above 65535") }
        guard port > 0 else { throw OriginFault("nothing can listen on port 0") }
        return port == Origin.defaultPort(scheme) ? nil : port
    }

    private static let wildcardFault = OriginFault(
        "a star stands for all origins, or for all subdomains in front of a domain: *.example.com")
}
