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
        Example(
            "sisense-console approve changes.json", "approve a plan file that somebody else has made, for production"),
        Example("sisense-console show changes.json", "look through a plan file; no server is asked"),
        Example(
            "sisense-console apply changes.json --dry-run", "check a plan file against the server, and send nothing"),
        Example(
            "sisense-console call POST /builds -f datamodelId=ID -f buildType=full --wait",
            "build a data model, and wait until that has ended"),
        Example("sisense-console get users --schema -o json", "the columns of a list, and the types of their values"),
        Example("sisense-console export state", "write how a server is set up to files, to be kept and compared"),
        Example("sisense-console diff state", "say what has changed on the server since, and end with 10 if anything"),
        Example(
            "sisense-console plan state -o mend.json", "plan what makes the server as the files say, for apply"),
        Example(
            "sisense-console login --profile prod --server https://bi.example.com",
            "log in by name and password, and keep the token for the profile"),
        Example("sisense-console token --profile prod < token.txt", "keep a token that you have for the profile"),
        Example("sisense-console logout --profile prod", "drop the token that is kept for it"),
        Example("sisense-console profile list --json", "the profiles, for a script"),
        Example("sisense-console profile edit prod --set caFile=/etc/ssl/own.pem", "set any key of a profile"),
        Example("sisense-console profile show prod", "what its file says"),
        Example("sisense-console profile rename prod live", "give a profile another name"),
        Example("sisense-console profile default prod", "use it when none is named"),
        Example("sisense-console profile test prod", "go the whole way to its server, step by step"),
        Example("sisense-console profile remove old", "remove a profile; its server is not asked"),
        Example("sisense-console serve --port 8081 --data ~/rehearsal", "a server to rehearse on, kept in a folder"),
        Example("sisense-console operations --json", "every operation of the API, with its parameters and its danger"),
        Example("sisense-console info", "where everything is, and what decided each setting"),
        Example("sisense-console man configuration | mandoc", "read the page of the files that you write"),
        Example("sisense-console help profile add", "the options of a command"),
        Example("sisense-console screenshots pictures", "draw the pictures of the README"),
        Example(
            "sisense-console completions bash > ~/.local/share/bash-completion/completions/sisense-console",
            "complete commands, options, profiles and paths in bash"),
    ]

    /// The examples of some commands.
    static func examples(of commands: [Command]) -> [Example] {
        examples.filter { example in
            commands.contains { "\(example.line) ".hasPrefix("sisense-console \($0.name) ") }
        }
    }
}
