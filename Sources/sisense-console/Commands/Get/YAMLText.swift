import Foundation
import SisenseClient

/// JSON as YAML 1.2 in block style. Texts that could be taken for anything else stand in quotes, written as in JSON,
/// which is YAML too.
enum YAMLText {
    /// An item of a sequence at the left margin.
    static func item(_ value: JSONValue) -> String { "- " + block(value, indent: 2).drop { $0 == " " || $0 == "\n" } }

    /// A document.
    static func document(_ value: JSONValue) -> String { String(block(value, indent: 0).drop { $0 == "\n" }) }

    /// A value behind a key or a dash: on the same line, or from the next line on.
    private static func block(_ value: JSONValue, indent: Int) -> String {
        let margin = String(repeating: " ", count: indent)
        switch value {
        case .object(let object) where !object.members.isEmpty:
            return "\n"
                + object.members.map { "\(margin)\(key($0.key)):\(block($0.value, indent: indent + 2))" }.joined()
        case .array(let items) where !items.isEmpty:
            return "\n"
                + items.map { item in
                    "\(margin)- " + block(item, indent: indent + 2).drop { $0 == " " || $0 == "\n" }
                }.joined()
        case .string(let text): return " \(scalar(text))\n"
        case .null, .bool, .number, .object, .array: return " \(JSONWriter.text(value, layout: .compact))\n"
        }
    }

    private static func key(_ text: String) -> String { scalar(text) }

    /// A text that reads as itself and as nothing else stands as it is.
    private static func scalar(_ text: String) -> String {
        return isPlain(text) && !words.contains(text.lowercased())
            ? text : JSONWriter.text(.string(text), layout: .compact)
    }

    /// True for letters, digits and what joins them, with single blanks between, and a letter first.
    private static func isPlain(_ text: String) -> Bool {
        var last = UInt8(ascii: " ")
        for byte in text.utf8 {
            let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
            let isOther = (UInt8(ascii: "-")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "@")
            let isBlank = byte == UInt8(ascii: " ")
            guard isLetter || isOther || isBlank, !(isBlank && last == byte) else { return false }
            last = byte
        }
        let first = text.utf8.first.map { $0 | 0x20 } ?? 0
        return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) && last != UInt8(ascii: " ")
    }

    /// Words that YAML 1.1 or 1.2 takes for truth values or for nothing.
    private static let words: Set<String> = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"]
}
