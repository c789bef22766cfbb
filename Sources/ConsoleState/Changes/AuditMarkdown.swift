import SisenseClient

/// Recorded changes as Markdown, for a change ticket: a heading, a table and the difference for each.
enum AuditMarkdown {
    /// The changes one below the other, a section each.
    static func text(of changes: [RecordedChange]) -> String {
        changes.map(section).joined(separator: "\n")
    }

    private static func section(_ change: RecordedChange) -> String {
        func escapedOrNil(_ text: String) -> String? { text.isEmpty ? nil : escaped(text) }
        let account = change.account.isEmpty ? "unknown account" : change.account
        let server = [change.profile, change.server ?? ""].filter { !$0.isEmpty }.map(escaped).joined(separator: ", ")
        let outcome = [change.outcome.rawValue, change.explanation, change.found].filter { !$0.isEmpty }
        let rows: [(String, String?)] = [
            ("When", change.time.map { escaped($0.description) }), ("Server", server),
            (
                "Account",
                escaped(change.person.isEmpty ? account : "\(account) (\(change.person) on this machine)")
            ),
            ("Run for", escapedOrNil(change.records.joined(separator: ", "))),
            ("Reason", escapedOrNil(change.reason)), ("Request", change.request.isEmpty ? nil : code(change.request)),
            ("Class", change.danger.map { escaped($0.letter) }),
            ("Outcome", escapedOrNil(outcome.joined(separator: ": "))),
            ("To undo it", change.undo.isEmpty ? nil : code(change.undo)),
        ]
        let table = rows.compactMap { row in row.1.map { "| \(row.0) | \($0) |" } }
        var lines = ["## \(escaped(change.title))", "", "| | |", "|---|---|"] + table
        if !change.changes.isEmpty {
            let fence = fence(around: change.changes)
            lines += ["", "\(fence)diff"] + change.changes.map(oneLine) + [fence]
        }
        return (lines + [""]).joined(separator: "\n")
    }

    /// A text of the server, of which nothing is to be read as Markdown.
    private static func escaped(_ text: String) -> String {
        oneLine(text).reduce(into: "") { result, character in
            if #"\`*_{}[]<>()#+!|~"#.contains(character) { result.append("\\") }
            result.append(character)
        }
    }

    private static func code(_ text: String) -> String {
        let mark = String(repeating: "`", count: longestRun(of: "`", in: text) + 1)
        // In a table a bar ends the cell even between back quotes.
        return "\(mark) \(oneLine(text).replacing("|", with: "\\|")) \(mark)"
    }

    private static func fence(around lines: [String]) -> String {
        let longest = lines.map { longestRun(of: "`", in: $0) }.max() ?? 0
        return String(repeating: "`", count: max(3, longest + 1))
    }

    private static func longestRun(of character: Character, in text: String) -> Int {
        var (longest, run) = (0, 0)
        for next in text {
            run = next == character ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
