package import Foundation
import Glibc

/// Reads JSON after RFC 8259 from bytes that nobody vouches for; and JSON5 (spec.json5.org), which people write by hand.
///
/// Foundation's decoders lose what a settings document must keep (the digits of numbers, the order of
/// members) and accept what a server must refuse (a member that comes twice), so the product has its own.
package struct JSONReader {
    /// The treatment of documents that break the rules in ways that real servers do.
    package enum Strictness: Sendable {
        /// A member that comes twice, `NaN` and the infinities are errors.
        case strict
        /// Of two members the last one counts, as in browsers; what is no number is null. One malformed value must not
        /// hide a whole list.
        case tolerant
    }

    /// The grammar that a document follows.
    enum Dialect {
        case json
        case json5
    }

    package static let defaultDepth = 512

    let dialect: Dialect
    let bytes: UnsafeBufferPointer<UInt8>
    let strictness: Strictness
    let depthLimit: Int
    var position = 0
    var depth = 0
    /// For each depth the keys of the object read last. Records of a list have the same keys in the same order, so
    /// they are compared with these before anything else is done with them.
    var shapes: [[Key]] = []

    let texts: TextCache
    /// The way to the value that is read, in JSON5 alone.
    var path: [JSONPath.Step] = []
    /// Kept in JSON5 alone, for those who ask.
    var sourceMap: SourceMap?

    /// A key and where its bytes stand, quotes excluded.
    struct Key {
        let value: String
        let start: Int
        let length: Int
    }

    /// The value that `data` holds.
    /// - Throws: `JSONError` with the offset of the first fault.
    package static func read(
        _ data: some ContiguousBytes, strictness: Strictness = .tolerant, depthLimit: Int = defaultDepth
    ) throws(JSONError) -> JSONValue {
        // `withUnsafeBytes` cannot carry a typed error, so the outcome travels as a value.
        let outcome: Result<JSONValue, JSONError> = data.withUnsafeBytes { raw in
            raw.withMemoryRebound(to: UInt8.self) { bytes in
                Result { () throws(JSONError) in
                    var reader = JSONReader(bytes: bytes, strictness: strictness, depthLimit: depthLimit)
                    return try reader.document()
                }
            }
        }
        return try outcome.get()
    }

    /// The value that `text` holds. - Throws: `JSONError`.
    package static func read(_ text: String, strictness: Strictness = .tolerant) throws(JSONError) -> JSONValue {
        try read(Array(text.utf8), strictness: strictness)
    }

    init(
        bytes: UnsafeBufferPointer<UInt8>, strictness: Strictness, depthLimit: Int, dialect: Dialect = .json
    ) {
        self.dialect = dialect
        self.bytes = bytes
        self.strictness = strictness
        self.depthLimit = depthLimit
        texts = TextCache(bytes: bytes)
    }

    mutating func document() throws(JSONError) -> JSONValue {
        skipByteOrderMark()
        let value = try value()
        try end()
        return value
    }

    /// A byte order mark is no JSON, but real servers send it (RFC 8259, 8.1 lets a parser ignore it).
    mutating func skipByteOrderMark() {
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
    }

    mutating func end() throws(JSONError) {
        skipSpace()
        guard position == bytes.count else { throw error(.trailingContent) }
    }

    mutating func value() throws(JSONError) -> JSONValue {
        skipSpace()
        if dialect == .json5 { return try handwrittenValue() }
        switch try peek() {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "N") where strictness == .tolerant: return try word("NaN", .null)
        case UInt8(ascii: "I") where strictness == .tolerant: return try word("Infinity", .null)
        case UInt8(ascii: "-") where strictness == .tolerant && isInfinite: return try word("-Infinity", .null)
        default: return .number(try number())
        }
    }

    /// True at a minus before an infinity.
    private var isInfinite: Bool { position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "I") }

    // MARK: Containers

    mutating func object() throws(JSONError) -> JSONValue {
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
                if let index = seen.insert(key, after: members.count, keyAt: { members[$0].key }) {
                    guard strictness == .tolerant else {
                        throw JSONError(reason: .duplicateKey(key), offset: start)
                    }
                    members[index].value = value
                } else {
                    members.append(JSONObject.Member(key: key, value: value))
                    shapes[depth].append(Key(value: key, start: start + 1, length: length))
                }
            }
            skipSpace()
            if try closes(with: UInt8(ascii: "}")) { return .object(JSONObject(distinct: members)) }
        }
    }

    /// Steps over the key at the position when it is the one that the last object at this depth had at `index`.
    mutating func expectedKey(_ index: Int) -> String? {
        guard index < shapes[depth].count else { return nil }
        let key = shapes[depth][index]
        guard position + key.length + 1 < bytes.count, let base = bytes.baseAddress,
            bytes[position + key.length + 1] == UInt8(ascii: "\""),
            memcmp(base + position + 1, base + key.start, key.length) == 0
        else { return nil }
        position += key.length + 2
        return key.value
    }

    mutating func memberValue() throws(JSONError) -> JSONValue {
        skipSpace()
        try expect(UInt8(ascii: ":"))
        return try value()
    }

    mutating func array() throws(JSONError) -> JSONValue {
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
    mutating func descend() throws(JSONError) {
        guard depth < depthLimit else { throw error(.tooDeep(limit: depthLimit)) }
        depth += 1
        position += 1
    }

    /// True past the closing byte, false past a comma.
    mutating func closes(with close: UInt8) throws(JSONError) -> Bool {
        let byte = try peek()
        guard byte == close || byte == UInt8(ascii: ",") else { throw unexpected() }
        position += 1
        return byte == close
    }
}

/// Finds keys that come twice. The members of small objects are walked, large objects get a table, so that an object
/// of a hundred thousand members costs no hundred thousand walks.
struct KeySet {
    private static let walked = 16
    private var table: [String: Int] = [:]

    /// The index of the member that has `key` already, among the first `count`; otherwise nil, and `key` counts as that
    /// of the next member.
    mutating func insert(_ key: String, after count: Int, keyAt: (Int) -> String) -> Int? {
        if count < Self.walked { return (0..<count).first { keyAt($0) == key } }
        if table.isEmpty {
            for index in 0..<count { table[keyAt(index)] = index }
        }
        if let index = table[key] { return index }
        table[key] = count
        return nil
    }
}
