import ConsoleState
import LocalServer
import SisenseClient

extension Usage {
    static let summary = "the terminal console for people who administer a Sisense server"

    /// Options that stand before or after the name of any command.
    static let connecting = [
        Option("--server", value: .text("URL"), about: "the address of the server"),
        Option("--profile", value: .profile, about: "the server of a profile, with its token and settings"),
        Option("--readonly", about: "refuse every change"),
        Option("--timeout", value: .number(1...86_400), about: "seconds that an answer may take; 30 by default"),
    ]

    static let general = [
        Option("-h", "--help", about: "show this help"),
        Option("-V", "--version", about: "show the version, and the commit and the day of the build"),
    ]

    private static let json = Option("--json", about: "as JSON")

    /// Options for what a profile says.
    private static let profileKeys = [
        Option("--user", value: .text("NAME"), about: "the user to log in as"),
        Option(
            "--kind", value: .choice("KIND", ServerKind.allCases.map(\.rawValue)),
            about: "prod, staging or dev; prod asks for more confirmation"),
        Option("--default", about: "use this profile when none is named"),
        Option("--ask-reason", about: "ask for the reason of each change"),
        Option("--token-env", value: .text("VARIABLE"), about: "the token is in an environment variable"),
        Option("--token-file", value: .file, about: "the token is in a file that only you can read"),
        Option("--token-command", value: .text("LINE"), about: "a command prints the token"),
        Option("--set", value: .pair(.profileKey), about: "set any key of the file; the manual lists them"),
    ]

    private static let dryRun = Option("--dry-run", about: "show what would be sent, send nothing")

    /// The option whose name may stand behind it as a plain argument.
    static let yes = "--yes"

    /// Options for the approval of a change.
    private static let approving = [
        Option(
            yes,
            about: "send without asking; --yes NAME, the name of the server, for what is critical, and on production "
                + "also for what is destructive"),
        Option("--reason", value: .text("TEXT"), about: "the reason of a change, for the audit log"),
    ]

    /// Options for the request of a call.
    private static let request = [
        Option("-q", value: .pair(.query), about: "a query parameter"),
        Option("-f", value: .pair(.member), about: "a field of the body; numbers, true, [..] and {..} count as JSON"),
        Option("--form", value: .pair(.form), about: "a field of a body that is a form"),
        Option(
            "--input", value: .file,
            about: "the body from a file, or from - for standard input; what is no JSON is sent as it is"),
        Option(
            "--content-type", value: .text("TYPE"),
            about: "the type of the body; that of --input is then sent byte for byte"),
        Option("-H", value: .header, about: "a header field"),
        Option("--edit", about: "edit the body in $EDITOR, beginning with the record as it is on the server"),
        Option(
            "--merge", about: "lay the body of --input over the document, where an operation takes a whole one"),
        Option("--replace", about: "send the body of --input also where it drops members of the document"),
    ]

    /// Options for a local server that is another than the newest one that works.
    static let rehearsing = [
        Option(
            "--as", value: .choice("VERSION", ServerVersion.all.map(\.name)),
            about: "answer as a version of the real server: "
                + ServerVersion.all.map { "\($0.name) (\($0.about))" }.joined(separator: "; ")),
        Option("--fresh", about: "leave out what people save as settings, as on a server that nobody has set up"),
        Option("--page-limit", value: .number(1...1_000_000), about: "the most records on a page of a list"),
        Option(
            "--chaos", value: .choice("WAY", Chaos.allCases.map(\.rawValue)),
            about: "misbehave, to see what the console does: "
                + Chaos.allCases.map { "\($0.rawValue) (\($0.about))" }.joined(separator: "; ")),
    ]

    private static let ignore = Option(
        "--ignore", value: .text("PATH,…"), about: "pass over differences at these paths, as settings.system.firstday")

    private static let planFile = Option("-o", value: .file, about: "the plan file, made where there is none")

    /// Options of a plan that is made of files.
    private static let planningFiles = [
        ignore,
        Option(
            "--allow-removals", value: .number(0...1_000_000),
            about: "remove exactly so many, where that is over a fifth of a kind"),
        Option(
            "--allow-changes", value: .number(0...1_000_000),
            about: "change exactly so many of a kind, where that is over three in ten"),
    ]

    private static let log = Option(
        "--log", value: .file, about: "append actions, effects and requests to a file, without secrets or typed text")

