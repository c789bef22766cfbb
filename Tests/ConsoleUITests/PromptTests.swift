import ConsoleState
import TerminalKit
import Testing

@testable import ConsoleUI

@Suite("Prompts and messages")
struct PromptTests {
    @Test("Tab completes the name of a column, then the value narrows the list")
    func completion() async throws {
        try await ConsoleDriver.with { console in
            await console.type("/ro")
            #expect(await console.screen.contains("role:"))
            await console.press("Tab")
            await console.type("admin")
            #expect(await console.state.list?.filterInput?.text == "role:admin")
            #expect(await console.state.list.map { $0.table.count < $0.table.total } == true)
            await console.press("Tab")
            #expect(await console.state.list?.filterInput == nil)
        }
    }

    @Test("Filters that were kept come back, and so does the one being typed")
    func history() async throws {
        try await ConsoleDriver.with { console in
            for text in ["viewer", "nunez"] {
                await console.press("/", "Ctrl-U")
                await console.type(text)
                await console.press("Enter")
            }
            await console.press("/", "Ctrl-U")
            await console.type("be")
            await console.press("Ctrl-P", "Ctrl-P")
            #expect(await console.state.list?.filterInput?.text == "viewer")
            #expect(await console.state.list?.table.filter.text == "viewer")
            await console.press("Ctrl-N", "Ctrl-N")
            #expect(await console.state.list?.filterInput?.text == "be")
        }
    }

    @Test("All messages are listed, the newest first, and can be scrolled and closed")
    func messages() async throws {
        try await Golden.expect("messages", Size(80, 24)) { console in
            await console.press("]", "S", "t", "Esc")
            await console.type(":messages")
            await console.press("Enter")
            #expect(await Scope.active(in: console.state) == [.messages])
        }
    }
}
