import ConsoleState
import JSONDocument
import TerminalKit
import Testing

@testable import ConsoleUI

@Suite("Keys of one's own")
struct KeyMapTests {
    private static func map(_ bindings: (String, String)..., preset: KeyPreset = .vim) -> KeyMap {
        var map = KeyMap()
        map.preset = preset
        map.bindings = bindings.map { command, keys in
            KeyMap.Binding(
                command, keys.split(separator: " ").compactMap { KeyStroke(parsing: String($0)) },
                at: JSONPath(dotted: "keys.\(command.replacing(".", with: "-"))"))
        }
        return map
    }

    private static func applied(_ map: KeyMap, own: [KeyMap.OwnKeys] = []) -> (keys: [String: [String]], said: [String])
    {
        let (commands, problems) = map.applied(to: CommandTable.builtIn, own: own)
        let keys = commands.map { ($0.id, $0.keys.map(\.description)) }
        return (Dictionary(keys) { first, _ in first }, problems.map(\.message))
    }

    @Test("A command has the keys it is given and no others; two may change theirs for each other's")
    func given() {
        let (keys, said) = Self.applied(Self.map(("list.filter", "s F3"), ("list.sort", "/")))
        #expect(keys["list.filter"] == ["s", "F3"] && keys["list.sort"] == ["/"] && said == [])
    }

    @Test("A key that another command has there is refused with both names, and the command keeps its own")
    func conflict() {
        for (command, key, other) in [
            ("list.filter", "s", "list.sort"), ("users.edit", "R", "list.refresh"),
            ("list.export", "q", "console.quit"),
            ("console.undo", "j", "list.down"),
        ] {
            let (keys, said) = Self.applied(Self.map((command, key)))
            #expect(keys[command] == CommandTable.builtIn.first { $0.id == command }?.keys.map(\.description))
            #expect(said.count == 1 && said[0].contains(command) && said[0].contains(other), "\(said)")
        }
    }

    @Test("Of two commands that want one key the first has it")
    func twice() {
        let (keys, said) = Self.applied(Self.map(("list.filter", "F3"), ("list.sort", "F3")))
        #expect(keys["list.filter"] == ["F3"] && keys["list.sort"] == ["s"])
        #expect(said.count == 1 && said[0].contains("list.filter") && said[0].contains("list.sort"))
    }

    @Test("A key taken back does not stay in the way of another that wanted the freed one")
    func chain() {
        // The sort gives up its key to the filter, and gets it back since what it wanted belongs to the refresh.
        let (keys, said) = Self.applied(Self.map(("list.filter", "s"), ("list.sort", "R")))
        #expect(keys["list.sort"] == ["s"] && keys["list.filter"] == ["/"])
        #expect(said.count == 2)
    }

    @Test("Keys of different panes, or of a pane and a dialog, are not in each other's way")
    func apart() {
        let (keys, said) = Self.applied(Self.map(("users.edit", "F9"), ("groups.edit", "F9"), ("messages.copy", "F9")))
        #expect(said == [] && keys["users.edit"] == ["F9"])
    }

    @Test("What keeps a person safe cannot be taken away: Esc, Ctrl-C, and all keys of confirmations and questions")
    func safe() {
        let (keys, said) = Self.applied(
            Self.map(
                ("console.quit", "Q"), ("list.back", "F5"), ("list.filter", "Esc"), ("list.sort", "Ctrl-C"),
                ("write.cancel", "x"), ("write.accept", "y"), ("quit.discard", "q"), ("revert.confirm", "y"),
                ("list.mark", "Ctrl-Z"), ("form.next", "n")))
        #expect(keys["console.quit"] == ["Q", "Ctrl-C"] && keys["list.back"] == ["Esc", "F5"])
        #expect(keys["write.cancel"] == ["Esc", "Ctrl-C"] && keys["write.accept"] == ["Enter"])
        #expect(keys["list.filter"] == ["/"] && keys["list.sort"] == ["s"] && keys["form.next"] == ["Tab", "Down"])
        #expect(said.count == 8, "\(said)")
    }

    @Test(
        "No preset binds a key twice where both can be reached, and each moves without the mouse",
        arguments: KeyPreset.allCases)
    func presets(preset: KeyPreset) {
        let (commands, problems) = Self.map(preset: preset).applied(to: CommandTable.builtIn)
        #expect(problems == [])
        for (scope, commands) in Dictionary(grouping: commands, by: \.scope) {
            let keys = Dictionary(grouping: commands.flatMap(\.keys), by: \.self).filter { $0.value.count > 1 }
            #expect(keys.isEmpty, "\(scope): \(keys.keys)")
        }
        let list = Dictionary(commands.map { ($0.id, $0.keys) }) { first, _ in first }
        for name in ["up", "down", "first", "last", "page-up", "page-down"] {
            #expect(list["list.\(name)"]?.isEmpty == false)
        }
        // Nobody reaches what stands further out by a key that moves.
        let outer = commands.filter { $0.scope == .console }.flatMap(\.keys)
        let moves = commands.filter { $0.scope == .list && $0.isMovement }.flatMap(\.keys)
        #expect(Set(outer).isDisjoint(with: moves))
    }

    @Test("The page of keys, hints and texts are made of the keys that were given")
    func shown() throws {
        let set = CommandSet(Self.map(("list.filter", "F3")).applied(to: CommandTable.builtIn).commands)
        let filter = try #require(set.all.first { $0.id == "list.filter" })
        #expect(CommandMenu.text(of: filter.keys) == "F3")
    }

    @Test("A key of a command of one's own gives way to those of the program")
    func own() throws {
        let own = OwnCommand(
            "who", label: "Who", panes: [.users], keys: "s", words: [try CommandWord("id"), try CommandWord("{email}")])
        let free = OwnCommand("tag", label: "Tag", panes: [.users], keys: "F8", words: own.words)
        let asked = (Command.own(own) + Command.own(free)).map {
            KeyMap.OwnKeys($0, at: JSONPath(dotted: "commands.x"))
        }
        let (keys, said) = Self.applied(Self.map(), own: asked)
        #expect(keys["users.who"] == [] && keys["users.tag"] == ["F8"] && keys["list.sort"] == ["s"])
        #expect(said.count == 1 && said[0].contains("users.who") && said[0].contains("list.sort"), "\(said)")
    }
}
