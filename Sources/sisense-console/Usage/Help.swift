import SisenseClient

/// The text of `--help`, written from the table of commands and options.
struct Help {
    /// The cells of a line.
    private let width: Int
    /// The column of the descriptions.
    private let column: Int

    /// The most cells of a line, and those of one that goes to a file or a program.
    private static let most = 110
    /// The fewest cells of a line that leave room for descriptions beside the names; in a narrower one they stand below.
    private static let leastBeside = 100

    /// - Parameter width: The cells of a line of the terminal; nil where there is none.
    init(width: Int?) {
        self.width = min(width ?? Self.most, Self.most)
        column = self.width < Self.leastBeside ? 8 : 39
    }

    /// The help for some commands, with their examples; all of it for none.
    func text(of commands: [Usage.Command]) -> String {
        guard !commands.isEmpty else { return text }
        let (given, rest) = ("Options of every command:", (Usage.connecting + Usage.general).flatMap(option))
        return (commands.flatMap(lines) + examples(of: commands) + ["", given] + rest).joined(separator: "\n")
    }

    /// Examples below a heading, each description in lines of its own; nothing where there are none.
    private func examples(of commands: [Usage.Command]) -> [String] {
        let own = Usage.examples(of: commands)
        guard !own.isEmpty else { return [] }
        return ["", "Examples:"] + own.flatMap { ["    \($0.line)"] + wrapped($0.about, from: 8) }
    }

    private func lines(_ command: Usage.Command) -> [String] {
        let call = ["sisense-console", command.name, command.synopsis].filter { !$0.isEmpty }
        return line(call.joined(separator: " "), command.about) + command.options.flatMap(option)
    }

    private var text: String {
        let commands = Usage.commands.flatMap(lines)
        let environment = Usage.environment.flatMap { line("  " + $0.name, $0.about) }
        let statuses = ExitStatus.allCases.flatMap { line("  \($0.rawValue)", $0.meaning) }
        let first = Usage.summary.prefix(1).uppercased() + Usage.summary.dropFirst()
        return
            (["\(first).", ""] + commands + ["", "Options of every command:"]
            + (Usage.connecting + Usage.general).flatMap(option) + ["", "Environment:"] + environment
            + ["", "Exit status:"] + statuses).joined(separator: "\n")
    }

    private func option(_ option: Usage.Option) -> [String] { line("    " + option.synopsis, option.about) }

    /// A name and its description, which is wrapped in its own column and begins below a long name.
    private func line(_ name: String, _ about: String) -> [String] {
        let isBeside = column - name.count > 1
        let about = wrapped(about, from: column)
        guard isBeside, let first = about.first else { return [name] + about }
        return [name + first.dropFirst(name.count)] + about.dropFirst()
    }

    /// A text in lines that begin in a column.
    private func wrapped(_ text: String, from column: Int) -> [String] {
        var lines: [String] = []
        var room = 0
        for word in text.split(separator: " ") {
            if lines.isEmpty || word.count + 1 > room {
                lines.append(String(repeating: " ", count: column) + word)
                room = width - column
            } else {
                lines[lines.count - 1] += " " + word
            }
            room -= word.count + 1
        }
        return lines
    }
}
