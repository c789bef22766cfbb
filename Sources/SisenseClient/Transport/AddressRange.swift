/// The addresses that begin with the same bits, as in `10.0.0.0/8`; without a length, one address.
struct AddressRange {
    private let octets: [UInt8]
    private let length: Int

    init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let octets = Self.octets(of: String(parts[0])) else { return nil }
        let bits = octets.count * 8
        guard let length = parts.count == 1 ? bits : Int(parts[1]), (0...bits).contains(length) else { return nil }
        self.octets = octets
        self.length = length
    }

    func contains(_ other: [UInt8]) -> Bool {
        guard other.count == octets.count else { return false }
        return zip(other, octets).enumerated().allSatisfy { index, pair in
            let bits = min(max(length - index * 8, 0), 8)
            return (pair.0 ^ pair.1) & ~(0xFF >> bits) == 0
        }
    }

    /// The bytes of an address as it stands in a URL; nil for a name.
    static func octets(of host: String) -> [UInt8]? {
        let address = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
        return IPv4Address(address)?.octets ?? IPv6Address(address)?.octets
    }
}

/// The hosts that are this machine: `localhost` and what is below it (RFC 6761 section 6.3), `127.0.0.0/8`, `::1`.
enum Loopback {
    private static let ranges = ["127.0.0.0/8", "::1", "::ffff:127.0.0.0/104"].compactMap(AddressRange.init)

    static func contains(_ host: String) -> Bool {
        let host = host.lowercased()
        if host == "localhost" || host.hasSuffix(".localhost") { return true }
        guard let octets = AddressRange.octets(of: host) else { return false }
        return ranges.contains { $0.contains(octets) }
    }
}
