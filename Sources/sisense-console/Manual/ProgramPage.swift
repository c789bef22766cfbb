import ConsoleUI
import SisenseClient
import TerminalKit

/// The page of the program: sisense-console(1). It is written from the tables that the program itself works by.
enum ProgramPage {
    static var lines: [String] {
        Roff.title("sisense-console", section: 1, of: "User Commands")
            + Roff.name("sisense-console", Usage.summary)
            + Roff.section("Synopsis", synopsis)
            + Roff.section("Description", Roff.paragraphs(description))
            + Roff.section("Commands", Usage.commands.filter { !$0.name.isEmpty }.flatMap(command))
            + Roff.section("Options", options)
            + Roff.section("Keys", keys)
            + Roff.section("Configuration", Roff.paragraphs(configuration))
            + Roff.section("Files", files)
            + Roff.section("Environment", Usage.environment.flatMap { Roff.entry($0.name, $0.about) })
            + Roff.section("Exit status", ExitStatus.allCases.flatMap { Roff.entry("\($0.rawValue)", $0.meaning) })
            + Roff.section("Examples", Usage.examples.flatMap { Roff.text($0.about + ":") + Roff.typed($0.line) })
            + Roff.section("See also", [".BR sisense\\-console\\-configuration (5),", ".BR curl (1)"])
    }

    private static var synopsis: [String] {
        let lines = Usage.commands.map { command in
            var words = [Roff.bold("sisense-console")]
            if !command.name.isEmpty { words.append(Roff.bold(command.name)) }
            if !command.synopsis.isEmpty { words.append(Roff.italic(command.synopsis)) }
            if !command.options.isEmpty { words.append("[\(Roff.italic("options"))]") }
            return words.joined(separator: " ")
        }
        return Array(lines.map { [$0] }.joined(separator: [".br"]))
    }

    private static let description = [
        "Shows and changes what a Sisense server holds: users, groups, dashboards and their shares, alerts, features, "
            + "security settings, and every other operation of its REST API. Each change is shown as the exact request "
            + "before it is sent, and recorded before it leaves.",
        "Without a command it opens the console on the terminal. Each command does one thing and ends: what the server "
            + "sends goes to standard output, everything else to standard error.",
    ]

    private static let configuration = [
        "A profile gives a server a name, a kind and a source for its token. Profiles, the file with the settings of "
            + "the console, and themes are described in sisense-console-configuration(5). The command info says where "
            + "each value comes from.",
        "What is named nearer counts: an option, then the environment, then the profile, then the configuration, "
            + "then what the program does of itself. A profile that --profile names comes before the environment.",
    ]

    private static func command(_ command: Usage.Command) -> [String] {
        Roff.part(
            [command.name, command.synopsis].filter { !$0.isEmpty }.joined(separator: " "),
            Roff.text(command.about) + command.options.flatMap { Roff.entry($0.synopsis, $0.about) })
    }

    private static var options: [String] {
        let console = Usage.commands.first { $0.name.isEmpty }?.options ?? []
        return Roff.text("With every command:")
            + (Usage.connecting + Usage.general).flatMap { Roff.entry($0.synopsis, $0.about) }
            + [".PP"] + Roff.text("When the console is opened:")
            + console.flatMap { Roff.entry($0.synopsis, $0.about) }
    }

    /// All commands of the console by where they work, in the order of the table; those without a key by the name that
    /// is typed.
    private static var keys: [String] {
        let commands = CommandTable.all
        var scopes: [Scope] = []
        for command in commands where !scopes.contains(command.scope) { scopes.append(command.scope) }
        let texts = [
            "Every command has a name, which can be typed behind : as well. The page that ? opens shows those that work "
                + "where one is."
        ]
        return Roff.paragraphs(texts)
            + scopes.flatMap { scope in
                Roff.part(scope.title, commands.filter { $0.scope == scope }.flatMap(key))
            }
    }

    private static func key(_ command: Command) -> [String] {
        let keys = command.keys.map(\.description).joined(separator: ", ")
        return Roff.entry(
            keys.isEmpty ? ":\(command.name)" : keys,
            command.help == command.label ? command.label : "\(command.label): \(command.help)")
    }

    private static var files: [String] {
        let list: [(String, String)] = [
            ("~/.config/sisense-console/profiles/NAME.json", "a profile"),
            ("~/.config/sisense-console/config.json5", "the settings of the console"),
            ("~/.config/sisense-console/themes/NAME.json", "a theme of your own"),
            (
                "~/.local/state/sisense-console/audit.jsonl",
                "every change that was sent from this machine, written before it left; audit-YEAR-MONTH.jsonl for "
                    + "months that are over"
            ),
            ("~/.local/state/sisense-console/tokens/NAME.token", "the token that login or token has kept"),
            ("~/.local/state/sisense-console/faults.log", "what is known of a crash"),
            (
                "~/.cache/sisense-console",
                "what was read on earlier visits, and the names for completion; it can be removed at any time"
            ),
        ]
        return Roff.text(
            "The folders are those of the XDG Base Directory Specification; info prints where they are.")
            + list.flatMap { Roff.entry($0.0, $0.1) }
    }
}
