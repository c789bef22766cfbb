package import Foundation

extension JSONReader {
    /// The member `key` of the JSON object in `data`, without making the others: for finding one record among a
    /// hundred thousand. Nil when `data` is no object, or has no such member.
    ///
    /// What is stepped over is not checked, so this is for documents that were checked before.
    package static func member(_ key: String, of data: some ContiguousBytes) -> JSONValue? {
        data.withUnsafeBytes { raw in
            raw.withMemoryRebound(to: UInt8.self) { bytes in
                var reader = JSONReader(bytes: bytes, strictness: .tolerant, depthLimit: defaultDepth)
                return try? reader.member(key)
            }
        }
    }

    private mutating func member(_ key: String) throws(JSONError) -> JSONValue? {
        skipSpace()
        try expect(UInt8(ascii: "{"))
        skipSpace()
        while try peek() == UInt8(ascii: "\"") {
            let start = position
            try stepOverString()
            let isWanted = try isKey(key, start..<position)
            skipSpace()
            try expect(UInt8(ascii: ":"))
            if isWanted { return try value() }
            try stepOverValue()
            skipSpace()
            if try closes(with: UInt8(ascii: "}")) { return nil }
            skipSpace()
        }
        return nil
    }

    /// - Parameter range: The key with its quotes.
    private func isKey(_ key: String, _ range: Range<Int>) throws(JSONError) -> Bool {
        let written = bytes[range].dropFirst().dropLast()
        guard written.contains(UInt8(ascii: "\\")) else {
            return written.count == key.utf8.count && written.elementsEqual(key.utf8)
        }
        return try JSONReader.read(Array(bytes[range])) == .string(key)
    }

    private mutating func stepOverValue() throws(JSONError) {
        skipSpace()
        switch try peek() {
        case UInt8(ascii: "\""): try stepOverString()
        case UInt8(ascii: "["), UInt8(ascii: "{"): try stepOverContainer()
        default:
            while try ![UInt8(ascii: ","), UInt8(ascii: "}"), 0x20, 0x0A, 0x0D, 0x09].contains(peek()) { position += 1 }
        }
    }

    private mutating func stepOverContainer() throws(JSONError) {
        var open = 0
        repeat {
            switch try peek() {
            case UInt8(ascii: "\""):
                try stepOverString()
                continue
            case UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): open -= 1
            default: break
            }
            position += 1
        } while open > 0
    }

    private mutating func stepOverString() throws(JSONError) {
        position += 1
        while try peek() != UInt8(ascii: "\"") { position += try peek() == UInt8(ascii: "\\") ? 2 : 1 }
        position += 1
    }
}
