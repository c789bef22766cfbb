import ConsoleState
import Foundation
import TerminalKit
import Testing

@testable import ConsoleUI

@Suite("The columns of a list")
struct ListTableTests {
    @Test("A column that says the same in all rows hides, the picker says why, and sorting by it brings it back")
    func uniform() async throws {
        try await ConsoleDriver.with { console in
            #expect(await !console.screen.contains("ORIGIN"))
            await console.press("C")
            #expect(await console.screen.contains(/Origin +all local/))
            await console.press("Esc", "s")
            for _ in 0..<5 { await console.press("Down") }
            await console.press("Enter")
            #expect(await console.screen.contains("ORIGIN ▲"))
        }
    }

    @Test("A usual state has no word in the list, and has one in filters, records and files")
    func usual() async throws {
        try await ConsoleDriver.with { console in
            #expect(await !console.screen.contains(" active"))
            await console.type("/state:active")
            #expect(await console.screen.contains(/Users 5\d of 60/))
            await console.press("Enter", "Enter")
            #expect(await console.screen.contains(/State +active/))
        }
    }

    @Test("Columns take the room of the rows that a filter leaves once it is kept, and do not jump while it is typed")
    func filtered() async throws {
        try await ConsoleDriver.with { console in
            func role() async -> Int? { await console.place(of: "ROLE")?.x }
            let before = try #require(await role())
            await console.type("/bea@")
            #expect(await role() == before)
            await console.press("Enter")
            #expect(try #require(await role()) < before)
            #expect(await !console.screen.contains("STATE"), "no row that is left has one")
            await console.press("Esc")
            #expect(await role() == before)
        }
    }

    @Test("Where there is room times are written out, and elsewhere say how long ago they were")
    func times() async throws {
        for (size, text) in [
            (Size(160, 40), "2026-05-19 06:00"), (Size(120, 40), "3 h ago"), (Size(80, 24), "3 h"),
        ] {
            try await ConsoleDriver.with(size) { console in
                #expect(await console.screen.contains(text), "at \(size)")
                #expect(await console.screen.contains(" ago") == text.hasSuffix("ago"), "at \(size)")
            }
        }
    }

    @Test(
        "An age is rounded down to its largest unit",
        arguments: [
            (0.0, "now"), (59, "now"), (60, "1 min ago"), (3599, "59 min ago"), (3600, "1 h ago"), (86_399, "23 h ago"),
            (86_400, "1 d ago"), (729 * 86_400, "729 d ago"), (730 * 86_400, "2 y ago"),
        ] as [(Double, String)])
    func ages(seconds: Double, text: String) {
        let now = Date(timeIntervalSince1970: 2_000_000_000)
        #expect(Age.text(of: (2_000_000_000 - seconds) * 1000, at: now) == text)
        #expect(text.count <= Age.widths[0])
        let bare = Age.text(of: (2_000_000_000 - seconds) * 1000, at: now, width: Age.widths[0] - 1)
        #expect(bare == text.replacing(" ago", with: ""))
        #expect(bare?.count ?? .max <= Age.widths[1])
        #expect(Age.text(of: 2_000_000_060_000, at: now) == nil)
        #expect(Age.text(of: -.infinity, at: now) == nil)
    }
}
