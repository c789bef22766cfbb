extension Usage {
    /// A command as somebody would type it, and what it does.
    struct Example: Sendable {
        let line: String
        let about: String

        init(_ line: String, _ about: String) {
            (self.line, self.about) = (line, about)
        }
    }

    /// Examples for the manual and the help.
    static let examples = [
        Example(
            "sisense-console profile add prod --server https://bi.example.com --kind prod --token-command 'pass show bi'",
            "a profile whose token a password store keeps"),
        Example("sisense-console --profile prod --readonly", "explore that server without changing anything"),
        Example(
            "sisense-console get users 'role:viewer login>90d' -o csv",
            "the viewers who have not logged in for 90 days, for a spreadsheet"),
        Example("sisense-console get user ada@example.com -o json", "one user as the server has it"),
        Example(
            "sisense-console get effective-access ada@example.com", "what that user can see, and by which path"),
        Example(
            "sisense-console call GET /users -q limit=5 --pick email,active", "the first five users, two values of each"
        ),
        Example(
            "sisense-console plan PATCH /users/ID -f active=false -o changes.json",
            "plan a change for somebody else, who sends it with sisense-console apply changes.json"),
        Example("sisense-console export state", "write how a server is set up to files, to be kept and compared"),
        Example("sisense-console diff state", "say what has changed on the server since, and end with 10 if anything"),
        Example(
            "sisense-console plan state -o mend.json", "plan what makes the server as the files say, for apply"),
        Example(
            "sisense-console completions bash > ~/.local/share/bash-completion/completions/sisense-console",
            "complete commands, options, profiles and paths in bash"),
    ]

    /// The examples of some commands for their help, below a heading; nothing where there are none.
    static func examples(of commands: [Command]) -> [String] {
        let words = Set(commands.compactMap(\.words.first))
        let own = examples.filter { example in
            words.contains { example.line.hasPrefix("sisense-console \($0) ") }
        }
        return own.isEmpty ? [] : ["", "Examples:"] + own.flatMap { ["    \($0.line)", "        \($0.about)"] }
    }
}
