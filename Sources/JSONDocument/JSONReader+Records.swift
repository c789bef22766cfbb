package import Foundation

extension JSONReader {
    /// Hands on each record of a list as the reader comes to it, and returns how many items the list has, those
    /// included that are no objects and are passed over. Nil when `data` is no list.
    /// - Parameter passOver: Called for each item that is no object.
    ///
    /// A list of a hundred thousand records read into `JSONValue`s first is made twice; this makes it once.
    /// - Throws: `JSONError` with the offset of the first fault, as reading the whole document would.
    package static func records(
        in data: Data, _ take: (JSONFields) -> Void, passOver: () -> Void = {}
    ) throws(JSONError) -> Int? {
        let outcome: Result<Int?, JSONError> = data.withUnsafeBytes { raw in
            raw.withMemoryRebound(to: UInt8.self) { bytes in
                Result { () throws(JSONError) in
                    var reader = JSONReader(bytes: bytes, strictness: .tolerant, depthLimit: defaultDepth)
                    return try reader.records(take, passOver)
                }
            }
        }
        return try outcome.get()
    }

    private mutating func records(
        _ take: (JSONFields) -> Void, _ passOver: () -> Void
    ) throws(JSONError) -> Int? {
        skipByteOrderMark()
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: "[") else { return nil }
        try descend()
        var received = 0
        var fields = JSONFields(bytes: bytes, texts: texts)
        skipSpace()
        if try peek() == UInt8(ascii: "]") {
            position += 1
        } else {
            repeat {
                skipSpace()
                if try peek() == UInt8(ascii: "{") {
                    try record(into: &fields)
                    take(fields)
                } else {
                    _ = try value()
                    passOver()
                }
                received += 1
                skipSpace()
            } while try !closes(with: UInt8(ascii: "]"))
        }
        try end()
        return received
    }

    private mutating func record(into fields: inout JSONFields) throws(JSONError) {
        try descend()
        defer { depth -= 1 }
        while shapes.count <= depth { shapes.append([]) }
        fields.removeAll()
        skipSpace()
        if try peek() == UInt8(ascii: "}") {
            position += 1
            return
        }
        var isKnown = true
        var seen = KeySet()
        repeat {
            skipSpace()
            let start = position
            guard try peek() == UInt8(ascii: "\"") else { throw unexpected() }
            if isKnown, let key = expectedKey(fields.keys.count) {
                fields.keys.append(key)
                fields.slots.append(try slot())
            } else {
                if isKnown {
                    isKnown = false
                    shapes[depth].removeSubrange(fields.keys.count...)
                }
                let key = try string()
                let length = position - start - 2
                let slot = try slot()
                if let index = seen.insert(key, after: fields.keys.count, keyAt: { fields.keys[$0] }) {
                    fields.slots[index] = slot
                } else {
                    fields.keys.append(key)
                    fields.slots.append(slot)
                    shapes[depth].append(Key(value: key, start: start + 1, length: length))
                }
            }
            skipSpace()
        } while try !closes(with: UInt8(ascii: "}"))
    }

    /// The value after a key: checked in full, but a text without escapes is left where it stands.
    private mutating func slot() throws(JSONError) -> JSONFields.Slot {
        skipSpace()
        try expect(UInt8(ascii: ":"))
        skipSpace()
        guard try peek() == UInt8(ascii: "\"") else { return .value(try value()) }
        let start = position + 1
        var index = start
        var isASCII = true
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                if !isASCII { _ = try utf8(start..<index) }
                position = index + 1
                return .text(start..<index)
            }
            // Escapes and faults are for the reader of single values.
            guard byte >= 0x20, byte != UInt8(ascii: "\\") else { return .value(try value()) }
            if byte >= 0x80 { isASCII = false }
            index += 1
        }
        return .value(try value())
    }
}
