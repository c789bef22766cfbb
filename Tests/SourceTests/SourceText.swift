/// The text of a Swift file without its comments and without what stands in its quotes, so that only code is looked at.
struct SourceText {
    let characters: [Character]

    init(_ text: String) {
        var kept: [Character] = []
        let text = Array(text)
        var index = 0
        var isQuoted = false
        while index < text.count {
            let pair = text[index...].prefix(2)
            if isQuoted {
                if text[index] == "\\" { index += 1 }
                if text[index...].first == "\"" { isQuoted = false }
                if text[index...].first == "\n" { kept.append("\n") }
                index += 1
            } else if pair == ["/", "/"] {
                while index < text.count, text[index] != "\n" { index += 1 }
            } else if text[index...].prefix(3) == ["\"", "\"", "\""] {
                index += 3
                while index < text.count, text[index...].prefix(3) != ["\"", "\"", "\""] {
                    if text[index] == "\n" { kept.append("\n") }
                    index += 1
                }
                index += 3
            } else if pair == ["#", "\""] {
                index += 2
                while index < text.count, text[index...].prefix(2) != ["\"", "#"] { index += 1 }
                index += 2
            } else {
                if text[index] == "\"" { isQuoted = true } else { kept.append(text[index]) }
                index += 1
            }
        }
        characters = kept
    }

    /// A part of such a text.
    init(part: ArraySlice<Character>) {
        characters = Array(part)
    }

    func line(at index: Int) -> Int { characters[..<index].count { $0 == "\n" } + 1 }

    /// The ends of a word wherever it stands by itself.
    func ends(of word: String) -> [Int] {
        let word = Array(word)
        var ends: [Int] = []
        var index = 0
        while let first = characters[index...].firstIndex(of: word[0]) {
            let end = first + word.count
            if characters[first...].starts(with: word), !isPartOfWord(first - 1) || !word[0].isLetter,
                !isPartOfWord(end)
            {
                ends.append(end)
            }
            index = first + 1
        }
        return ends
    }

    /// What follows when `word` is next, after white space.
    func skip(_ word: String, from index: Int) -> Int? {
        let index = next(index)
        guard index < characters.count, characters[index...].starts(with: word) else { return nil }
        return index + word.count
    }

    /// The next character that is not white space.
    func next(_ index: Int) -> Int {
        characters[index...].firstIndex { !$0.isWhitespace } ?? characters.count
    }

    /// The part between the bracket at `index` and its partner, and what follows that.
    func bracketed(at index: Int) -> (inside: Range<Int>, end: Int)? {
        let partners: [Character: Character] = ["(": ")", "{": "}", "<": ">"]
        guard index < characters.count, let close = partners[characters[index]] else { return nil }
        var depth = 0
        for place in index..<characters.count {
            if characters[place] == characters[index] { depth += 1 }
            // The head of an arrow is no bracket.
            if characters[place] == close, close != ">" || characters[place - 1] != "-" { depth -= 1 }
            if depth == 0 { return ((index + 1)..<place, place + 1) }
        }
        return nil
    }

    /// Whether a tuple of two or more stands there: no function type, and no list of arguments.
    func isTuple(at index: Int) -> Bool {
        let index = next(index)
        guard index < characters.count, characters[index] == "(", let found = bracketed(at: index) else { return false }
        let isFunction = ["->", "throws", "async"].contains { skip($0, from: found.end) != nil }
        return !isFunction && hasComma(found.inside)
    }

    func name(at index: Int) -> String {
        String(characters[next(index)...].prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." })
    }

    /// A comma that is not inside further brackets.
    private func hasComma(_ range: Range<Int>) -> Bool {
        var depth = 0
        for place in range {
            switch characters[place] {
            case "(", "[", "{": depth += 1
            case ")", "]", "}": depth -= 1
            case "<": depth += 1
            case ">" where characters[place - 1] != "-": depth -= 1
            case "," where depth == 0: return true
            default: break
            }
        }
        return false
    }

    private func isPartOfWord(_ index: Int) -> Bool {
        guard characters.indices.contains(index) else { return false }
        return characters[index].isLetter || characters[index].isNumber || characters[index] == "_"
    }
}
