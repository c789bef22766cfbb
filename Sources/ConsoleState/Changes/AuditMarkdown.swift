import SisenseClient

/// Recorded changes as Markdown, for a change ticket: a heading, a table and the difference for each.
enum AuditMarkdown {
    /// The entries one below the other, a section each.
    static func text(of entries: [JSONValue]) -> String {
        entries.map(section).joined(separator: "\n")
    }

    private static func section(_ entry: JSONValue) -> String {
        func text(_ member: String) -> String? {
            entry[member]?.string.flatMap { $0.isEmpty ? nil : $0 }
        }
        let account = text("account") ?? "unknown account"
        let rows: [(String, String?)] = [
            ("When", text("time").map(escaped)),
            ("Server", [text("profile"), text("server")].compactMap(\.self).map(escaped).joined(separator: ", ")),
            ("Account", escaped(text("person").map { "\(account) (\($0) on this machine)" } ?? account)),
            ("Reason", text("reason").map(escaped)), ("Request", text("request").map(code)),
            ("Class", text("danger").map(escaped)), ("Outcome", text("outcome").map(escaped)),
            ("To undo it", text("undo").map(code)),
        ]
        let table = rows.compactMap { row in row.1.map { "| \(row.0) | \($0) |" } }
        var lines = ["## \(escaped(text("title") ?? "A change"))", "", "| | |", "|---|---|"] + table
        let changes = entry["changes"]?.array?.compactMap(\.string) ?? []
        if !changes.isEmpty {
            let fence = fence(around: changes)
            lines += ["", "\(fence)diff"] + changes.map(oneLine) + [fence]
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
