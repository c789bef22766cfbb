import ConsoleState
import TerminalKit
import Testing

@testable import ConsoleUI

/// Keys that come together, the first of which opens a form that the server is asked for.
@Suite("Typing ahead of a form")
struct TypingAheadTests {
    private static let size = Size(120, 40)

    /// Hands the store all keys at once, before the server can answer what the first ones ask for.
    private static func press(_ keys: String..., in console: ConsoleDriver) async {
        let events = keys.compactMap { KeyStroke(parsing: $0) }.map(InputEvent.key)
        #expect(events.count == keys.count)
        await console.store.send(events) { state, event in
            KeyResolver.actions(for: event, in: state, layout: ConsoleLayout(size, showing: state))
        }
        await console.store.idle(except: ConsoleWork.waiting)
    }

    @Test("What is typed behind the key or the command that opens a form stands in the form, and does nothing below it")
    func form() async throws {
        try await ConsoleDriver.with(Self.size) { console in
            await console.press("2")
            let group = try #require(await console.state.list?.table.cell(at: 0, 0))
            await Self.press("e", "q", "1", "Backspace", "j", in: console)
            #expect(await console.state.form?.values.text("name") == "\(group)qj")
            #expect(await console.state.pane == .groups)
            #expect(await console.state.quit == .no)
            await console.press("Esc", "Esc")
            await Self.press(":", "a", "d", "d", "Enter", "N", "i", "g", "h", "t", in: console)
            #expect(await console.state.form?.values.text("name") == "Night")
        }
    }

    @Test("A form that was filled in and sent ahead ends in a preview that nothing of it answers")
    func preview() async throws {
        try await ConsoleDriver.with(Self.size) { console in
            await console.press("2")
            await Self.press("e", "x", "Enter", "Tab", "Enter", in: console)
            #expect(await console.state.writes.confirmation?.isSending == false)
            #expect(await console.state.writes.confirmation?.focus == .cancel)
        }
    }

    @Test("Esc stops the reading at once, and the keys behind it are for the pane again")
    func stopped() async throws {
        try await ConsoleDriver.with(Self.size) { console in
            await console.press("2", "g")
            await Self.press("e", "q", "Esc", "j", in: console)
            let state = await console.state
            #expect(state.form == nil && state.pendingOperation == nil && state.quit == .no)
            #expect(state.list?.scroll.cursor == 1)
        }
    }
}
