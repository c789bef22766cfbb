import ConsoleState
import TerminalKit
import Testing

@testable import ConsoleUI

@Suite("The mouse")
struct MouseTests {
    private static let size = Size(120, 40)
    private static let layout = ConsoleLayout(size)

    /// The place of a row of the list in sight.
    private static func row(_ index: Int) -> Point { Point(layout.content.x + 8, layout.content.y + 1 + index) }

    @Test("A press puts the cursor on the row under it, also while a filter is typed, which is kept")
    func rows() async throws {
        try await ConsoleDriver.with(Self.size) { console in
            await console.mouse(.press, Self.row(4))
            #expect(await console.state.list?.scroll.cursor == 4)
            await console.type("/viewer")
            await console.mouse(.press, Self.row(2))
            #expect(await console.state.list?.filterInput == nil)
            #expect(await console.state.list?.table.filter.text == "viewer")
            #expect(await console.state.list?.scroll.cursor == 2)
        }
    }

    @Test("A double press opens the record, the wheel scrolls it, and a press there does nothing")
    func record() async throws {
        try await ConsoleDriver.with(Self.size) { console in
            await console.mouse(.press, Self.row(1))
            await console.mouse(.doublePress, Self.row(1))
            let title = await console.state.list?.table.cell(at: 1, 0)
            #expect(await console.state.list?.detail?.title == title)
            await console.mouse(.press, Self.row(3))
            #expect(await console.state.list?.scroll.cursor == 1)
        }
    }

    @Test("The wheel moves three rows, in menus too, and never beyond the end")
    func wheel() async throws {
        try await ConsoleDriver.with(Self.size) { console in
            await console.mouse(.wheelDown, .zero)
            #expect(await console.state.list?.scroll.cursor == 3)
            await console.mouse(.wheelUp, .zero)
            await console.mouse(.wheelUp, .zero)
            #expect(await console.state.list?.scroll.cursor == 0)
            await console.press("x")
            await console.mouse(.wheelDown, .zero)
            #expect(await console.state.menu?.scroll.cursor == 3)
        }
    }

    @Test("A press on a heading sorts by its column, a second one turns round, and one on a tab opens the pane")
    func headings() async throws {
        try await ConsoleDriver.with(Self.size) { console in
            let heading = Point(Self.layout.content.x + 4, Self.layout.content.y)
            await console.mouse(.press, heading)
            #expect(await console.state.list?.table.sort == ListSort(column: 0, isDescending: false))
            await console.mouse(.doublePress, heading)
            #expect(await console.state.list?.table.sort == ListSort(column: 0, isDescending: true))
            await console.mouse(.press, Point(24, Self.layout.tabs.y))
            #expect(await console.state.pane == .groups)
        }
    }

    @Test("Nothing behind a dialog can be pressed")
    func dialogs() async throws {
        try await ConsoleDriver.with(Self.size) { console in
            await console.press("t")
            await console.mouse(.press, Self.row(5))
            await console.mouse(.doublePress, Self.row(5))
            await console.mouse(.press, Point(24, Self.layout.tabs.y))
            #expect(await console.state.writes.confirmation != nil)
            #expect(await console.state.pane == .users)
            #expect(await console.state.list?.scroll.cursor == 0)
        }
    }

    @Test("In a scrolled list a press selects and leaves the rows in sight where they are")
    func scrolled() async throws {
        try await ConsoleDriver.with(Self.size) { console in
            await console.press("G")
            let rows = Self.layout.listRows
            let count = await console.state.list?.table.count ?? 0
            await console.mouse(.press, Self.row(2))
            #expect(await console.state.list?.scroll.cursor == count - rows + 2)
            #expect(await console.state.list?.scroll.top(count: count, page: rows) == count - rows)
        }
    }

    @Test("A press on a line of a menu does what it says, and one on a button of a preview presses it")
    func choices() async throws {
        try await ConsoleDriver.with(Self.size) { console in
            await console.press("s")
            let second = try #require(await console.place(of: "Role", after: "Sort by"))
            await console.mouse(.press, second)
            #expect(await console.state.picker == nil)
            await console.type(":messages")
            await console.mouse(.press, try #require(await console.place(of: "Show messages")))
            #expect(await console.state.menu == nil)
            #expect(await console.state.messages.reading != nil)
            await console.press("Esc")
            await console.press("t")
            await console.mouse(.press, try #require(await console.place(of: "Cancel")))
            #expect(await console.state.writes.confirmation == nil)
        }
    }

    @Test("It is off at first, and its command turns it on and off")
    func toggled() async throws {
        try await ConsoleDriver.with(Self.size) { console in
            #expect(await !console.state.appearance.usesMouse)
            await console.type(":mouse")
            await console.press("Enter")
            #expect(await console.state.appearance.usesMouse)
            #expect(await console.screen.contains("Shift selects text"))
        }
    }
}
