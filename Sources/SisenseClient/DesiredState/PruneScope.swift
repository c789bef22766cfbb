/// The things of a kind that go when no file names them: `{"name": "tmp-*"}`. A star stands for any text.
struct PruneScope: Sendable, Equatable {
    /// The members that are looked at, with the pattern of each; all must match.
    private let patterns: [(member: String, pattern: String)]
    /// The file that says so.
    let file: String

    init(_ kind: StateKind, _ value: JSONValue, _ location: String, _ file: String) throws(StateProblem) {
        let known = kind.prunedBy.map { "\"\($0)\"" }.joined(separator: " and ")
        guard let members = value.object?.members, !members.isEmpty else {
            throw StateProblem(location, "a scope is expected, with a pattern for \(known)")
        }
        var patterns: [(String, String)] = []
        for item in members {
            guard kind.prunedBy.contains(item.key) else {
                throw StateProblem("\(location).\(item.key)", "is none of \(known)")
            }
            guard let pattern = item.value.string, !pattern.isEmpty else {
                throw StateProblem("\(location).\(item.key)", "a pattern is expected, as in \"tmp-*\"")
            }
            patterns.append((item.key, pattern))
        }
        (self.patterns, self.file) = (patterns, file)
    }

    static func == (left: PruneScope, right: PruneScope) -> Bool {
        left.text == right.text && left.file == right.file
    }

    /// In words, as in `name tmp-*`.
    var text: String { patterns.map { "\($0.member) \($0.pattern)" }.joined(separator: ", ") }

    /// - Parameter values: Those of the members that scopes may name.
    func holds(for values: [String: String]) -> Bool {
        patterns.allSatisfy { item in values[item.member].map { Self.matches($0, item.pattern) } ?? false }
    }

    /// True when a text is like a pattern, in which a star stands for any text. Time in proportion to both lengths.
    static func matches(_ text: String, _ pattern: String) -> Bool {
        let (text, pattern) = (Array(text), Array(pattern))
        var (position, index) = (0, 0)
        // The place behind the last star, and how much of the text that star stands for so far.
        var star: (index: Int, position: Int)?
        while position < text.count {
            if index < pattern.count, pattern[index] == "*" {
                index += 1
                star = (index, position)
            } else if index < pattern.count, pattern[index] == text[position] {
                (index, position) = (index + 1, position + 1)
            } else if let last = star {
                star = (last.index, last.position + 1)
                (index, position) = (last.index, last.position + 1)
            } else {
                return false
            }
        }
        return pattern[index...].allSatisfy { $0 == "*" }
    }
}
