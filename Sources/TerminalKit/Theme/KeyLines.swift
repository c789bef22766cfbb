import Foundation

/// On which line of a JSON5 text each key stands, for messages about what the decoder already accepted.
struct KeyLines {
    private var lines: [[String]: Int] = [:]

    subscript(path: [String]) -> Int? { lines[path] }

    /// Reads only what tells keys from values: strings, comments, braces and brackets, colons.
    init(of text: String) {
        var scanner = Scanner(text)
        var path: [String] = []
        var containers: [Bool] = []
        var word: (text: String, line: Int)?
        while let token = scanner.next() {
            switch token {
            case .word(let text): word = (text, scanner.line)
            case .mark(":"):
                if containers.last == true, let word {
                    path.append(word.text)
                    if lines[path] == nil { lines[path] = word.line }
                }
            case .mark("{"), .mark("["): containers.append(token == .mark("{"))
            case .mark("}"), .mark("]"):
                if containers.popLast() == true, path.count > containers.filter({ $0 }).count { path.removeLast() }
            case .mark(","):
                if containers.last == true, path.count >= containers.filter({ $0 }).count, !path.isEmpty {
                    path.removeLast()
                }
            case .mark: break
            }
        }
    }

    /// The line on which decoding stopped, read from the decoder's own words.
    static func lineOfError(_ error: any Error, in text: String) -> Int? {
        guard case DecodingError.dataCorrupted(let context) = error else { return 1 }
        let words = ((context.underlyingError as NSError?)?.userInfo[NSDebugDescriptionErrorKey] as? String) ?? ""
        guard let range = words.range(of: "around line ") else { return nil }
        return Int(words[range.upperBound...].prefix { $0.isNumber })
    }

    private enum Token: Equatable {
        case word(String)
        case mark(Character)
    }

    private struct Scanner {
        private let characters: [Character]
        private var index = 0
        private(set) var line = 1

        init(_ text: String) {
            characters = Array(text)
        }

        mutating func next() -> Token? {
            while index < characters.count {
                let character = characters[index]
                switch character {
                case "\"", "'": return .word(quoted(by: character))
                case "/" where peek == "/": skipLine()
                case "/" where peek == "*": skipComment()
                case "{", "}", "[", "]", ":", ",":
                    index += 1
                    return .mark(character)
                case _ where character.isLetter || character.isNumber || "_$#-+.".contains(character):
                    return .word(bare())
                default: advance()
                }
            }
            return nil
        }

        private var peek: Character? { index + 1 < characters.count ? characters[index + 1] : nil }

        private mutating func advance() {
            if characters[index].isNewline { line += 1 }
            index += 1
        }

        private mutating func skipLine() {
            while index < characters.count, !characters[index].isNewline { index += 1 }
        }

        private mutating func skipComment() {
            index += 2
            while index < characters.count, characters[index] != "*" || peek != "/" { advance() }
            index += 2
        }

        private mutating func bare() -> String {
            let start = index
            while index < characters.count,
                characters[index].isLetter || characters[index].isNumber
                    || "_$#-+.".contains(characters[index])
            { index += 1 }
            return String(characters[start..<index])
        }

        private mutating func quoted(by quote: Character) -> String {
            var text = ""
            index += 1
            while index < characters.count, characters[index] != quote {
                if characters[index] == "\\", index + 1 < characters.count { advance() }
                text.append(characters[index])
                advance()
            }
            index += 1
            return text
        }
    }
}
