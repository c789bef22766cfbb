import ConsoleState
import SisenseClient
import TerminalKit
import Testing

@testable import ConsoleUI

@Suite("Commands that take something behind their name")
struct ArgumentTests {
    @Test("A theme can be named at once")
    func named() async throws {
        try await ConsoleDriver.with { console in
            await console.press(":")
            await console.type("theme daylight")
            await console.press("Enter")
            #expect(await console.state.appearance.theme == "daylight")
            #expect(await console.state.menu == nil)
        }
    }

    @Test("Behind the name the themes are listed, and the one under the cursor shows at once")
    func offered() async throws {
        try await ConsoleDriver.with { console in
            await console.press(":")
            await console.type("theme ")
            let before = CommandMenu.theme(in: CommandContext(state: await console.state, layout: .init(Size(120, 40))))
            await console.press("Down")
            let after = CommandMenu.theme(in: CommandContext(state: await console.state, layout: .init(Size(120, 40))))
            #expect(before != after)
            await console.press("Enter")
            #expect(await console.state.appearance.theme == after)
        }
    }

    @Test("Chosen without a name, themes are picked; the one under the cursor is tried, and Esc goes back")
    func picked() async throws {
        func shown(_ console: ConsoleDriver) async -> String {
            CommandMenu.theme(in: CommandContext(state: await console.state, layout: .init(Size(120, 40))))
        }
        try await ConsoleDriver.with { console in
            let before = await console.state.appearance.theme
            await console.press(":")
            await console.type("theme")
            await console.press("Enter", "Down", "Down")
            #expect(await shown(console) == Theme.builtIn[2].name)
            #expect(await console.screen.contains(Theme.builtIn[2].about))
            await console.press("Esc")
            #expect(await shown(console) == before)
            await console.press(":")
            await console.type("theme")
            await console.press("Enter", "Down", "Enter")
            #expect(await console.state.appearance.theme == Theme.builtIn[1].name)
        }
    }

    @Test("The server to compare with is picked with its kind and address, or named as a file")
    func servers() async throws {
        try await ConsoleDriver.with { console in
            await console.press(":")
            await console.type("compare")
            await console.press("Enter")
            #expect(await console.screen.contains(/staging +STAGING +https:\/\/staging.acme.example/))
            await console.type("/no/such.json")
            // The line for the text as it is typed is none of those there are.
            #expect(await console.screen.contains("0 of 1"))
            await console.press("Enter")
            #expect(await console.state.comparison == "/no/such.json")
        }
    }

    @Test("What begins as typed comes first, and a value nobody knows is not taken")
    func narrowed() async throws {
        try await ConsoleDriver.with { console in
            await console.press(":")
            await console.type("dryrun o")
            let context = CommandContext(state: await console.state, layout: .init(Size(120, 40)))
            #expect(CommandMenu.entries(for: context).map(\.id) == ["console.dryrun.on", "console.dryrun.off"])
            await console.type("xyz")
            await console.press("Enter")
            #expect(await console.state.session.client.policy == .readWrite)
        }
    }

    @Test("What is called just as it is typed comes first, of commands and of values")
    func exact() async throws {
        try await ConsoleDriver.with { console in
            var state = await console.state
            for name in Set(CommandTable.active(in: state).filter { !$0.isMovement && !$0.isEscape }.map(\.name)) {
                state.menu = MenuState(.commands, text: name)
                let entries = CommandMenu.entries(for: CommandContext(state: state, layout: .init(Size(120, 40))))
                #expect(entries.first?.name == name)
            }
            let argument = Argument(
                "name", choices: { _ in ["ab", "b-c", "b"].map { .init($0, "") } }, actions: { _, _ in [] })
            let command = Command("test.name", .console, argument, "Test", help: "Tests it.")
            #expect(argument.commands(of: command, typed: "b", in: state).map(\.name) == ["b", "b-c", "ab"])
        }
    }

    @Test("Tab completes a name, then a value")
    func completed() async throws {
        try await ConsoleDriver.with { console in
            await console.press(":")
            await console.type("dryr")
            await console.press("Tab")
            #expect(await console.state.menu?.filter.text == "dryrun ")
            await console.type("of")
            await console.press("Tab", "Enter")
            #expect(await console.screen.contains("Dry run off"))
        }
    }

    @Test("What is typed may be taken as it is, where the command says so")
    func open() async throws {
        try await ConsoleDriver.with { console in
            let state = await console.state
            Self.check(state)
        }
    }

    private static func check(_ state: ConsoleState) {
        let argument = Argument("a file", isOpen: true) { _ in
            [Argument.Choice("one", "the first"), Argument.Choice("other", "the second")]
        } actions: { choice, _ in
            [.copied(choice.value, what: "")]
        }
        let command = Command("x.y", .console, argument, "Does something", help: "Says what.")
        #expect(argument.commands(of: command, typed: "", in: state).map(\.id) == ["x.y.one", "x.y.other"])
        #expect(argument.commands(of: command, typed: "the", in: state).map(\.id) == ["x.y.other", "x.y.the"])
        #expect(argument.commands(of: command, typed: "one", in: state).map(\.id) == ["x.y.one"])
    }
}