    static let commands = [
        Command(
            "", about: "open the console; the first time it asks for a server",
            options: [
                Option("--demo", about: "open a local server with sample data; nothing to set up"),
                Option("--users", value: .number(1...1_000_000), about: "the number of users in the demo"),
            ] + rehearsing + [
                dryRun,
                Option("--theme", value: .theme, about: "the colour theme"),
                Option(
                    "--pane", value: .choice("NAME", PaneID.allCases.filter { !$0.isBelow }.map(\.rawValue)),
                    about: "the pane to begin with; home by default"),
                Option("--ascii", about: "draw with ASCII only"),
                Option(
                    "--plain",
                    about: "ask and answer in lines, for screen readers and terminals without a cursor; takes lines "
                        + "from a pipe too"),
                Option("--mouse", about: "use the mouse: clicks and the wheel; :mouse toggles it"),
                log,
            ]),
        Command(
            "get", "LIST|RECORD [NAME] [FILTER]", arguments: [.list, .rows],
            about: "print a list, the records of it that a filter finds, or one record by its name or id; get ? names "
                + "the lists",
            options: [
                Option(
                    "-o", value: .choice("FORMAT", OutputFormat.allCases.map(\.rawValue)),
                    about: "the form: table (also where none is given), wide, json, jsonl, csv, yaml, markdown, "
                        + "name or id"),
                Option("--columns", value: .list(.columns), about: "the columns, by their names in filters, and id"),
                Option(
                    "--sort", value: .list(.order),
                    about: "sort by one or two columns; one with a minus before it runs backwards"),
                Option("--limit", value: .number(1...1_000_000_000), about: "end after so many records"),
                Option(
                    "--schema",
                    about: "print the columns instead, each with the type of its values; asks no server"),
            ]),
        Command(
            "call", "METHOD PATH", arguments: [.method, .path],
            about: "call an operation, or any other path that begins with /api/; prints what the server answers",
            options: request + [
                Option(
                    "--dry-run",
                    about: "show what a change would do, to whom and whether it can be undone, and the request; "
                        + "send nothing"),
                Option("--paginate", about: "fetch all pages of a list, print one array"),
                Option(
                    "--pick", value: .text("PATH,…"),
                    about: "print these members of each record alone, as email,preferences.language"),
                Option(
                    "-o", value: .file, about: "write the answer to a file, whole or not at all; - is standard output"),
                Option(
                    "--wait",
                    about: "after POST /builds: wait until the build has ended, and end with 0 only if it is done"),
                Option("-v", about: "say what was sent, what came back and how long each part took"),
                Option("-i", "--include", about: "print the status and the headers too"),
            ] + approving + [log]),
        Command(
            "plan", "METHOD PATH -o FILE", arguments: [.method, .path],
            about: "plan a change and add it to a plan file; nothing is sent",
            options: request + [planFile]),
        Command(
            "plan", "DIR -o FILE", arguments: [.folder],
            about: "plan the changes that make a server what the files of a folder describe; nothing is sent",
            options: planningFiles + [
                Option("-o", value: .file, about: "the plan file; one that is there is left as it is")
            ]),
        Command(
            "export", "DIR", arguments: [.folder],
            about: "write features, roles, groups, users, trusted servers, settings, CORS origins and shares to files",
            options: [
                Option("--only", value: .list(.kinds), about: "these kinds alone"),
                Option("--yaml", about: "write YAML"),
                Option("--schema", about: "print the JSON Schema of the files, without a server"),
            ]),
        Command(
            "diff", "DIR|SNAPSHOT|PROFILE", arguments: [.folderOrProfile],
            about: "say what the server has otherwise than files, a snapshot or another server; ends with 0 or 10",
            options: [
                Option("--json", about: "print JSON"),
                Option(
                    "-o", value: .choice("FORM", DiffOptions.Form.allCases.map(\.rawValue)),
                    about: "the form: lines, json, or markdown for a pull request"),
                Option("--only", value: .list(.kinds), about: "these kinds of a snapshot or a profile alone"),
                ignore,
                Option("--exit-zero", about: "end with 0 where there are differences too"),
            ]),
        Command(
            "show", "FILE", arguments: [.file], about: "show the changes of a plan file, also when it is out of date"),
        Command(
            "approve", "FILE", arguments: [.file],
            about: "approve a plan file for a production server, signed with your SSH key",
            options: [
                Option("--key", value: .file, about: "the key; by default the first of those that ssh looks for"),
                Option(yes, about: "approve without asking"),
                Option("--reason", value: .text("TEXT"), about: "the reason, which is signed too"),
            ]),
        Command(
            "apply", "FILE", arguments: [.file],
            about: "check the changes of a plan file against the server, show them, and send them",
            options: [
                Option("--dry-run", about: "check and show them, send nothing"),
                Option("--other-server", about: "apply it to another server than it was made for"),
                Option(
                    "--only", value: .choice("PART", ["risky"]),
                    about: "send what may lock people out, and nothing else: on a terminal, reverted unless confirmed"),
            ] + approving),
        Command(
            "operations", about: "list every operation of the API",
            options: [Option("--json", about: "print JSON, with parameters, danger class and summary")]),
        Command(
            "serve", about: "run the local server alone",
            options: [
                Option("--port", value: .number(0...65_535), about: "the port to listen on; 0 for any free one"),
                Option("--address", value: .text("IP"), about: "the address to listen on; 127.0.0.1 by default"),
                Option("--data", value: .folder, about: "keep the data in a folder"),
                Option("--users", value: .number(1...1_000_000), about: "the number of sample users"),
                Option("--groups", value: .number(0...1_000_000), about: "the number of sample groups"),
                Option("--dashboards", value: .number(0...1_000_000), about: "the number of sample dashboards"),
                Option("--seed", value: .number(0...1_000_000_000), about: "the seed of the sample data"),
                Option("--base", value: .text("PATH"), about: "lie below a path such as /bi, as behind a proxy"),
            ] + rehearsing),
        Command(
            "login",
            about: "log in with a name and a password, and keep the token for a profile in a file that only you can "
                + "read; a server without a profile gets one",
            options: [Option("--user", value: .text("NAME"), about: "the user to log in as")]),
        Command("token", about: "keep a token that you have for a profile: typed unseen, or from standard input"),
        Command("logout", about: "drop the token that is kept for a profile on this machine"),
        Command("profile list", about: "list the profiles", options: [json]),
        Command(
            "profile add", "NAME --server URL", arguments: [.newName],
            about: "add a profile: a server with a name, and where its token comes from",
            options: profileKeys + [Option("--replace", about: "replace the profile that has the name already")]),
        Command(
            "profile edit", "NAME", arguments: [.profile], about: "change what is named in a profile, and nothing else",
            options: profileKeys + [Option("--unset", value: .list(.profileKeys), about: "take keys out of the file")]),
        Command(
            "profile show", "NAME", arguments: [.profile],
            about: "print a profile: what its file says, and where it is",
            options: [json]),
        Command(
            "profile rename", "NAME NEW-NAME", arguments: [.profile, .newName], about: "give a profile another name"),
        Command("profile default", "NAME", arguments: [.profile], about: "use this profile when none is named"),
        Command("profile test", "NAME", arguments: [.profile], about: "test the token and the connection of a profile"),
        Command("profile remove", "NAME", arguments: [.profile], about: "remove a profile"),
        Command(
            "info", about: "print the version, every path, and where each setting came from", options: [json]),
        Command(
            "completions", "bash|zsh|fish", arguments: [.shell], about: "print the completions for a shell"),
        Command(
            "man", "[PAGE]", arguments: [.page],
            about: "print a page of the manual, in roff: program (also where none is named) or configuration"),
        Command("help", "[COMMAND]", arguments: [.command], about: "show the help of a command"),
        Command("screenshots", "[DIR]", arguments: [.folder], about: "draw the panes as SVG"),
    ]

    /// The environment variables, for the help and the manual.
    static let environment: [(name: String, about: String)] = [
        ("SISENSE_URL", "the address of the server"), ("SISENSE_TOKEN", "an API token for it"),
        ("SISENSE_USER, SISENSE_PASSWORD", "or a user name and password"),
        ("SISENSE_PROFILE", "the name of a profile"), ("NO_COLOR", "draw without colours"),
        ("LC_ALL, LC_COLLATE, LANG", "the language that lists are sorted by; the first that is set counts"),
        ("VISUAL, EDITOR", "the editor for JSON; vi by default"),
        (
            RecordNames.variable,
            "the seconds that completion may wait for the names of records, which it keeps for ten minutes; without it, "
                + "no server is asked"
        ),
        ("ESCDELAY", "the milliseconds that Esc waits for the rest of a key; 25 by default"),
        (
            "XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_CACHE_HOME",
            "the folders of profiles and themes, of the audit log, and of caches"
        ),
    ]
}
