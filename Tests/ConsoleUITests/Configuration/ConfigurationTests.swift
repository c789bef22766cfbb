import ConsoleState
import Foundation
import SisenseClient
import TerminalKit
import TestRandom
import Testing

@testable import ConsoleUI

@Suite("The configuration file")
struct ConfigurationTests {
    /// A file with every key, as a person writes it.
    static let whole = """
        // What I like.
        {
            theme: 'midnight',
            pane: "users", refresh: "1m", timeZone: "Europe/Vienna", times: "age",
            columns: { users: ["name", "login"], },
            mouse: true, editor: "nano -w", log: "~/console.log",
            limits: { answerSeconds: 60, answerMegabytes: 128, connections: 4 },
            keys: { preset: "arrows", "list.filter": "F3", sort: ["F9", "F4"], who: "F6" },
            commands: {
                who: { run: ["ldapsearch", "mail={email}"], lists: ["users"], label: "Look up", reads: true },
                shell: { run: ["bash"], terminal: true, key: "F7", confirm: false, help: "A shell." },
            },
            views: { "stale-admins": { pane: "users", filter: "role:admin", columns: ["name"], sort: ["-login"] } },
        }
        """

    private static func read(_ text: String) -> Configuration {
        Configuration(Data(text.utf8), themes: ["midnight", "paper"])
    }

    private static func problems(_ text: String) -> [String] { read(text).problems.map(\.description) }

    @Test("Every key is read, and each value knows its line")
    func whole() throws {
        let configuration = Self.read(Self.whole)
        #expect(configuration.problems == [])
        #expect(Set(configuration.lines.keys) == Set(ConfigurationKey.allCases))
        #expect(configuration.source(of: .theme) == "config.json5, line 3")
        #expect(configuration.source(of: .views) == "config.json5, line 13")
        #expect(configuration.theme == "midnight" && configuration.pane == .users)
        #expect(configuration.refresh == ConfiguredInterval(interval: .seconds(60)))
        #expect(configuration.timeZone?.identifier == "Europe/Vienna" && configuration.times == .age)
        #expect(configuration.columns == [.users: ["name", "login"]])
        #expect(configuration.usesMouse == true && configuration.editor == "nano -w")
        #expect(configuration.log == "~/console.log")
        #expect(configuration.limits.limits.answer == .seconds(60) && configuration.limits.limits.body == 128 << 20)
        #expect(configuration.commands.map(\.name) == ["who", "shell"])
        #expect(configuration.views.first?.about == "Users /role:admin, by -login")
        let commands = try #require(configuration.table).all
        let keys = Dictionary(commands.map { ($0.id, $0.keys.map(\.description)) }) { first, _ in first }
        #expect(keys["list.filter"] == ["F3"] && keys["list.sort"] == ["F9", "F4"] && keys["list.down"] == ["Down"])
        #expect(keys["users.who"] == ["F6"] && keys["own.shell"] == ["F7"])
    }

