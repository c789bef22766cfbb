package import Foundation
import Glibc

/// Reads JSON after RFC 8259 from bytes that nobody vouches for.
///
/// Foundation's decoders lose what a settings document must keep (the digits of numbers, the order of
/// members) and accept what a server must refuse (a member that comes twice), so the product has its own.
package struct JSONReader {
    /// How a document with two members of one name is taken.
    package enum DuplicateKeys: Sendable {
        case refused
        /// The last one counts, as in browsers: for answers of real servers.
        case lastWins
    }

    package static let defaultDepth = 512

    private let bytes: UnsafeBufferPointer<UInt8>
    private let duplicateKeys: DuplicateKeys
    private let depthLimit: Int
    private var position = 0
    private var depth = 0
    /// For each depth the keys of the object read last. Records of a list have the same keys in the same order, so
    /// they are compared with these before anything else is done with them.
    private var shapes: [[Text]] = []

    /// Texts read lately, by a hash of their bytes. Roles, groups and languages come again with every record of a
    /// list: sharing them saves the time and the memory of making them anew.
    private var texts: [Text?] = Array(repeating: nil, count: 256)

    /// A text and where its bytes stand, quotes excluded.
    private struct Text {
        let value: String
        let start: Int
        let length: Int
    }

    /// The value that `data` holds.
    /// - Throws: `JSONError` with the place of the first fault.
    package static func read(
        _ data: some ContiguousBytes, duplicateKeys: DuplicateKeys = .lastWins, depthLimit: Int = defaultDepth
    ) throws(JSONError) -> JSONValue {
        // `withUnsafeBytes` cannot carry a typed error, so the outcome travels as a value.
        let outcome: Result<JSONValue, JSONError> = data.withUnsafeBytes { raw in
            raw.withMemoryRebound(to: UInt8.self) { bytes in
                Result { () throws(JSONError) in
                    var reader = JSONReader(bytes: bytes, duplicateKeys: duplicateKeys, depthLimit: depthLimit)
                    return try reader.document()
                }
            }
        }
        return try outcome.get()
    }

    /// The value that `text` holds. - Throws: `JSONError`.
    package static func read(_ text: String, duplicateKeys: DuplicateKeys = .lastWins) throws(JSONError) -> JSONValue {
        try read(Array(text.utf8), duplicateKeys: duplicateKeys)
    }

    private init(bytes: UnsafeBufferPointer<UInt8>, duplicateKeys: DuplicateKeys, depthLimit: Int) {
        self.bytes = bytes
        self.duplicateKeys = duplicateKeys
        self.depthLimit = depthLimit
    }

    private mutating func document() throws(JSONError) -> JSONValue {
        // A byte order mark is no JSON, but real servers send it (RFC 8259, 8.1 lets a parser ignore it).
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
        let value = try value()
        skipSpace()
        guard position == bytes.count else { throw error(.trailingContent) }
        return value
    }

    private mutating func value() throws(JSONError) -> JSONValue {
        skipSpace()
        switch try peek() {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    // MARK: Containers

    private mutating func object() throws(JSONError) -> JSONValue {
        try descend()
        defer { depth -= 1 }
        while shapes.count <= depth { shapes.append([]) }
        var members: [JSONObject.Member] = []
        skipSpace()
        if try peek() == UInt8(ascii: "}") {
            position += 1
            return .object(JSONObject(distinct: members))
        }
        members.reserveCapacity(shapes[depth].count)
        // As long as the keys are those of the last object, they are known to be distinct.
        var isKnown = true
        var seen = KeySet()
        while true {
            skipSpace()
            let start = position
            guard try peek() == UInt8(ascii: "\"") else { throw unexpected() }
            if isKnown, let key = expectedKey(members.count) {
                let value = try memberValue()
                members.append(JSONObject.Member(key: key, value: value))
            } else {
                if isKnown {
                    isKnown = false
                    shapes[depth].removeSubrange(members.count...)
                }
                let key = try string()
                let length = position - start - 2
                let value = try memberValue()
                if let index = seen.insert(key, into: members) {
                    guard duplicateKeys == .lastWins else {
                        throw JSONError(reason: .duplicateKey(key), offset: start)
                    }
                    members[index].value = value
                } else {
                    members.append(JSONObject.Member(key: key, value: value))
                    shapes[depth].append(Text(value: key, start: start + 1, length: length))
                }
            }
            skipSpace()
            if try closes(with: UInt8(ascii: "}")) { return .object(JSONObject(distinct: members)) }
        }
    }

    /// Steps over the key at the position when it is the one that the last object at this depth had at `index`.
    private mutating func expectedKey(_ index: Int) -> String? {
        guard index < shapes[depth].count else { return nil }
        let key = shapes[depth][index]
        guard position + key.length + 1 < bytes.count, let base = bytes.baseAddress,
            bytes[position + key.length + 1] == UInt8(ascii: "\""),
            memcmp(base + position + 1, base + key.start, key.length) == 0
        else { return nil }
        position += key.length + 2
        return key.value
    }

    private mutating func memberValue() throws(JSONError) -> JSONValue {
        skipSpace()
        try expect(UInt8(ascii: ":"))
        return try value()
    }

    private mutating func array() throws(JSONError) -> JSONValue {
        try descend()
        defer { depth -= 1 }
        var items: [JSONValue] = []
        skipSpace()
        if try peek() == UInt8(ascii: "]") {
            position += 1
            return .array(items)
        }
        while true {
            items.append(try value())
            skipSpace()
            if try closes(with: UInt8(ascii: "]")) { return .array(items) }
        }
    }

    /// Steps over `[` or `{`.
    private mutating func descend() throws(JSONError) {
        guard depth < depthLimit else { throw error(.tooDeep(limit: depthLimit)) }
        depth += 1
        position += 1
    }

    /// True past the closing byte, false past a comma.
    private mutating func closes(with close: UInt8) throws(JSONError) -> Bool {
        let byte = try peek()
        guard byte == close || byte == UInt8(ascii: ",") else { throw unexpected() }
        position += 1
        return byte == close
    }

    // MARK: Scalars

    private mutating func word(_ text: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        for index in 0..<text.utf8CodeUnitCount {
            try expect(text.utf8Start[index])
        }
        return value
    }

    private mutating func number() throws(JSONError) -> JSONNumber {
        let start = position
        if try peek() == UInt8(ascii: "-") { position += 1 }
        if try peek() == UInt8(ascii: "0") { position += 1 } else { try digits() }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            try digits()
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < bytes.count, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[position]) {
                position += 1
            }
            try digits()
        }
        return JSONNumber(checked: ascii(start..<position))
    }

    private mutating func digits() throws(JSONError) {
        let start = position
        while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) {
            position += 1
        }
        guard position > start else { throw unexpected() }
    }

    private mutating func string() throws(JSONError) -> String {
        position += 1
        let start = position
        var isASCII = true
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                let text = isASCII ? shared(start..<position) : try utf8(start..<position)
                position += 1
                return text
            }
            if byte == UInt8(ascii: "\\") { return try escapedString(from: start) }
            guard byte >= 0x20 else { throw error(.controlCharacterInString) }
            if byte >= 0x80 { isASCII = false }
            position += 1
        }
        throw error(.unexpectedEnd)
    }

    /// The slow path, entered at the first backslash of the string that starts at `start`.
    private mutating func escapedString(from start: Int) throws(JSONError) -> String {
        var text = try utf8(start..<position)
        var run = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                text += try utf8(run..<position)
                position += 1
                return text
            }
            if byte == UInt8(ascii: "\\") {
                text += try utf8(run..<position)
                position += 1
                text.unicodeScalars.append(try escape())
                run = position
                continue
            }
            guard byte >= 0x20 else { throw error(.controlCharacterInString) }
            position += 1
        }
        throw error(.unexpectedEnd)
    }

    private mutating func escape() throws(JSONError) -> Unicode.Scalar {
        let byte = try peek()
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{08}"
        case UInt8(ascii: "f"): return "\u{0C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default:
            position -= 1
            throw error(.badEscape)
        }
    }

    /// `\uXXXX` or a surrogate pair of them. A lone surrogate becomes U+FFFD: it names no character, and
    /// refusing a whole answer for one would hide all the records beside it.
    private mutating func unicodeEscape() throws(JSONError) -> Unicode.Scalar {
        let high = try hexadecimal()
        guard (0xD800..<0xDC00).contains(high), position + 1 < bytes.count,
            bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u")
        else { return Unicode.Scalar(high) ?? "\u{FFFD}" }
        let mark = position
        position += 2
        let low = try hexadecimal()
        guard (0xDC00..<0xE000).contains(low) else {
            position = mark
            return "\u{FFFD}"
        }
        return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
    }

    private mutating func hexadecimal() throws(JSONError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(try peek())).hexDigitValue else { throw error(.badEscape) }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }

    // MARK: Bytes

    /// The text of ASCII bytes, the same one as before when it came before. Up to 15 bytes need no memory of their
    /// own, and long texts seldom come twice.
    private mutating func shared(_ range: Range<Int>) -> String {
        let length = range.count
        guard (16...64).contains(length), let base = bytes.baseAddress else { return ascii(range) }
        // The ends differ most: ids count up, addresses and names begin differently.
        let ends = Int(bytes[range.lowerBound]) &* 7 &+ Int(bytes[range.upperBound - 1])
        let slot = (ends &* 31 &+ Int(bytes[range.upperBound - 2]) &* 13 &+ Int(bytes[range.lowerBound + 4])) & 255
        if let text = texts[slot], text.length == length,
            memcmp(base + text.start, base + range.lowerBound, length) == 0
        {
            return text.value
        }
        let value = ascii(range)
        texts[slot] = Text(value: value, start: range.lowerBound, length: length)
        return value
    }

    /// Bytes that are known to be ASCII need no check, and the check is what costs.
    private func ascii(_ range: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }

    private func utf8(_ range: Range<Int>) throws(JSONError) -> String {
        guard let text = String(validating: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self) else {
            throw JSONError(reason: .badUTF8, offset: range.lowerBound)
        }
        return text
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    private func peek() throws(JSONError) -> UInt8 {
        guard position < bytes.count else { throw error(.unexpectedEnd) }
        return bytes[position]
    }

    private mutating func expect(_ byte: UInt8) throws(JSONError) {
        guard try peek() == byte else { throw unexpected() }
        position += 1
    }

    private func unexpected() -> JSONError {
        position < bytes.count ? error(.unexpected(bytes[position])) : error(.unexpectedEnd)
    }

    private func error(_ reason: JSONError.Reason) -> JSONError {
        JSONError(reason: reason, offset: position)
    }
}

/// Tells whether a key was there before. Small objects are walked, large ones get a table, so that an
/// object of a hundred thousand members costs no hundred thousand walks.
private struct KeySet {
    private static let walked = 16
    private var table: [String: Int] = [:]

    /// The index of the member that has `key` already; otherwise nil, and `key` counts as the next member's.
    mutating func insert(_ key: String, into members: [JSONObject.Member]) -> Int? {
        if members.count < Self.walked { return members.firstIndex { $0.key == key } }
        if table.isEmpty {
            for (index, member) in members.enumerated() { table[member.key] = index }
        }
        if let index = table[key] { return index }
        table[key] = members.count
        return nil
    }
}
