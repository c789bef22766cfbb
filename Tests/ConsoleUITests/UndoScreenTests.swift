import TerminalKit
import Testing

@testable import ConsoleUI

@Suite("Previews of deletions and of what takes them back")
struct UndoScreenTests {
    @Test("Deleting a group says who loses what, and what an undo brings back", arguments: ScreenTests.sizes)
    func deletion(size: Size) async throws {
        try await Golden.expect("group-delete", size) { console in
            await console.press("2")
            await console.run("delete group")
        }
    }

    @Test("The undo of a deleted group is a line for each record, in names", arguments: ScreenTests.sizes)
    func group(size: Size) async throws {
        try await Golden.expect("group-undo", size) { console in
            await console.press("2")
            await console.run("delete group")
            await console.press("Tab", "Enter", "U")
        }
    }

    @Test("The undo of an owner change gives owner, shares and folder back", arguments: ScreenTests.sizes)
    func owner(size: Size) async throws {
        try await Golden.expect("owner-undo", size) { console in
            await console.press("3", "o")
            await console.type("alvaro@acme.example")
            await console.press("Enter", "Ctrl-S", "Tab", "Enter", "U")
        }
    }

    @Test("What becomes of a leaver is listed part by part", arguments: ScreenTests.sizes)
    func offboarding(size: Size) async throws {
        try await Golden.expect("offboarding", size) { console in
            await console.press("j")
            await console.press("x", "/")
            await console.type("off-board")
            await console.press("Enter")
            await console.type("alvaro@acme.example")
            await console.press("Enter", "Ctrl-S")
        }
    }
}
