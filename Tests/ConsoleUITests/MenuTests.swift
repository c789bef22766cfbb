import Foundation
import SisenseClient
import TerminalKit
import Testing

@testable import ConsoleState
@testable import ConsoleUI

@Suite("The menus of commands")
struct MenuTests {
    private static func context(_ console: ConsoleDriver) async -> CommandContext {
        CommandContext(state: await console.state, layout: ConsoleLayout(Size(120, 40)))
    }

    @Test(
        "In every pane each line of the actions has a letter of its own that does not move", arguments: PaneID.allCases)
    func letters(pane: PaneID) throws {
        let letters = ActionLetters.of(pane)
        let commands = ActionLetters.commands(of: pane)
        #expect(commands.allSatisfy { letters[$0.id] != nil })
        #expect(Set(letters.values).isDisjoint(with: ["j", "k", "g", "G", "/", "q"]))
        let client = APIClient(
            server: try ServerAddress("https://bi.acme.example"), transport: CurlTransport(), token: nil,
            policy: .readWrite)
        var state = ConsoleState(session: SessionState(profile: "", client: client))
        state.pane = pane
        for marks in [Set<RecordID>(), ["a", "b"]] {
            state.lists[pane]?.marks = marks
            let shown = commands.filter { $0.listCommand?.isInMenu(in: state) ?? true }.compactMap { letters[$0.id] }
            #expect(Set(shown).count == shown.count, "\(marks.count) marked: \(shown)")
        }
    }

    @Test("A name that no command has leaves what was typed open, and says which may be meant")
    func unknown() async throws {
        try await ConsoleDriver.with { console in
            await console.run("usres")
            #expect(await console.state.menu?.filter.text == "usres")
            #expect(await console.screen.contains("No command matches usres. Did you mean :users?"))
            await console.press("Ctrl-U")
            await console.type("theme nobody")
            await console.press("Enter")
            #expect(await console.screen.contains(":theme does not know nobody"))
            await console.press("Ctrl-U", "Enter")
            #expect(await console.state.menu == nil)
        }
    }

    @Test("A letter runs its action at once, and with marks the heading counts them")
    func letter() async throws {
        try await ConsoleDriver.with { console in
            await console.press("j", "x")
            #expect(await console.screen.contains("─ Adaeze Obi ─"))
            await console.press("o")
            #expect(await console.state.menu == nil)
            #expect(await console.state.form?.title.contains("Off-board") == true)
            await console.press("Esc", "Space", "Space", "x")
            #expect(await console.screen.contains("─ 2 users ─"))
            await console.press("t")
            #expect(await console.state.writes.confirmation?.plans.count == 2)
        }
    }

    @Test("What is off stands last in its group with its reason, and neither Enter nor its letter runs it")
    func off() async throws {
        try await ConsoleDriver.with { console in
            await console.press("j", "Space", "Space", "x")
            let menu = ActionMenu(await Self.context(console))
            for (group, lines) in menu.groups {
                let reasons = lines.map { $0.reason != nil }
                #expect(reasons == reasons.sorted { !$0 && $1 }, "\(group)")
            }
            #expect(menu.shown.first?.reason == nil)
            let edit = try #require(menu.shown.firstIndex { $0.command.id == "users.edit" })
            #expect(menu.shown[edit].reason == "works on one at a time")
            for _ in 0..<edit { await console.press("j") }
            await console.press("Enter")
            #expect(await console.state.form == nil)
            #expect(await console.state.menu?.kind == .actions)
            await console.press("e")
            #expect(await console.state.form == nil)
            #expect(await console.state.menu?.kind == .actions)
            #expect(await console.state.messages.current?.text.plain == "Edit: works on one at a time")
        }
    }

