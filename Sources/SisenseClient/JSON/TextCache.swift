import Glibc

/// Texts read lately, by a hash of their bytes. Roles, groups and languages come again with every record of a list:
/// sharing them saves the time and the memory of making them anew.
///
/// A class, because the reader and the record it is at share one.
final class TextCache {
    private struct Text {
        let value: String
        let start: Int
        let length: Int
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    /// Empty for a document so short that setting up a cache costs more than it saves.
    private var texts: [Text?]

    init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        texts = bytes.count < 1 << 12 ? [] : Array(repeating: nil, count: 256)
    }

    /// The text of bytes that are known to be UTF-8, the same one as before when it came before. Up to 15 bytes need
    /// no memory of their own, and long texts seldom come twice.
    func text(_ range: Range<Int>) -> String {
        let length = range.count
        guard !texts.isEmpty, (16...64).contains(length), let base = bytes.baseAddress else { return new(range) }
        // The ends differ most: ids count up, addresses and names begin differently.
        let ends = Int(bytes[range.lowerBound]) &* 7 &+ Int(bytes[range.upperBound - 1])
        let slot = (ends &* 31 &+ Int(bytes[range.upperBound - 2]) &* 13 &+ Int(bytes[range.lowerBound + 4])) & 255
        if let text = texts[slot], text.length == length,
            memcmp(base + text.start, base + range.lowerBound, length) == 0
        {
            return text.value
        }
        let value = new(range)
        texts[slot] = Text(value: value, start: range.lowerBound, length: length)
        return value
    }

    private func new(_ range: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }
}
