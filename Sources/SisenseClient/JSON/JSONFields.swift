/// The members of one record of a list, of which the texts are still bytes: a text that nobody asks for, such as a
/// time that becomes a number, is never made. Valid only while the reader calls with it.
struct JSONFields {
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

extension JSONFields: RecordFields {
    subscript(_ key: String) -> JSONValue? {
        switch slot(key) {
        case .value(let value)?: value
        case .text(let range)?: .string(texts.text(range))
        case nil: nil
        }
    }

    func time(_ key: String) -> Timestamp? {
        switch slot(key) {
        case .text(let range)?: Timestamp(UnsafeBufferPointer(rebasing: bytes[range]))
        case .value(let value)?: value.string.flatMap { Timestamp($0) }
        case nil: nil
        }
    }
}
