import ConsoleUI
import SisenseClient
import TerminalKit

/// The manual page in roff, for `man` (man 7), written from the table of commands and options and from that of keys.
enum ManPage {
    static var text: String {
        ([".TH SISENSE\\-CONSOLE 1 \"\" \"sisense\\-console \(escape(Usage.version))\""]
            + section("Name", ["sisense\\-console \\- \(escape(Usage.summary))"])
            + section("Synopsis", Usage.commands.flatMap(synopsis))
            + section("Description", description)
            + section("Commands", Usage.commands.filter { !$0.name.isEmpty }.flatMap(command))
            + section("Options", options)
            + section("Profiles", profiles)
            + section("Keys", keys)
            + section("Environment", Usage.environment.flatMap { entry($0.name, $0.about) })
            + section("Exit status", Usage.statuses.flatMap { entry("\($0.0)", $0.1) })
            + section("Examples", examples)).joined(separator: "\n")
    }

    // MARK: Sections

    private static func section(_ title: String, _ lines: [String]) -> [String] {
        [".SH \(title.uppercased())"] + lines
    }

    private static func synopsis(_ command: Usage.Command) -> [String] {
        let options = command.options.isEmpty ? "" : " [\\fIoptions\\fR]"
        let name = command.name.isEmpty ? "" : " \(escape(command.name))"
        let rest = command.synopsis.isEmpty ? "" : " \\fI\(escape(command.synopsis))\\fR"
        return ["\\fBsisense\\-console\(name)\\fR\(rest)\(options)", ".br"]
    }

    private static let description = [
        "Shows and changes what a Sisense server holds: users, groups, dashboards and their shares, alerts, features,",
        "security settings, and every other operation of its REST API. Each change is shown as the exact request before",
        "it is sent, and recorded after.",
    ].map(escape)

    private static func command(_ command: Usage.Command) -> [String] {
        [
            ".SS \(escape([command.name, command.synopsis].filter { !$0.isEmpty }.joined(separator: " ")))",
            escape(sentence(command.about)),
        ] + command.options.flatMap { entry($0.synopsis, $0.about) }
    }

    private static var options: [String] {
        let console = Usage.commands.first { $0.name.isEmpty }?.options ?? []
        return [escape("With every command:")]
            + (Usage.connecting + Usage.general).flatMap { entry($0.synopsis, $0.about) }
            + [".PP", escape("When the console is opened:")] + console.flatMap { entry($0.synopsis, $0.about) }
    }

    private static var profiles: [String] {
        [escape("A profile is a JSON object in the folder that info prints. Its keys, each of which --set sets:")]
            + ProfileKey.allCases.flatMap { entry($0.rawValue, $0.about) }
    }

    /// Keys by where they work, in the order of the table.
    private static var keys: [String] {
        let bound = CommandTable.all.filter { !$0.keys.isEmpty }
        var scopes: [Scope] = []
        for command in bound where !scopes.contains(command.scope) { scopes.append(command.scope) }
        return scopes.flatMap { scope in
            [".SS \(escape(scope.title))"]
                + bound.filter { $0.scope == scope }.flatMap { command in
                    entry(
                        command.keys.map(\.description).joined(separator: ", "),
                        command.help == command.label ? command.label : "\(command.label): \(command.help)")
                }
        }
    }

    private static let examples = Usage.examples.flatMap { entry($0.line, $0.about) }

    // MARK: Roff

    private static func entry(_ name: String, _ about: String) -> [String] {
        [".TP", "\\fB\(escape(name))\\fR", escape(sentence(about))]
    }

    private static func sentence(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst() + (text.hasSuffix(".") ? "" : ".")
    }

    /// Escapes what roff would take for a command or for another dash.
    private static func escape(_ text: String) -> String {
        let plain = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
        return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
    }
}