    @Test("What is wrong is said with its line and the nearest name, and the rest is used")
    func problems() {
        let text = """
            {
                them: "midnight",
                theme: "papr",
                mouse: "yes",
                refresh: "1s",
                timeZone: "Mars/Olympus",
                columns: { users: ["nam"], nobody: [] },
                limits: { answerSeconds: 0, speed: 9 },
                keys: { "list.filtr": "F3", sort: "Hyper-x", preset: "vi" },
                commands: { a: { run: [] }, b: { run: ["{email}"] }, c: { runs: ["x"] }, sort: { run: ["x"] } },
                views: { v: { pane: "home" }, w: { filter: "x" }, x: { pane: "users", sort: ["a"] } },
                pane: "users",
                pane: "groups",
            }
            """
        let expected = [
            "line 2: them: there is no such key. Did you mean theme?",
            "line 3: theme: no theme has the name \"papr\". Did you mean paper?",
            "line 4: mouse: expected true or false, not a text",
            "line 5: refresh: \"1s\" is no time of 5s or more, nor off",
            "line 6: timeZone: no time zone has the name \"Mars/Olympus\"",
            "line 7: columns.users[0]: users has no column \"nam\". Did you mean name?",
            "line 7: columns.nobody: no list has the name \"nobody\".",
            "line 8: limits.answerSeconds: expected a whole number from 1 to 86400",
            "line 8: limits.speed: there is no such limit.",
            "line 13: pane: it is set twice; this line counts",
        ]
        let found = Self.problems(text)
        for line in expected { #expect(found.contains(line), "\(line)\n\(found.joined(separator: "\n"))") }
        for part in [
            "list.filtr", "Hyper-x", "no preset", "a.run", "b.run", "c.runs", "list.sort has the name", "v.pane",
        ] {
            #expect(found.contains { $0.contains(part) }, "\(part)\n\(found.joined(separator: "\n"))")
        }
        let configuration = Self.read(text)
        #expect(configuration.pane == .groups && configuration.theme == nil && configuration.commands.isEmpty)
        #expect(configuration.complaint?.summary.contains("line 2") == true)
    }

    @Test("A command of one's own never has the name of one of the program, wherever that can be typed")
    func names() {
        func configuration(_ name: String, _ lists: String) -> Configuration {
            Self.read("{ commands: { \"\(name)\": { run: [\"true\"]\(lists) } } }")
        }
        let everywhere = Set(CommandTable.builtIn.filter { [.console, .list].contains($0.scope) }.map(\.name))
        for name in everywhere {
            for lists in ["", ", lists: [\"users\"]"] {
                #expect(configuration(name, lists).commands.isEmpty, "\(name)")
            }
        }
        let problems = configuration("quit", "").problems.map(\.description)
        #expect(problems.contains { $0.contains("has the name quit already") }, "\(problems)")
        let ofUsers = CommandTable.builtIn.filter { $0.scope == .pane(.users) }.map(\.name)
        for name in Set(ofUsers).subtracting(everywhere) {
            #expect(configuration(name, ", lists: [\"users\"]").commands.isEmpty, "\(name)")
        }
        #expect(configuration("who", ", lists: [\"users\"]").commands.count == 1)
    }

    @Test("No value of a record becomes a part of what a shell runs")
    func shells() {
        func problems(_ words: String) -> [String] {
            Self.problems("{ commands: { a: { run: [\(words)], lists: [\"users\"] } } }")
        }
        for words in [
            #""sh", "-c", "echo {name}""#, #""/bin/bash", "-lc", "echo {name}""#, #""ssh", "bi", "id {name}""#,
            #""env", "sh", "-c", "{name}""#,
        ] { #expect(problems(words).contains { $0.contains("a shell would run") }, "\(words)") }
        #expect(problems(#""sh", "-c", "echo \"$1\"", "sh", "{name}""#) == [])
        #expect(problems(#""ldapsearch", "-c", "mail={email}""#) == [])
    }

    @Test("What is no JSON5, or no object, is one problem with its line", arguments: [("{\n theme: }", 2), ("[]", 1)])
    func syntax(text: String, line: Int) {
        #expect(Self.read(text).problems.map(\.line) == [line])
        #expect(Self.read(text).theme == nil)
    }

    @Test("The example of the README is right in every line")
    func example() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "README.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        let block = try #require(text.split(separator: "```json5\n").dropFirst().first?.split(separator: "```").first)
        let configuration = Configuration(Data(block.utf8), themes: Theme.builtIn.map(\.name))
        #expect(configuration.problems == [] && configuration.lines.count > 8)
    }

    @Test("An empty file of an object changes nothing")
    func empty() {
        let configuration = Self.read("{}")
        #expect(configuration.problems == [] && configuration.lines.isEmpty)
        #expect(configuration.table == nil)
    }

    @Test("Whatever a file holds, reading it ends and says what is wrong", arguments: FuzzSeeds.of([1, 2, 3, 4]))
    func fuzz(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let pieces = [
            "{", "}", "[", "]", ",", ":", "'", "\"", "//", "/*", "\\u", "\u{0}", "-", "9e9", "null", "keys", "{email",
        ]
        for _ in 0..<40 {
            var bytes = Array(Self.whole.utf8)
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let at = Int.random(in: 0..<bytes.count, using: &random)
                let end = min(at + Int.random(in: 0...8, using: &random), bytes.count)
                bytes.replaceSubrange(at..<end, with: pieces.randomElement(using: &random)?.utf8.map(\.self) ?? [])
            }
            if Bool.random(using: &random) {
                bytes = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random)))
            }
            let configuration = Configuration(Data(bytes), themes: ["midnight"])
            // The program can always be left, and the commands are all there.
            let commands = configuration.table?.all ?? CommandTable.builtIn
            #expect(Set(commands.map(\.id)).isSuperset(of: CommandTable.builtIn.map(\.id)))
            let quit = commands.first { $0.id == NamedCommand.quit.rawValue }
            #expect(quit?.keys.contains(.control("c")) == true)
        }
    }
}
