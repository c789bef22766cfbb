import Foundation

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
            throw OriginFault("the host \(text) is no valid international name")
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

    /// Whether the name must be an IPv4 address (WHATWG URL Standard, "ends in a number checker").
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
