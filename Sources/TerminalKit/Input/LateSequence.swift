/// The rest of a sequence whose Esc has been taken for a key, because a slow line delivered it alone.
enum LateSequence {
    /// Whether bytes that came together begin with what no person types: the rest of an answer or of a key, complete or,
    /// where it is a string, unmistakable.
    static func begins(_ bytes: [UInt8]) -> Bool {
        let rest = bytes.dropFirst()
        switch bytes.first.map({ Unicode.Scalar($0) }) {
        case "[": return isSequence(rest)
        case "O": return rest.first.map { Array("ABCDFHPQRS".utf8).contains($0) } ?? false
        // A number and a semicolon, or the title of a window.
        case "]":
            let number = rest.prefix { (0x30...0x39).contains($0) }
            return number.isEmpty
                ? rest.count > 1 && (rest.first == UInt8(ascii: "l") || rest.first == UInt8(ascii: "L"))
                : rest.dropFirst(number.count).first == UInt8(ascii: ";")
        case "P":
            let marks = rest.drop { (0x30...0x39).contains($0) }
            return ["$r", "+r", ">|", "!|"].contains { marks.starts(with: $0.utf8) }
        case "_": return rest.first == UInt8(ascii: "G")
        default: return false
        }
    }

    private static func isSequence(_ rest: ArraySlice<UInt8>) -> Bool {
        let body = rest.prefix { (0x20...0x3F).contains($0) }
        guard let final = rest.dropFirst(body.count).first, (0x40...0x7E).contains(final) else { return false }
        return !body.isEmpty || Array("ABCDFHIOZ".utf8).contains(final)
    }
}
