package import Foundation

/// Writes JSON: compact for the wire, indented for people.
package struct JSONWriter {
    package enum Layout: Sendable {
        case compact
        /// Two spaces a level, one member a line.
        case indented
    }

    private let layout: Layout
    private var bytes: [UInt8] = []

    package static func write(_ value: JSONValue, layout: Layout = .compact) -> Data {
        var writer = JSONWriter(layout: layout)
        writer.append(value, level: 0)
        return Data(writer.bytes)
    }

    package static func text(_ value: JSONValue, layout: Layout = .indented) -> String {
        var writer = JSONWriter(layout: layout)
        writer.append(value, level: 0)
        return String(decoding: writer.bytes, as: UTF8.self)
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
            list("[", "]", count: items.count, level: level) { writer, index in
                writer.append(items[index], level: level + 1)
            }
        case .object(let object):
            list("{", "}", count: object.count, level: level) { writer, index in
                writer.append(quoted: object.members[index].key)
                writer.append(writer.layout == .indented ? ": " : ":")
                writer.append(object.members[index].value, level: level + 1)
            }
        }
    }

    private mutating func list(
        _ open: String, _ close: String, count: Int, level: Int, item: (inout JSONWriter, Int) -> Void
    ) {
        append(open)
        for index in 0..<count {
            if index > 0 { append(",") }
            breakLine(level: level + 1)
            item(&self, index)
        }
        if count > 0 { breakLine(level: level) }
        append(close)
    }

    private mutating func breakLine(level: Int) {
        guard layout == .indented else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: level * 2))
    }

    private mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func append(quoted text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): append("\\\"")
            case UInt8(ascii: "\\"): append("\\\\")
            case 0x0A: append("\\n")
            case 0x0D: append("\\r")
            case 0x09: append("\\t")
            case 0..<0x20: append("\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16))
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
