package import Foundation

/// The reason why a text is not the YAML that is read here.
package struct YAMLError: Error, Sendable, Equatable {
    package let line: Int
    /// The place in the line, from 1.
    package let column: Int
    package let message: String
}

/// A strict part of YAML: maps, lists, scalars and comments, indented by blanks. Anchors, aliases, tags, several
/// documents and texts over several lines are refused. `true`, `false`, `null` and numbers as JSON writes them are what
/// they look like; everything else is text, `no`, `on` and `1e3` too. What begins with a quote, `{` or `[` is JSON on one
/// line, or a text in single quotes.
package struct YAMLReader {
    private struct Line {
        let number: Int
        let indent: Int
        let text: Substring
    }

    private var lines: [Line] = []
    private var position = 0
    private static let depthLimit = 64

    /// - Throws: `YAMLError` with the line.
    package static func read(_ data: Data) throws(YAMLError) -> JSONValue {
        guard let text = String(data: data, encoding: .utf8) else {
            throw YAMLError(line: 1, column: 1, message: "not a text in UTF-8")
        }
        var reader = YAMLReader()
        try reader.split(text)
        guard let first = reader.lines.first else { throw YAMLError(line: 1, column: 1, message: "an empty file") }
        let value = try reader.block(at: first.indent, depth: 0)
        if let rest = reader.current {
            throw YAMLError(
                line: rest.number, column: rest.indent + 1, message: "indented otherwise than what is before")
        }
        return value
    }

    private mutating func split(_ text: String) throws(YAMLError) {
        var number = 0
        for raw in text.split(omittingEmptySubsequences: false, whereSeparator: Self.endsLine) {
            number += 1
            let content = Self.withoutComment(raw)
            guard let start = content.firstIndex(where: { $0 != " " }) else { continue }
            if content[start] == "\t" {
                throw YAMLError(
                    line: number, column: Self.column(of: content[start...]),
                    message: "a tab: YAML is indented by blanks")
            }
            if content.hasPrefix("---") || content.hasPrefix("...") || content.hasPrefix("%") {
                // One document begins with nothing before it.
                if content == "---", lines.isEmpty { continue }
                throw YAMLError(line: number, column: 1, message: "one document without directives is expected")
            }
            let indent = content.distance(from: content.startIndex, to: start)
            lines.append(Line(number: number, indent: indent, text: content[start...]))
        }
    }

    /// The end of a line as Unix and as Windows write it, which is one character too.
    private static func endsLine(_ character: Character) -> Bool { character == "\n" || character == "\r\n" }

    /// The place of a part in its line, from 1.
    private static func column(of part: Substring) -> Int {
        let before = part.base[..<part.startIndex]
        let start = before.lastIndex(where: endsLine).map { before.index(after: $0) } ?? before.startIndex
        return before.distance(from: start, to: part.startIndex) + 1
    }

    /// A `#` begins a comment at the start of a line and behind a blank, unless it stands in quotes.
    private static func withoutComment(_ line: Substring) -> Substring {
        var (quote, isEscaped, last): (Character?, Bool, Character) = (nil, false, " ")
        for index in line.indices {
            let character = line[index]
            if let open = quote {
                if open == "\"", character == "\\", !isEscaped {
                    isEscaped = true
                } else {
                    if character == open, !isEscaped { quote = nil }
                    isEscaped = false
                }
            } else if character == "#", last == " " || index == line.startIndex {
                return trimmed(line[..<index])
            } else if character == "'" && last == "'" || "\"'".contains(character) && " [{,:".contains(last) {
                // Two single quotes within a text are one.
                quote = character
            }
            last = character
        }
        return trimmed(line)
    }

    private static func trimmed(_ text: Substring) -> Substring {
        guard let last = text.lastIndex(where: { $0 != " " }) else { return "" }
        return text[...last]
    }

    // MARK: Blocks

    private var current: Line? { position < lines.count ? lines[position] : nil }

    private mutating func block(at indent: Int, depth: Int) throws(YAMLError) -> JSONValue {
        guard let line = current else { return .null }
        guard depth < Self.depthLimit else {
            throw YAMLError(line: line.number, column: line.indent + 1, message: "nested too deep")
        }
        if line.text == "-" || line.text.hasPrefix("- ") { return try list(at: indent, depth: depth) }
        if try Self.key(line.text, line.number) != nil { return try map(at: indent, depth: depth) }
        position += 1
        return try Self.scalar(line.text, line.number)
    }

    private mutating func list(at indent: Int, depth: Int) throws(YAMLError) -> JSONValue {
        var items: [JSONValue] = []
        while let line = current, line.indent == indent, line.text == "-" || line.text.hasPrefix("- ") {
            let rest = line.text.dropFirst().drop { $0 == " " }
            if rest.isEmpty {
                position += 1
                items.append(try below(indent, depth: depth, of: line))
            } else {
                // What follows the dash is indented as if the dash were a blank.
                let inner = indent + line.text.distance(from: line.text.startIndex, to: rest.startIndex)
                lines[position] = Line(number: line.number, indent: inner, text: rest)
                items.append(try block(at: inner, depth: depth + 1))
            }
            try checkEnd(of: indent)
        }
        return .array(items)
    }

    private mutating func map(at indent: Int, depth: Int) throws(YAMLError) -> JSONValue {
        var object = JSONObject()
        while let line = current, line.indent == indent {
            guard let (name, rest) = try Self.key(line.text, line.number) else {
                throw YAMLError(
                    line: line.number, column: line.indent + 1, message: "a name with a colon behind it is expected")
            }
            guard object[name] == nil else {
                throw YAMLError(line: line.number, column: line.indent + 1, message: "\"\(name)\" comes twice")
            }
            position += 1
            let value =
                rest.isEmpty
                ? try below(indent, depth: depth, of: line, isMember: true) : try Self.scalar(rest, line.number)
            object[name] = value
            try checkEnd(of: indent)
        }
        return .object(object)
    }

    /// The block that belongs to a name or a dash. In YAML nothing would be `null`, which removes things: that has to be
    /// written.
    private mutating func below(
        _ indent: Int, depth: Int, of line: Line, isMember: Bool = false
    ) throws(YAMLError) -> JSONValue {
        if let next = current {
            // The dashes of a list may stand right below the name of it.
            let isList = isMember && next.indent == indent && (next.text == "-" || next.text.hasPrefix("- "))
            if next.indent > indent || isList { return try block(at: next.indent, depth: depth + 1) }
        }
        throw YAMLError(
            line: line.number, column: line.indent + 1,
            message: "nothing stands here: write null for nothing, or {} or [] for none")
    }

    private func checkEnd(of indent: Int) throws(YAMLError) {
        if let next = current, next.indent > indent {
            throw YAMLError(
                line: next.number, column: next.indent + 1, message: "indented deeper than what it could belong to")
        }
    }

    // MARK: Scalars

    /// The name at the start of a line and what stands behind its colon; nil where the line has none.
    private static func key(_ text: Substring, _ line: Int) throws(YAMLError) -> (String, Substring)? {
        if let first = text.first, first == "\"" || first == "'" {
            guard let end = endOfQuotes(text), end < text.endIndex, text[end] == ":",
                text.index(after: end) == text.endIndex || text[text.index(after: end)] == " "
            else { return nil }
            guard let name = try scalar(text[..<end], line).string else { return nil }
            return (name, text[text.index(after: end)...].drop { $0 == " " })
        }
        if let first = text.first, first == "{" || first == "[" { return nil }
        var index = text.startIndex
        while let colon = text[index...].firstIndex(of: ":") {
            let next = text.index(after: colon)
            if next == text.endIndex || text[next] == " " {
                let name = try scalar(text[..<colon], line, isName: true)
                guard let known = name.string else { return nil }
                return (known, text[next...].drop { $0 == " " })
            }
            index = next
        }
        return nil
    }

    /// The place behind the quotes that a text begins with.
    private static func endOfQuotes(_ text: Substring) -> Substring.Index? {
        guard let quote = text.first else { return nil }
        var index = text.index(after: text.startIndex)
        while index < text.endIndex {
            let next = text.index(after: index)
            if quote == "\"", text[index] == "\\", next < text.endIndex {
                index = text.index(after: next)
            } else if text[index] == quote {
                // Two single quotes are one.
                guard quote == "'", next < text.endIndex, text[next] == "'" else { return next }
                index = text.index(after: next)
            } else {
                index = next
            }
        }
        return nil
    }

    private static func scalar(_ text: Substring, _ line: Int, isName: Bool = false) throws(YAMLError) -> JSONValue {
        guard let first = text.first else { return .null }
        switch first {
        case "'":
            guard endOfQuotes(text) == text.endIndex else {
                throw YAMLError(
                    line: line, column: column(of: text),
                    message: "something stands behind a text in quotes, or its end is missing")
            }
            return .string(String(text.dropFirst().dropLast()).replacing("''", with: "'"))
        case "\"", "{", "[":
            do throws(JSONError) {
                return try JSONReader.read(Data(text.utf8), strictness: .strict)
            } catch {
                throw YAMLError(
                    line: line, column: column(of: text) + Self.characters(in: text, before: error.offset),
                    message: "not valid: \(error.message)")
            }
        case "&", "*", "!", "|", ">", "%", "@", "`", "?":
            if first == "?", text.count > 1, text.dropFirst().first != " " { break }
            throw YAMLError(
                line: line, column: column(of: text),
                message: "\"\(first)\" begins what is not read here: anchors, tags and long texts; use quotes")
        case "-", ",", "]", "}":
            if first == "-", text.count > 1 { break }
            throw YAMLError(
                line: line, column: column(of: text), message: "\"\(first)\" cannot begin a text without quotes")
        default: break
        }
        if isName { return .string(String(text)) }
        if text.contains(": ") || text.hasSuffix(":") {
            throw YAMLError(line: line, column: column(of: text), message: "a colon in a text without quotes")
        }
        switch text {
        case "null", "~": return .null
        case "true": return true
        case "false": return false
        default: return number(text) ?? .string(String(text))
        }
    }

    /// The number of characters in the first bytes of a text.
    private static func characters(in text: Substring, before offset: Int) -> Int {
        String(decoding: text.utf8.prefix(max(0, offset)), as: UTF8.self).count
    }

    /// A number as JSON writes it, without an exponent; nil for any other text.
    private static func number(_ text: Substring) -> JSONValue? {
        guard text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?/) != nil else { return nil }
        return try? JSONReader.read(Data(text.utf8), strictness: .strict)
    }
}
