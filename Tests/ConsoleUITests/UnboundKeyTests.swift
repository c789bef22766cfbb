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
}
