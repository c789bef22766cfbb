import ConsoleState
import Foundation
import TerminalKit
import Testing

@testable import ConsoleUI

@Suite("What is said below the pane, and the hints")
struct MessageAreaTests {
    /// The state of a console with the sample company, at a pane.
    private func state(_ keys: String...) async throws -> ConsoleState {
        let console = try await ConsoleDriver.open(Size(120, 40))
        for key in keys { await console.press(key) }
        let state = await console.state
        await console.close()
        return state
    }

    private func drawn(_ state: ConsoleState, _ size: Size) -> [String] {
        let buffer = CellBuffer(size)
        _ = ConsoleView(state).draw(on: buffer.canvas)
        return buffer.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    private func hints(_ state: ConsoleState, _ size: Size = Size(120, 40)) -> [String] {
        let context = CommandContext(state: state, layout: ConsoleLayout(size, showing: state))
        return CommandTable.hints(in: Scope.active(in: state), context).map { "\($0.key) \($0.label)" }
    }

    @Test("A long message takes lines from the list instead of being cut, at every size", arguments: ScreenTests.sizes)
    func wraps(size: Size) async throws {
        var state = try await state()
        let words = (1...30).map { "word\($0)" }
        state.messages.post(Message(.error, words.joined(separator: " ")), at: .now)
        let lines = drawn(state, size)
        let layout = ConsoleLayout(size, showing: state)
        let text = lines[layout.message.y..<layout.message.endY].joined(separator: " ")
        for word in words { #expect(text.contains(word), "\(word) at \(size)") }
        #expect(layout.message.endY == size.height - 1)
        #expect(
            layout.content.height + layout.message.height + layout.status.height + layout.tabs.height + 2 == size.height
        )
    }

    @Test("A later success stands below an error, and the next key takes away the success alone")
    func errorsStay() async throws {
        try await ConsoleDriver.with { console in
            var state = await console.state
            state.messages.post(Message(.error, "Could not save"), at: .now)
            state.messages.post(Message(.ok, "Copied the id"), at: .now)
            let lines = drawn(state, Size(80, 24))
            #expect(lines[21].contains("✗ Could not save") && lines[22].contains("✓ Copied the id"))
            let layout = ConsoleLayout(Size(80, 24), showing: state)
            let actions = KeyResolver.actions(for: .key(KeyStroke("j")), in: state, layout: layout)
            #expect(actions.contains { if case .messagePassed = $0 { true } else { false } })
            #expect(!actions.contains { if case .messageDismissed = $0 { true } else { false } })
        }
    }

    @Test("What a column cuts of the row under the cursor stands below in full, and the list does not move for it")
    func cutTexts() async throws {
        let size = Size(80, 24)
        try await ConsoleDriver.with(size) { console in
            await console.press("4")
            let first = ConsoleLayout(size, showing: await console.state)
            for _ in 0..<9 {
                let state = await console.state
                let name = try #require(state.list.map { $0.name(at: $0.scroll.cursor) })
                #expect(drawn(state, size).contains { $0.contains(name) }, "\(name) is nowhere in full")
                #expect(ConsoleLayout(size, showing: state) == first)
                await console.press("j")
            }
        }
    }

    @Test("A hint has the verb for the row, the open record and the marked rows, and says both only where they differ")
    func verbs() async throws {
        try await ConsoleDriver.with { console in
            #expect(hints(await console.state).contains("t deactivate"))
            await console.type("/state:deactivated")
            await console.press("Enter")
            #expect(hints(await console.state).contains("t activate"))
            await console.press("Esc", "Space", "Space")
            let state = await console.state
            #expect(hints(state).contains("t deactivate/activate"))
            #expect(!hints(state).contains { $0.hasPrefix("e ") }, "one record alone can be edited")
            #expect(drawn(state, Size(120, 40))[39].hasPrefix(" 2 marked:"))
            // The one that is off alone, then all that are, then all there are.
            await console.press("k", "Space")
            #expect(hints(await console.state).contains("t activate"))
            await console.press("Ctrl-\\", "*")
            #expect(hints(await console.state).contains("t deactivate/activate"))
            await console.press("Ctrl-\\")
            await console.type("/state:deactivated")
            await console.press("Enter", "*", "Esc")
            #expect(hints(await console.state).contains("t activate"))
            await console.press("R")
            #expect(hints(await console.state).contains("t activate"), "a refresh keeps what is known of marks")
        }
    }

    @Test("An open record has the verb that fits it, and no hint for what concerns the list")
    func record() async throws {
        try await ConsoleDriver.with { console in
            await console.press("Enter")
            #expect(hints(await console.state).contains("t deactivate"))
            #expect(!hints(await console.state).contains { $0.hasPrefix("a ") })
            await console.press("Esc")
            await console.type("/state:deactivated")
            await console.press("Enter", "Enter")
            #expect(hints(await console.state).contains("t activate"))
        }
    }

    @Test("No hint names a key that would do nothing now, and none a letter while text is typed")
    func live() async throws {
        let pane = try await ConsoleDriver.open(Size(120, 40))
        for keys in [["1"], ["3"], ["4"], ["6"], ["7"], ["8"], ["/"], ["Esc", "a"], ["Esc", "Space", "3", "Space"]] {
            for key in keys { await pane.press(key) }
            let state = await pane.state
            let context = CommandContext(state: state, layout: ConsoleLayout(Size(120, 40), showing: state))
            let scopes = Scope.active(in: state)
            for hint in CommandTable.hints(in: scopes, context) {
                let key = try #require(KeyStroke(parsing: hint.key))
                let command = try #require(CommandTable.command(for: key, in: scopes))
                #expect(command.obstacle(context) == nil, "\(hint.key) \(hint.label) after \(keys)")
                if scopes.first?.editing(in: state) != nil { #expect(key.typedCharacter == nil, "\(hint.key)") }
            }
        }
        await pane.close()
    }

    @Test("All tabs show at 80 columns, and where there are none the title has the number of the pane")
    func tabs() async throws {
        let state = try await state("3")
        for title in ["0 Home", "3 Dash", "9 Audit"] { #expect(drawn(state, Size(80, 24))[1].contains(title)) }
        #expect(drawn(state, Size(60, 15))[1].hasPrefix("── 3 Dashboards 24 "))
    }
}
