import ConsoleState
import TerminalKit
import Testing

@testable import ConsoleUI

@Suite("Keys that do nothing")
struct UnboundKeyTests {
    @Test("Such a key says so once, and a key that works takes the message away")
    func once() async throws {
        try await ConsoleDriver.with(Size(120, 40)) { console in
            await console.press("F9")
            #expect(await console.state.messages.current?.text.shown == "F9 does nothing here; ? shows all keys")
            let count = await console.state.messages.all.count
            await console.press("F9")
            #expect(await console.state.messages.all.count == count)
            await console.press("j")
            #expect(await console.state.messages.current == nil)
        }
    }

    @Test("A letter of another keyboard layout names the layout", arguments: [("о", "Cyrillic"), ("λ", "Greek")])
    func layouts(letter: String, name: String) async throws {
        try await ConsoleDriver.with(Size(120, 40)) { console in
            await console.type(letter)
            #expect(await console.state.messages.current?.text.shown.contains("the \(name) keyboard layout") == true)
            // Where text is typed it is text.
            await console.type("/\(letter)")
            #expect(await console.state.messages.current == nil)
            #expect(await console.state.list?.filterInput?.text == letter)
        }
    }

    @Test("The page of keys names each key once, beside the command that it runs there")
    func page() async throws {
        try await ConsoleDriver.with(Size(120, 40)) { console in
            for pane in ["users", "cors", "dashboards", "settings", "operations", "home"] {
                await console.type(":\(pane)")
                await console.press("Enter")
                let state = await console.state
                let scopes = Scope.active(in: state)
                let commands = KeyPage.commands(in: state)
                let keys = commands.flatMap(\.keys)
                #expect(Set(keys).count == keys.count, "\(pane)")
                for command in commands {
                    for key in command.keys { #expect(CommandTable.command(for: key, in: scopes)?.id == command.id) }
                }
            }
        }
    }

    @Test("All edits of the origins are taken back by a key of their own, and one step of undo brings them again")
    func takeBack() async throws {
        try await ConsoleDriver.with(Size(120, 40)) { console in
            await console.type(":cors")
            await console.press("Enter")
            await console.type("c")
            let edited = await console.state.cors.draft
            await console.press("Ctrl-\\")
            #expect(await console.state.cors.draft == edited)
            await console.press("Ctrl-X")
            #expect(await console.state.cors.isChanged == false)
            await console.type("u")
            #expect(await console.state.cors.draft == edited)
            #expect(await console.state.cors.isChanged)
        }
    }
}