    @Test("The menu opens below the row, above it where there is no room, and stays while it is searched")
    func place() async throws {
        try await ConsoleDriver.with { console in
            await console.press("j", "j", "x")
            let top = try #require(await console.place(of: "╭─ Álvaro Núñez"))
            let row = try #require(await console.place(of: ">   Álvaro Núñez"))
            #expect(top.y == row.y + 1)
            let bottom = await console.place(of: "╰─ a letter")
            await console.press("/")
            await console.type("log out")
            #expect(await console.place(of: "╭─ Álvaro Núñez") == top)
            #expect(await console.place(of: "╰─ a letter") == bottom)
            await console.press("Esc", "Esc", "G", "x")
            let name = try #require(await console.state.list?.subjectTitle)
            let end = try #require(await console.place(of: "╰─ a letter"))
            let last = try #require(await console.place(of: name, after: "╰─ a letter"))
            #expect(end.y == last.y - 1)
        }
    }

    @Test("A press of the mouse runs the line it hits, in either column")
    func press() async throws {
        try await ConsoleDriver.with { console in
            for (label, title) in [("Change role…", "Role of"), ("Off-board…", "Off-board")] {
                await console.press("x")
                let line = try #require(await console.place(of: label))
                await console.mouse(.press, line)
                #expect(await console.state.form?.title.contains(title) == true)
                await console.press("Esc")
            }
        }
    }

    @Test("Typed commands: those used last come first, what is off comes last, and no key that moves is among them")
    func typed() async throws {
        try await ConsoleDriver.with { console in
            await console.press(":")
            Self.checkOrder(await Self.context(console))
            await console.type("mouse")
            await console.press("Enter", ":")
            #expect(CommandMenu.entries(for: await Self.context(console)).first?.name == "mouse")
            await console.press("Ctrl-P")
            #expect(await console.state.menu?.filter.text == "mouse")
        }
    }

    private static func checkOrder(_ context: CommandContext) {
        let entries = CommandMenu.entries(for: context)
        #expect(!entries.contains { $0.isMovement })
        // One name may do something alone, and something else with what follows it.
        #expect(Set(entries.map { "\($0.name) \($0.argument?.name ?? "")" }).count == entries.count)
        let closed = context.withoutMenu
        let firstOff = entries.firstIndex { $0.obstacle(closed) != nil } ?? entries.count
        #expect(firstOff > 0 && firstOff < entries.count)
        #expect(entries[firstOff...].allSatisfy { $0.obstacle(closed) != nil })
    }

    @Test("The name of a pane takes a filter, and that of a kind of record the name of one")
    func arguments() async throws {
        try await ConsoleDriver.with { console in
            await console.press("2", ":")
            await console.type("users name:re:^b")
            await console.press("Enter")
            #expect(await console.state.pane == .users)
            #expect(await console.state.list?.filter.text == "name:re:^b")
            #expect(await console.state.list?.filterInput == nil)
            await console.press("2", ":")
            await console.type("user nunez")
            #expect(CommandMenu.entries(for: await Self.context(console)).map { $0.choice?.value } == ["Álvaro Núñez"])
            await console.press("Enter")
            #expect(await console.state.list?.detail?.title == "Álvaro Núñez")
            // Nobody has opened the dashboards: typing reads them.
            await console.press(":")
            await console.type("dashboard q3")
            await console.type(" ")
            #expect(await console.state.menu?.records.isEmpty == false)
        }
    }

    @Test("Every example of a filter is one: it holds no fault, names no unknown column, and finds what it is about")
    func examples() async throws {
        try await ConsoleDriver.with { console in
            let list = try #require(await console.state.list)
            for example in FilterHelp(list).examples {
                let filter = ListFilter(example.text, columns: list.columns, now: Timestamp(Date()), timeZone: .current)
                #expect(!filter.isEmpty && filter.problem == nil, "\(example)")
                // A fact that nobody has asked for is read once the filter does.
                let isUnread = filter.terms.contains { $0.column.map { list.columns[$0].fact != nil } ?? false }
                let finds = isUnread || !list.table.first(1, passing: filter).isEmpty
                #expect(finds || example.text == "\"two words\"" || example.text.contains("2026"), "\(example)")
            }
            await console.press("/")
            #expect(await console.screen.contains(FilterHelp(list).examples[0].text + "   !"))
            await console.type("lastlog:never")
            #expect(
                await console.screen.contains("No column \"lastlog\". Nearest: login. Columns: name email"))
            await console.press("Ctrl-U")
            await console.type("https://acme")
            #expect(await console.screen.contains("No column") == false)
        }
    }
}
