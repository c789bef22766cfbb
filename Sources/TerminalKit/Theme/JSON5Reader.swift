/// Reads JSON5 (spec.json5.org) and keeps the lines.
///
/// Foundation's decoder knows JSON5 too, but it stops the program on some damaged texts (a backslash in a bare key is
/// one) and does not tell lines, and theme files are written by hand.
struct JSON5Reader {
    /// Deeper nesting is refused, so that no text can exhaust the stack.
    private static let maxDepth = 32

    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var line = 1

    static func read(_ text: String) throws(JSON5Error) -> JSON5Node {
        var reader = JSON5Reader(text)
        let node = try reader.value(depth: 0)
        try reader.skipSpace()
        if let scalar = reader.peek { throw reader.error("\(shown(scalar)) after the end") }
        return node
    }

    private init(_ text: String) {
        // All kinds of line ends count as one line.
        scalars = Array(text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").unicodeScalars)
    }

    // MARK: Values

    private mutating func value(depth: Int) throws(JSON5Error) -> JSON5Node {
        try skipSpace()
        guard depth < Self.maxDepth else { throw error("too deeply nested") }
        let start = line
        switch peek {
        case nil: throw error("the text ends where a value belongs")
        case "{": return JSON5Node(line: start, value: .object(try members(depth: depth)))
        case "[": return JSON5Node(line: start, value: .list(try elements(depth: depth)))
        case "\"", "'": return JSON5Node(line: start, value: .text(try quoted()))
        case let scalar?:
            let word = bareWord()
            switch word {
            case "true", "false": return JSON5Node(line: start, value: .flag(word == "true"))
            case "null": return JSON5Node(line: start, value: .other)
            case _ where word.first.map { $0.isNumber || "+-.".contains($0) } == true:
                return JSON5Node(line: start, value: .other)
            case "": throw error("\(Self.shown(scalar)) where a value belongs")
            default: throw error("\(word) needs quotes")
            }
        }
    }

    private mutating func members(depth: Int) throws(JSON5Error) -> [JSON5Node.Member] {
        var members: [JSON5Node.Member] = []
        index += 1
        while true {
            try skipSpace()
            let start = line
            switch peek {
            case nil: throw error("a brace is not closed")
            case "}":
                index += 1
                return members
            case "\"", "'":
                members.append(try member(named: try quoted(), line: start, depth: depth))
            case let scalar?:
                let word = bareWord()
                if word.isEmpty { throw error("\(Self.shown(scalar)) where a key belongs") }
                members.append(try member(named: word, line: start, depth: depth))
            }
            try endItem(before: "}")
        }
    }

    private mutating func member(named key: String, line: Int, depth: Int) throws(JSON5Error) -> JSON5Node.Member {
        try skipSpace()
        guard peek == ":" else { throw error("a colon is missing after \(key)") }
        index += 1
        return JSON5Node.Member(key: key, line: line, value: try value(depth: depth + 1))
    }

    private mutating func elements(depth: Int) throws(JSON5Error) -> [JSON5Node] {
        var elements: [JSON5Node] = []
        index += 1
        while true {
            try skipSpace()
            if peek == "]" {
                index += 1
                return elements
            }
            elements.append(try value(depth: depth + 1))
            try endItem(before: "]")
        }
    }

    /// Takes the comma after an item, which the last one need not have.
    private mutating func endItem(before end: Unicode.Scalar) throws(JSON5Error) {
        try skipSpace()
        if peek == "," {
            index += 1
        } else if peek != end {
            throw error(peek.map { "a comma is missing before \(Self.shown($0))" } ?? "a bracket is not closed")
        }
    }

    // MARK: Words

    private mutating func quoted() throws(JSON5Error) -> String {
        let quote = peek
        var text = String.UnicodeScalarView()
        index += 1
        while let scalar = peek, scalar != quote {
            index += 1
            switch scalar {
            case "\n": throw error("a text is not closed")
            case "\\": if let escaped = try escape() { text.append(escaped) }
            default: text.append(scalar)
            }
        }
        guard peek == quote else { throw error("a text is not closed") }
        index += 1
        return String(text)
    }

    /// What stands after a backslash; nil for a line end, which continues the text.
    private mutating func escape() throws(JSON5Error) -> Unicode.Scalar? {
        guard let scalar = peek else { throw error("a text is not closed") }
        index += 1
        switch scalar {
        case "n": return "\n"
        case "t": return "\t"
        case "r": return "\r"
        case "\n":
            line += 1
            return nil
        case "x": return try code(digits: 2)
        case "u": return try code(digits: 4)
        default: return scalar
        }
    }

    private mutating func code(digits: Int) throws(JSON5Error) -> Unicode.Scalar {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[index...].prefix(digits))
        index += text.count
        guard text.count == digits, let value = UInt32(String(text), radix: 16), let scalar = Unicode.Scalar(value)
        else {
            throw error("\(String(text)) is no character code")
        }
        return scalar
    }

    private mutating func bareWord() -> String {
        var word = String.UnicodeScalarView()
        while let scalar = peek,
            scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || "_$#+-.".unicodeScalars.contains(scalar)
        {
            word.append(scalar)
            index += 1
        }
        return String(word)
    }

    // MARK: Space and comments

    private var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private mutating func skipSpace() throws(JSON5Error) {
        while let scalar = peek {
            if scalar == "\n" {
                line += 1
                index += 1
            } else if scalar.properties.isWhitespace || scalar == "\u{FEFF}" {
                index += 1
            } else if scalar == "/", index + 1 < scalars.count, scalars[index + 1] == "/" {
                while let scalar = peek, scalar != "\n" { index += 1 }
            } else if scalar == "/", index + 1 < scalars.count, scalars[index + 1] == "*" {
                try skipComment()
            } else {
                return
            }
        }
    }

    private mutating func skipComment() throws(JSON5Error) {
        let start = line
        index += 2
        while index + 1 < scalars.count {
            if scalars[index] == "*", scalars[index + 1] == "/" {
                index += 2
                return
            }
            if scalars[index] == "\n" { line += 1 }
            index += 1
        }
        throw JSON5Error(line: start, message: "a comment is not closed")
    }

    private func error(_ message: String) -> JSON5Error {
        JSON5Error(line: line, message: message)
    }

    private static func shown(_ scalar: Unicode.Scalar) -> String {
        Sanitizer.clean(String(scalar))
    }
}
