import Foundation
import Glibc

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
