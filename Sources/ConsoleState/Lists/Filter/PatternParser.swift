/// Reads a regular expression: what people type into a search of extended expressions, less what cannot be matched
/// in a time that grows with the text alone (back references, look-around).
struct PatternParser {
    private var rest: Substring
    private var depth = 0

    /// Groups within groups; more is a slip of the keyboard.
    private static let maxDepth = 40
    /// The greatest number in `{}`.
    private static let maxRepeats = 200

    /// Reads a regular expression. Throws `PatternProblem` for what is none, or has parts that are not known here.
    static func parse(_ text: String) throws(PatternProblem) -> PatternNode {
        var parser = PatternParser(rest: text[...])
        let node = try parser.alternatives()
        guard parser.rest.isEmpty else { throw PatternProblem("a ) has no ( before it") }
        return node
    }

    private mutating func alternatives() throws(PatternProblem) -> PatternNode {
        var choices = [try sequence()]
        while take("|") { choices.append(try sequence()) }
        return choices.count == 1 ? choices[0] : .choice(choices)
    }

    private mutating func sequence() throws(PatternProblem) -> PatternNode {
        var nodes: [PatternNode] = []
        while let next = rest.first, next != "|", next != ")" { nodes.append(try counted(try atom())) }
        return .sequence(nodes)
    }

    private mutating func atom() throws(PatternProblem) -> PatternNode {
        let character = rest.removeFirst()
        switch character {
        case "^": return .start
        case "$": return .end
        case ".": return .any
        case "(": return try group()
        case "[": return try set()
        case "\\": return try escape()
        case "*", "+", "?": throw PatternProblem("there is nothing before \(character) to repeat")
        default: return .text(String(character))
        }
    }

    private mutating func group() throws(PatternProblem) -> PatternNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maxDepth else { throw PatternProblem("too many groups within groups") }
        if take("?"), !take(":") { throw PatternProblem("(? is not supported, except for (?:") }
        let node = try alternatives()
        guard take(")") else { throw PatternProblem("a ( is not closed") }
        return node
    }

    /// The part behind an atom: how often it comes. Whether as much or as little as can be is the same here.
    private mutating func counted(_ atom: PatternNode) throws(PatternProblem) -> PatternNode {
        let counts: (min: Int, max: Int?)
        if take("*") {
            counts = (0, nil)
        } else if take("+") {
            counts = (1, nil)
        } else if take("?") {
            counts = (0, 1)
        } else if let braces = try braces() {
            counts = braces
        } else {
            return atom
        }
        _ = take("?")
        return .repeated(atom, min: counts.min, max: counts.max)
    }

    /// The numbers in `{2}`, `{2,}` and `{2,5}`; nil for any other `{`, which then means itself.
    private mutating func braces() throws(PatternProblem) -> (min: Int, max: Int?)? {
        guard let match = rest.prefixMatch(of: /\{([0-9]{1,9})(,([0-9]{0,9}))?\}/) else { return nil }
        let min = Int(match.1) ?? 0
        var max: Int? = min
        if match.2 != nil { max = match.3.flatMap { Int($0) } }
        guard min <= Self.maxRepeats, max ?? 0 <= Self.maxRepeats else {
            throw PatternProblem("at most \(Self.maxRepeats) repeats are possible")
        }
        if let max, max < min { throw PatternProblem("{\(min),\(max)} has its numbers the wrong way round") }
        rest = rest[match.range.upperBound...]
        return (min, max)
    }

    private mutating func escape() throws(PatternProblem) -> PatternNode {
        guard let character = rest.popFirst() else { throw PatternProblem("a \\ stands at the end") }
        if let set = Self.class(character) { return .byte(set) }
        switch character {
        case "D": return .anything(but: .digits)
        case "W": return .anything(but: .wordBytes)
        case "S": return .anything(but: .blanks)
        case "t": return .text("\t")
        default:
            guard !character.isLetter, !character.isNumber else {
                throw PatternProblem("\\\(character) is not supported")
            }
            return .text(String(character))
        }
    }

    private static func `class`(_ letter: Character) -> ByteSet? {
        switch letter {
        case "d": .digits
        case "w": .wordBytes
        case "s": .blanks
        default: nil
        }
    }

    private mutating func set() throws(PatternProblem) -> PatternNode {
        let isNegated = take("^")
        var bytes = ByteSet()
        var others: [PatternNode] = []
        var isFirst = true
        while let character = rest.popFirst() {
            if character == "]", !isFirst {
                let folded = bytes.folded
                guard isNegated else { return .choice([.byte(folded)] + others) }
                guard others.isEmpty else { throw PatternProblem("only plain letters can be left out by [^ ]") }
                return .anything(but: folded)
            }
            isFirst = false
            var low = character
            if character == "\\" {
                guard let escaped = rest.popFirst() else { break }
                if let known = Self.class(escaped) {
                    bytes = bytes.union(known)
                    continue
                }
                low = escaped
            }
            if rest.first == "-", let high = rest.dropFirst().first, high != "]" {
                rest.removeFirst(2)
                bytes = bytes.union(try range(low, high))
            } else if let byte = low.asciiValue, byte > 0 {
                bytes.insert(byte)
            } else {
                others.append(.text(String(low)))
            }
        }
        throw PatternProblem("a [ is not closed")
    }

    private func range(_ low: Character, _ high: Character) throws(PatternProblem) -> ByteSet {
        guard let first = low.asciiValue, let last = high.asciiValue, first > 0 else {
            throw PatternProblem("\(low)-\(high) is not a range of plain letters or digits")
        }
        guard first <= last else { throw PatternProblem("\(low)-\(high) is the wrong way round") }
        return ByteSet(first...last)
    }

    private mutating func take(_ character: Character) -> Bool {
        guard rest.first == character else { return false }
        rest.removeFirst()
        return true
    }
}

/// The reason why a text is no regular expression, for the person who types it.
struct PatternProblem: Error, Equatable {
    let text: String

    init(_ text: String) {
        self.text = text
    }
}
