/// The additions of JSON5 to JSON: comments, bare keys, single quotes, a comma after the last item, lines that go on,
/// and numbers as programmers write them.
extension JSONReader {
    mutating func handwrittenValue() throws(JSONError) -> JSONValue {
        let byte = try peek()
        if path.isEmpty { sourceMap?.add(path, at: position, isRepeated: false) }
        switch byte {
        case UInt8(ascii: "{"): return try handwrittenObject()
        case UInt8(ascii: "["): return try handwrittenArray()
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return .string(try handwrittenString())
        default:
            let start = position
            switch try bareWord() {
            case "true": return .bool(true)
            case "false": return .bool(false)
            case "null": return .null
            case let word:
                guard let number = Self.number(word) else {
                    let isNumber = "+-.0123456789".utf8.contains(byte)
                    throw JSONError(reason: isNumber ? .badNumber : .unexpected(byte), offset: start)
                }
                return .number(number)
            }
        }
    }

    private mutating func handwrittenObject() throws(JSONError) -> JSONValue {
        try descend()
        defer { depth -= 1 }
        var object = JSONObject()
        while true {
            skipSpace()
            if try ends(with: UInt8(ascii: "}")) { return .object(object) }
            let start = position
            let isQuoted = try [UInt8(ascii: "\""), UInt8(ascii: "'")].contains(peek())
            let key = isQuoted ? try handwrittenString() : try bareWord()
            path.append(.member(key))
            let isRepeated = object[key] != nil
            guard !isRepeated || strictness == .tolerant else {
                throw JSONError(reason: .duplicateKey(key), offset: start)
            }
            sourceMap?.add(path, at: start, isRepeated: isRepeated)
            object[key] = try memberValue()
            path.removeLast()
            try endItem(before: UInt8(ascii: "}"))
        }
    }

    private mutating func handwrittenArray() throws(JSONError) -> JSONValue {
        try descend()
        defer { depth -= 1 }
        var items: [JSONValue] = []
        while true {
            skipSpace()
            if try ends(with: UInt8(ascii: "]")) { return .array(items) }
            path.append(.item(items.count))
            sourceMap?.add(path, at: position, isRepeated: false)
            items.append(try value())
            path.removeLast()
            try endItem(before: UInt8(ascii: "]"))
        }
    }

    private mutating func ends(with close: UInt8) throws(JSONError) -> Bool {
        guard try peek() == close else { return false }
        position += 1
        return true
    }

    /// Steps over the comma after an item, which the last one need not have.
    private mutating func endItem(before close: UInt8) throws(JSONError) {
        skipSpace()
        let byte = try peek()
        if byte == UInt8(ascii: ",") { position += 1 } else if byte != close { throw unexpected() }
    }

    // MARK: Texts

    private mutating func handwrittenString() throws(JSONError) -> String {
        let quote = try peek()
        position += 1
        var text = ""
        var run = position
        while true {
            let byte = try peek()
            switch byte {
            case quote:
                text += try utf8(run..<position)
                position += 1
                return text
            case UInt8(ascii: "\\"):
                text += try utf8(run..<position)
                position += 1
                if let scalar = try handwrittenEscape() { text.unicodeScalars.append(scalar) }
                run = position
            case 0x0A, 0x0D: throw error(.controlCharacterInString)
            default: position += 1
            }
        }
    }

    /// The character for what stands after a backslash; nil for the end of a line, behind which the text goes on.
    private mutating func handwrittenEscape() throws(JSONError) -> Unicode.Scalar? {
        let byte = try peek()
        switch byte {
        case 0x0A, 0x0D:
            position += 1
            if byte == 0x0D, position < bytes.count, bytes[position] == 0x0A { position += 1 }
            return nil
        case UInt8(ascii: "x"):
            position += 1
            return Unicode.Scalar(try hexadecimal(digits: 2))
        case UInt8(ascii: "v"), UInt8(ascii: "0"):
            position += 1
            return byte == UInt8(ascii: "v") ? "\u{0B}" : "\0"
        case UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"),
            UInt8(ascii: "u"):
            return try escape()
        case 0x80...:
            // Stands for itself; its bytes are copied with those that follow.
            let start = position
            position += 1
            while position < bytes.count, bytes[position] & 0xC0 == 0x80 { position += 1 }
            return try utf8(start..<position).unicodeScalars.first
        default:
            position += 1
            return Unicode.Scalar(byte)
        }
    }

    /// Letters, digits and the signs that names and numbers have, up to anything else.
    private mutating func bareWord() throws(JSONError) -> String {
        let start = position
        while position < bytes.count, Self.isWordByte(bytes[position]) { position += 1 }
        guard position > start else { throw unexpected() }
        return try utf8(start..<position)
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
            true
        default: "_$+-.".utf8.contains(byte)
        }
    }

    /// The number that a word writes, in the digits JSON has for it; nil for infinities and for what is none.
    private static func number(_ word: String) -> JSONNumber? {
        let isNegative = word.hasPrefix("-")
        var digits = Substring(word.hasPrefix("+") || isNegative ? String(word.dropFirst()) : word)
        if digits.lowercased().hasPrefix("0x") {
            return Int(digits.dropFirst(2), radix: 16).map { JSONNumber(isNegative ? -$0 : $0) }
        }
        if digits.hasPrefix(".") { digits = "0" + digits }
        if digits.hasSuffix(".") { digits = digits.dropLast() }
        digits.replace(".e", with: "e", maxReplacements: 1)
        let literal = (isNegative ? "-" : "") + digits
        guard case .number(let number)? = try? JSONReader.read(literal) else { return nil }
        return number
    }

    // MARK: Space

    /// Steps over a comment or a space that JSON does not have; false when there is none. A comment that is not closed
    /// goes to the end.
    mutating func skipHandwrittenSpace() -> Bool {
        let rest = bytes[position...]
        if rest.starts(with: "//".utf8) {
            position = rest.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
        } else if rest.starts(with: "/*".utf8) {
            position += 2
            while position < bytes.count, !bytes[position...].starts(with: "*/".utf8) { position += 1 }
            position = min(position + 2, bytes.count)
        } else if rest.starts(with: [0xC2, 0xA0]) {
            position += 2
        } else if rest.starts(with: [0xE2, 0x80, 0xA8]) || rest.starts(with: [0xE2, 0x80, 0xA9])
            || rest.starts(with: [0xEF, 0xBB, 0xBF])
        {
            position += 3
        } else if rest.first == 0x0B || rest.first == 0x0C {
            position += 1
        } else {
            return false
        }
        return true
    }
}
