import Foundation

/// The host of an origin in its one canonical spelling (WHATWG URL Standard, 3.5 host parsing and
/// 3.6 host serializing).
package enum OriginHost: Hashable, Sendable {
    /// Lower case, international labels as `xn--`.
    case domain(String)
    case ipv4(IPv4Address)
    case ipv6(IPv6Address)

    /// Reads a host as it stands in a URL.
    /// - Throws: what is wrong with it.
    package init(_ text: String) throws(OriginFault) {
        if text.hasPrefix("[") {
            guard text.hasSuffix("]"), let address = IPv6Address(String(text.dropFirst().dropLast())) else {
                throw OriginFault("the host \(text) is no IPv6 address")
            }
            self = .ipv6(address)
            return
        }
        let ascii = try DomainName.ascii(text)
        guard DomainName.endsInNumber(ascii) else {
            self = .domain(ascii)
            return
        }
        guard let address = IPv4Address(ascii) else { throw OriginFault("the host \(text) is no IPv4 address") }
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
