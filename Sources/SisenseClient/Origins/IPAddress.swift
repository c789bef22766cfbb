import Foundation
import Glibc

/// An IPv4 address as a URL may spell it (WHATWG URL Standard, "IPv4 parser").
package struct IPv4Address: Hashable, Sendable, CustomStringConvertible {
    private let value: UInt32

    /// Takes also the spellings with fewer parts and with octal or hexadecimal numbers (`0x7f.1`).
    package init?(_ text: String) {
        var parts = text.split(separator: ".", omittingEmptySubsequences: false)
        if parts.count > 1, parts.last == "" { parts.removeLast() }
        let numbers = parts.compactMap(Self.number)
        guard (1...4).contains(parts.count), numbers.count == parts.count, let last = numbers.last else { return nil }
        guard numbers.dropLast().allSatisfy({ $0 <= 255 }), last < 1 << (8 * UInt64(5 - numbers.count)) else {
            return nil
        }
        var value = last
        for (index, number) in numbers.dropLast().enumerated() { value += number << (8 * UInt64(3 - index)) }
        self.value = UInt32(truncatingIfNeeded: value)
    }

    package var octets: [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) } }

    package var description: String { octets.map(String.init).joined(separator: ".") }

    var isPrivate: Bool {
        switch (octets[0], octets[1]) {
        case (10, _), (127, _), (192, 168), (169, 254), (172, 16...31): true
        default: false
        }
    }

    /// One part: decimal, `0x` hexadecimal or `0` octal; nil for everything else, and for what no address holds.
    static func number(_ text: some StringProtocol) -> UInt64? {
        var digits = text[...]
        var radix = 10
        if digits.hasPrefix("0x") || digits.hasPrefix("0X") {
            (digits, radix) = (digits.dropFirst(2), 16)
        } else if digits.count > 1, digits.hasPrefix("0") {
            (digits, radix) = (digits.dropFirst(), 8)
        } else if digits.isEmpty {
            return nil
        }
        if digits.isEmpty { return 0 }
        // `UInt64` would take a sign.
        guard digits.allSatisfy(\.isHexDigit), let value = UInt64(digits, radix: radix), value <= UInt32.max else {
            return nil
        }
        return value
    }
}

/// An IPv6 address in its shortest spelling (WHATWG URL Standard, "IPv6 serializer"; RFC 5952).
package struct IPv6Address: Hashable, Sendable, CustomStringConvertible {
    private let pieces: [UInt16]

    /// Without brackets and zone.
    package init?(_ text: String) {
        var address = in6_addr()
        guard inet_pton(AF_INET6, text, &address) == 1 else { return nil }
        let bytes = withUnsafeBytes(of: address) { Array($0) }
        pieces = stride(from: 0, to: bytes.count, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
    }

    var octets: [UInt8] { pieces.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] } }

    package var description: String {
        let texts = pieces.map { String($0, radix: 16) }
        guard let zeros = longestZeros else { return texts.joined(separator: ":") }
        return texts[..<zeros.lowerBound].joined(separator: ":") + "::"
            + texts[zeros.upperBound...].joined(separator: ":")
    }

    /// Unique local (`fc00::/7`) and link-local (`fe80::/10`) addresses, and the loopback.
    var isPrivate: Bool { pieces[0] & 0xFE00 == 0xFC00 || pieces[0] & 0xFFC0 == 0xFE80 || self == Self("::1") }

    /// The first of the longest runs of two or more zeros.
    private var longestZeros: Range<Int>? {
        var best: Range<Int>?
        var start = 0
        for index in 0...pieces.count where index == pieces.count || pieces[index] != 0 {
            if index - start > max(1, best?.count ?? 0) { best = start..<index }
            start = index + 1
        }
        return best
    }
}
