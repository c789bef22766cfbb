import SisenseClient

/// Reads the text of a GraphQL document.
struct GraphQLReader {
    indirect enum Selection {
        case field(String, alias: String?, arguments: [(String, Argument)], [Selection])
        case fragment(String)
        case inline([Selection])
    }

    enum Argument {
        case variable(String)
        case constant(JSONValue)
    }

    struct Operation {
        var name: String?
        var isMutation = false
        let selection: [Selection]
    }

    private var words: ArraySlice<String>
    private static let depthLimit = 64

    init(_ text: String) { words = Self.words(of: text)[...] }

    mutating func document() throws(GraphQL.Failure) -> (operations: [Operation], fragments: [String: [Selection]]) {
        var operations: [Operation] = []
        var fragments: [String: [Selection]] = [:]
        while let word = words.first {
            switch word {
            case "{": operations.append(Operation(selection: try selections()))
            case "query", "mutation":
                words.removeFirst()
                let name = words.first == "{" || words.first == "(" ? nil : words.popFirst()
                if words.first == "(" { try skipGroup() }
                operations.append(Operation(name: name, isMutation: word == "mutation", selection: try selections()))
            case "fragment":
                words.removeFirst()
                guard let name = words.popFirst() else { throw end }
                try take("on")
                _ = words.popFirst()
                fragments[name] = try selections()
            default: throw GraphQL.Failure("Syntax Error: Unexpected \"\(word)\"")
            }
        }
        return (operations, fragments)
    }

    private mutating func selections(depth: Int = 0) throws(GraphQL.Failure) -> [Selection] {
        guard depth < Self.depthLimit else { throw GraphQL.Failure("The selection is too deep") }
        try take("{")
        var selections: [Selection] = []
        while words.first != "}" {
            guard let word = words.popFirst() else { throw end }
            guard word == "..." else {
                selections.append(try field(word, depth: depth))
                continue
            }
            if words.first == "on" {
                words = words.dropFirst(2)
                selections.append(.inline(try self.selections(depth: depth + 1)))
            } else {
                guard let name = words.popFirst() else { throw end }
                selections.append(.fragment(name))
            }
        }
        words.removeFirst()
        return selections
    }

    private mutating func field(_ first: String, depth: Int) throws(GraphQL.Failure) -> Selection {
        var (name, alias) = (first, String?.none)
        if words.first == ":" {
            words.removeFirst()
            guard let word = words.popFirst() else { throw end }
            (name, alias) = (word, first)
        }
        var arguments: [(String, Argument)] = []
        if words.first == "(" {
            words.removeFirst()
            while words.first != ")" {
                guard let key = words.popFirst() else { throw end }
                try take(":")
                arguments.append((key, try argument()))
            }
            words.removeFirst()
        }
        let inner = words.first == "{" ? try selections(depth: depth + 1) : []
        return .field(name, alias: alias, arguments: arguments, inner)
    }

    private mutating func argument() throws(GraphQL.Failure) -> Argument {
        guard let word = words.popFirst() else { throw end }
        if word.hasPrefix("$") { return .variable(String(word.dropFirst())) }
        guard word != "{", word != "[" else { throw GraphQL.Failure("Lists and objects are taken as variables alone") }
        // Numbers, texts, true, false and null are written as in JSON; anything else is a word of an enumeration.
        return .constant((try? JSONReader.read(word)) ?? .string(word))
    }

    private var end: GraphQL.Failure { GraphQL.Failure("Syntax Error: Unexpected end of the document") }

    private mutating func take(_ word: String) throws(GraphQL.Failure) {
        guard let next = words.popFirst() else { throw end }
        guard next == word else { throw GraphQL.Failure("Syntax Error: Expected \"\(word)\", found \"\(next)\"") }
    }

    /// Leaves out the declarations of variables: their values come with the request.
    private mutating func skipGroup() throws(GraphQL.Failure) {
        guard let close = words.firstIndex(of: ")") else { throw end }
        words = words[(close + 1)...]
    }

    /// The text in punctuation marks, names, numbers and quoted texts. Commas mean nothing.
    private static func words(of text: String) -> [String] {
        var words: [String] = []
        var rest = text[...]
        while let character = rest.first {
            if character == "#" {
                rest = rest.drop { !$0.isNewline }
            } else if rest.hasPrefix("...") {
                words.append("...")
                rest = rest.dropFirst(3)
            } else if character == "\"" {
                var (end, isEscaped) = (rest.index(after: rest.startIndex), false)
                while end < rest.endIndex, isEscaped || rest[end] != "\"" {
                    isEscaped = !isEscaped && rest[end] == "\\"
                    end = rest.index(after: end)
                }
                let next = end < rest.endIndex ? rest.index(after: end) : end
                words.append(String(rest[..<next]))
                rest = rest[next...]
            } else if character.isLetter || character.isNumber || "_$-.".contains(character) {
                let word = rest.prefix { $0.isLetter || $0.isNumber || "_$-.".contains($0) }
                words.append(String(word))
                rest = rest[word.endIndex...]
            } else {
                if !character.isWhitespace, character != "," { words.append(String(character)) }
                rest = rest.dropFirst()
            }
        }
        return words
    }
}
