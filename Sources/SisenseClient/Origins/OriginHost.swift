import Foundation

/// The host of an origin in its one canonical spelling (WHATWG URL Standard, 3.5 host parsing and
/// 3.6 host serializing).
package enum OriginHost: Hashable, Sendable {
    /// Lower case, international labels as `xn--`.
    case domain(String)
    case ipv4(IPv4Address)
    case ipv6(IPv6Address)

    /// Reads a host as it stands in a URL.
    /// - Throws: the fault in it.
    package init(_ text: String) throws(OriginFault) {
        if text.hasPrefix("[") {
            guard text.hasSuffix("]"), let address = IPv6Address(String(text.dropFirst().dropLast())) else {
                throw OriginFault("the host \(text) is not a valid IPv6 address")
            }
            self = .ipv6(address)
            return
        }
        let ascii = try DomainName.ascii(text)
        guard DomainName.endsInNumber(ascii) else {
            self = .domain(ascii)
            return
        }
        guard let address = IPv4Address(ascii) else {
            throw OriginFault("the host \(text) is not a valid IPv4 address")
        }
        self = .ipv4(address)
    }

    /// As people read it: international labels in their own script.
    package var unicode: String {
        guard case .domain(let name) = self else { return description }
        return DomainName.unicode(name)
    }

    /// This machine, whoever asks: `localhost`, `*.localhost` and the loopback addresses.
    package var isLoopback: Bool {
        switch self {
        case .domain(let name): name == "localhost" || name.hasSuffix(".localhost")
        case .ipv4(let address): address.octets[0] == 127
        case .ipv6(let address): address == IPv6Address("::1")
        }
    }

    /// A host that only a private network can have: a name without a dot or under one that is kept for private use
    /// (RFC 6761, RFC 6762 with its appendix G, RFC 8375), an address of RFC 1918, RFC 3927, RFC 4193 or RFC 4291.
    package var isPrivate: Bool {
        if isLoopback { return true }
        switch self {
        case .domain(let name):
            let reserved = ["local", "internal", "intranet", "private", "corp", "home", "lan", "test", "home.arpa"]
            return !name.contains(".") || reserved.contains { name.hasSuffix("." + $0) }
        case .ipv4(let address): return address.isPrivate
        case .ipv6(let address): return address.isPrivate
        }
    }

    package var isAddress: Bool {
        if case .domain = self { false } else { true }
    }
}

extension OriginHost: CustomStringConvertible {
    /// As it stands in a request's headers.
    package var description: String {
        switch self {
        case .domain(let name): name
        case .ipv4(let address): address.description
        case .ipv6(let address): "[\(address)]"
        }
    }
}

/// Domain names between what people write and what requests carry.
///
/// The mapping is that of UTS #46 (non-transitional, as in browsers), done by Foundation.
enum DomainName {
    /// Code points that no domain may hold (WHATWG URL Standard, "forbidden domain code point").
    private static let forbidden = Set("#/:<>?@[\\]^|%".unicodeScalars)

    /// Lower case and `xn--` labels.
    static func ascii(_ text: String) throws(OriginFault) -> String {
        guard !text.isEmpty else { throw OriginFault("there is no host") }
        if let scalar = text.unicodeScalars.first(where: {
            forbidden.contains($0) || $0.value <= 0x20 || $0 == "\u{7F}"
        }) {
            throw OriginFault("a host cannot hold \(OriginText.name(of: scalar))")
        }
        guard let ascii = mapped(text)?.lowercased(), !ascii.isEmpty else {
            throw OriginFault("the host \(text) is not a valid international name")
        }
        try checkLengths(ascii)
        // A label that claims to be Punycode and is not names no host at all.
        guard !ascii.contains("xn--") || components(ascii)?.host != nil else {
            throw OriginFault("the host \(text) has a part that is no valid Punycode")
        }
        return ascii
    }

    /// In the script of the people who use it; the name itself where it is ASCII.
    static func unicode(_ ascii: String) -> String {
        guard ascii.contains("xn--") else { return ascii }
        return components(ascii)?.host ?? ascii
    }

    /// True when the name must be an IPv4 address (WHATWG URL Standard, "ends in a number checker").
    static func endsInNumber(_ ascii: String) -> Bool {
        var labels = ascii.split(separator: ".", omittingEmptySubsequences: false)
        if labels.count > 1, labels.last == "" { labels.removeLast() }
        guard let last = labels.last, !last.isEmpty else { return false }
        return last.allSatisfy({ ("0"..."9").contains($0) }) || IPv4Address.number(last) != nil
    }

    private static func mapped(_ text: String) -> String? {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
        return components(text)?.encodedHost
    }

    private static func components(_ host: String) -> URLComponents? { URLComponents(string: "https://\(host)") }

    /// The limits of RFC 1035, 2.3.4. A single dot at the end is allowed.
    private static func checkLengths(_ ascii: String) throws(OriginFault) {
        var labels = ascii.split(separator: ".", omittingEmptySubsequences: false)
        if labels.count > 1, labels.last == "" { labels.removeLast() }
        guard labels.allSatisfy({ !$0.isEmpty }) else {
            throw OriginFault("the host \(ascii) has an empty part between dots")
        }
        guard labels.allSatisfy({ $0.utf8.count <= 63 }), ascii.utf8.count <= 254 else {
            throw OriginFault("the host is longer than a domain name can be")
        }
    }
}
