package import Foundation

/// Writes JSON: compact for the wire, indented for people.
package struct JSONWriter: ~Copyable {
    package enum Layout: Sendable {
        case compact
        /// Two spaces a level, one member a line.
        case indented
    }

    private let layout: Layout
    private var bytes = Output()

    /// JSON as UTF-8.
    package static func write(_ value: JSONValue, layout: Layout = .compact) -> Data {
        Data(bytes(value, layout: layout))
    }

    /// JSON as text, to be read by people.
    package static func text(_ value: JSONValue, layout: Layout = .indented) -> String {
        String(decoding: bytes(value, layout: layout), as: UTF8.self)
    }

    /// JSON as bytes of UTF-8.
    package static func bytes(_ value: JSONValue, layout: Layout = .compact) -> [UInt8] {
        var writer = JSONWriter(layout: layout)
        writer.append(value, level: 0)
        return Array(writer.bytes.written)
    }

    private init(layout: Layout) {
        self.layout = layout
    }

    private mutating func append(_ value: JSONValue, level: Int) {
        switch value {
        case .null: append("null")
        case .bool(let flag): append(flag ? "true" : "false")
        case .number(let number): append(number.literal)
        case .string(let text): append(quoted: text)
        case .array(let items):
            bytes.append(UInt8(ascii: "["))
            for index in items.indices {
                begin(index, level: level)
                append(items[index], level: level + 1)
            }
            end(UInt8(ascii: "]"), isEmpty: items.isEmpty, level: level)
        case .object(let object):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in object.members.enumerated() {
                begin(index, level: level)
                append(quoted: member.key)
                bytes.append(UInt8(ascii: ":"))
                if layout == .indented { bytes.append(UInt8(ascii: " ")) }
                append(member.value, level: level + 1)
            }
            end(UInt8(ascii: "}"), isEmpty: object.isEmpty, level: level)
        }
    }

    private mutating func begin(_ index: Int, level: Int) {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        breakLine(level: level + 1)
    }

    private mutating func end(_ close: UInt8, isEmpty: Bool, level: Int) {
        if !isEmpty { breakLine(level: level) }
        bytes.append(close)
    }

    private mutating func breakLine(level: Int) {
        guard layout == .indented else { return }
        bytes.append(UInt8(ascii: "\n"))
        for _ in 0..<level { append("  ") }
    }

    private mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { bytes.append($0) }
    }

    /// Most texts need no escapes, and are copied as a whole; else what lies between two is.
    private mutating func append(quoted text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            // Without an early end, which would keep the compiler from looking at many bytes at once.
            var needsEscapes = false
            for byte in utf8 where Self.isEscaped(byte) { needsEscapes = true }
            guard needsEscapes else { return bytes.append(utf8) }
            var start = 0
            for index in utf8.indices where Self.isEscaped(utf8[index]) {
                bytes.append(UnsafeBufferPointer(rebasing: utf8[start..<index]))
                append(escapeOf: utf8[index])
                start = index + 1
            }
            bytes.append(UnsafeBufferPointer(rebasing: utf8[start...]))
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func append(escapeOf byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): append("\\\"")
        case UInt8(ascii: "\\"): append("\\\\")
        case 0x0A: append("\\n")
        case 0x0D: append("\\r")
        case 0x09: append("\\t")
        default: append("\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16))
        }
    }
}

/// Bytes that are written one after the other, into memory that grows.
private struct Output: ~Copyable {
    /// Room for most records, so that it does not grow bit by bit.
    private var memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 10)
    private var count = 0

    deinit { memory.deallocate() }

    var written: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: memory[..<count]) }

    mutating func append(_ byte: UInt8) {
        makeRoom(1)
        memory[count] = byte
        count += 1
    }

    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        makeRoom(bytes.count)
        _ = UnsafeMutableBufferPointer(rebasing: memory[count...]).update(fromContentsOf: bytes)
        count += bytes.count
    }

    private mutating func makeRoom(_ added: Int) {
        guard memory.count - count < added else { return }
        let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(2 * memory.count, count + added))
        _ = larger.update(fromContentsOf: memory[..<count])
        memory.deallocate()
        memory = larger
    }
}
