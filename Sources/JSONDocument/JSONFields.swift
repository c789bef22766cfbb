import Glibc

/// The members of one record of a list, of which the texts are still bytes: a text that nobody asks for, such as a
/// time that becomes a number, is never made. Valid only while the reader calls with it.
package struct JSONFields {
    enum Slot {
        case value(JSONValue)
        /// A text without escapes, from its first byte to its closing quote.
        case text(Range<Int>)
    }

    var keys: [String] = []
    var slots: [Slot] = []
    private let bytes: UnsafeBufferPointer<UInt8>
    private let texts: TextCache

    init(bytes: UnsafeBufferPointer<UInt8>, texts: TextCache) {
        self.bytes = bytes
        self.texts = texts
    }

    mutating func removeAll() {
        keys.removeAll(keepingCapacity: true)
        slots.removeAll(keepingCapacity: true)
    }

    private func slot(_ key: String) -> Slot? {
        for index in keys.indices where keys[index] == key { return slots[index] }
        return nil
    }
}

extension JSONFields {
    /// The value of a member; nil when there is none.
    package subscript(_ key: String) -> JSONValue? {
        switch slot(key) {
        case .value(let value)?: value
        case .text(let range)?: .string(texts.text(range))
        case nil: nil
        }
    }

    /// The bytes of a text without escapes; nil for every other value. For what is made of a text without needing it
    /// as a string. They last as long as the call that was given these fields.
    package func bytes(of key: String) -> UnsafeBufferPointer<UInt8>? {
        guard case .text(let range)? = slot(key) else { return nil }
        return UnsafeBufferPointer(rebasing: bytes[range])
    }
}

/// Texts read lately, by a hash of their bytes. Roles, groups and languages come again with every record of a list:
/// sharing them saves the time and the memory of making them again.
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
