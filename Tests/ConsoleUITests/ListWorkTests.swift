import ConsoleState
import Foundation
import SisenseClient
import TerminalKit
import Testing

@testable import ConsoleUI

@Suite("Working with a list")
struct ListWorkTests {
    @Test("A row that is refused leaves the others to go on; the results say why, and what is left is sent again")
    func bulkWithRefusal() async throws {
        try await ConsoleDriver.with { console in
            await console.press("j", "Space", "Space", "Space", "x", "/")
            await console.type("deactivate")
            await console.press("Enter")
            let gone = try #require(await console.state.list?.marks.sorted { $0.description < $1.description }[1])
            let client = await console.state.session.client
            let users = UsersService(client)
            _ = try await client.perform(users.planDelete(try await users.get(gone.description), losing: UserLoss()))
            await console.press("Tab", "Enter")
            let report = try #require(await console.state.writes.shownResults)
            #expect((report.results.doneCount, report.results.failedCount) == (2, 1))
            let screen = await console.screen
            #expect(screen.contains("2 of 3 done   1 not sent"))
            #expect(screen.contains("active yes → no"))
            await console.press("f")
            #expect(await console.state.writes.confirmation?.plans.count == 1)
            await console.press("Esc")
            #expect(await console.state.writes.done.last?.plans.count == 2)
            await console.press(":")
            await console.type("results")
            await console.press("Enter", "y")
            #expect(await console.screen.contains("Copied the results"))
            await console.press("Esc")
            await console.press("U", "Tab", "Enter")
            #expect(await console.state.writes.done.isEmpty)
            await console.press("Esc")
        }
    }

    @Test("The results of a change to several records", arguments: ScreenTests.sizes)
    func results(size: Size) async throws {
        try await Golden.expect("results", size) { console in
            await console.press("j", "Space", "Space", "Space", "x", "/")
            await console.type("deactivate")
            await console.press("Enter")
            let client = await console.state.session.client
            let users = UsersService(client)
            let marks = await console.state.list?.marks ?? []
            let gone = marks.sorted { $0.description < $1.description }[1]
            _ = try await client.perform(users.planDelete(try await users.get(gone.description), losing: UserLoss()))
            await console.press("Tab", "Enter", "j")
        }
    }

    @Test(
        "A refresh shows which rows have changed and which is gone, until Esc; what a row is itself shows before that")
    func refreshed() async throws {
        try await ConsoleDriver.with { console in
            let client = await console.state.session.client
            let users = UsersService(client)
            let list = try #require(await console.state.list)
            let (changed, gone) = (try #require(list.table.id(at: 1)), try #require(list.table.id(at: 2)))
            let off = try await users.get(try #require(list.table.id(at: 3)).description)
            let name = list.name(at: 2)
            _ = try await client.perform(
                users.planUpdate(
                    try await users.get(changed.description), title: "Rename", members: [("userName", "renamed")]))
            _ = try await client.perform(users.planDeactivate(off))
            _ = try await client.perform(users.planDelete(try await users.get(gone.description), losing: UserLoss()))
            await console.press("R")
            let screen = await console.screen
            #expect(screen.contains("Users 59   2 changed   - \(name)"))
            #expect(screen.contains("\n  ~ ") && screen.contains("\n  x \(off.displayName)"))
            await console.press("Esc")
            #expect(await !console.screen.contains("2 changed"))
        }
    }

    @Test("Columns that do not fit are reached to the right, and the name stays", arguments: [Size(62, 20)])
    func columns(size: Size) async throws {
        try await ConsoleDriver.with(size) { console in
            #expect(await !console.screen.contains(" LOGIN"))
            await console.press("Right")
            while await console.state.messages.current == nil { await console.press("Right") }
            #expect(await console.screen.contains("No more columns on this side"))
            #expect(await console.screen.contains(" LOGIN"))
            #expect(await console.screen.contains("‹   NAME"))
            let skipped = try #require(await console.state.list?.skippedColumns)
            for _ in 0..<skipped { await console.press("h") }
            #expect(await !console.screen.contains(" LOGIN"))
        }
    }

    @Test("V marks from the last mark to the cursor, * everything that is shown, and * again takes the marks away")
    func marks() async throws {
        try await ConsoleDriver.with { console in
            await console.press("j", "Space", "j", "j", "V")
            #expect(await console.state.list?.marks.count == 4)
            await console.press("Esc", "/")
            await console.type("role:designer")
            await console.press("Enter", "*")
            let count = await console.state.list?.table.count
            #expect(await console.state.list?.marks.count == count)
            await console.press("*")
            #expect(await console.state.list?.marks == [])
        }
    }

    @Test("Columns are hidden, shown and moved, and put back")
    func columns() async throws {
        try await ConsoleDriver.with { console in
            await console.press("C", "Down", "Tab", "Shift-Down")
            #expect(await console.state.list?.arrangement?.items[2] == .init("email", isShown: false))
            await console.press("Enter")
            #expect(await !console.screen.contains("EMAIL"))
            await console.press("C", "Ctrl-R", "Enter")
            #expect(await console.state.list?.arrangement == nil)
            #expect(await console.screen.contains("EMAIL"))
        }
    }

    @Test("Back and forward bring the whole view: filter, order, cursor, marks, and the open record where it was read")
    func history() async throws {
        try await ConsoleDriver.with { console in
            await console.press("/")
            await console.type("role:designer")
            await console.press("Enter", "s", "Enter", "j", "Space", "Enter", "j", "j")
            let opened = await console.state.list?.detail
            await console.press("Esc", "Esc", "s", "Down", "Enter", "Space", "Space", "2", "-", "[", "[", "[")
            let list = try #require(await console.state.list)
            #expect(list.detail?.id == opened?.id)
            #expect(list.detail?.jsonTree?.cursor == opened?.jsonTree?.cursor)
            #expect(list.table.filter.text == "role:designer")
            #expect(list.table.sort == ListSort(column: 0))
            #expect(list.marks.count == 1)
            await console.press("[")
            #expect(await console.state.list?.detail == nil)
            #expect(await console.state.list?.scroll.cursor == 2)
            await console.press("]", "]")
            let last = try #require(await console.state.list)
            #expect(last.table.filter.isEmpty)
            #expect(last.table.sort?.column == 1)
            #expect(last.table.sort?.second?.column == 0)
            #expect(last.marks.count == 3)
        }
    }

    @Test("A record shows beside the list and follows the cursor; Enter goes into it, v puts it away")
    func beside() async throws {
        try await ConsoleDriver.with { console in
            await console.press("v", "j", "j")
            #expect(await console.state.list?.beside?.id == console.state.list?.cursorID)
            #expect(await console.screen.contains("Beatrix"))
            #expect(await console.screen.contains("JSON"))
            #expect(await console.state.list?.detail == nil)
            await console.press("Enter")
            #expect(await console.state.list?.detail?.isLoaded == true)
            await console.press("Esc", "v")
            #expect(await console.state.list?.beside == nil)
            #expect(await !console.screen.contains("JSON"))
            await console.press("Tab")
            #expect(await console.screen.contains("v shows the record beside the list"))
        }
        try await ConsoleDriver.with(Size(80, 24)) { console in
            await console.press("v")
            #expect(await console.state.list?.beside == nil)
            #expect(await console.screen.contains("needs 120 columns"))
        }
    }

    @Test("Tab goes into the record beside the list, which scrolls there, and back")
    func besideKeys() async throws {
        try await ConsoleDriver.with(Size(120, 24)) { console in
            await console.press("v", "j", "j", "Tab")
            let opened = try #require(await console.state.list?.detail?.id)
            #expect(await console.state.list?.cursorID == opened)
            #expect(await console.screen.contains(/↓ \d+ more lines/))
            await console.press("G")
            #expect(await !console.screen.contains(/↓ \d+ more lines/))
            #expect(await console.state.list?.cursorID == opened, "the list stays where it is")
            await console.press("Tab")
            #expect(await console.state.list?.detail == nil)
            #expect(await console.state.list?.beside?.id == opened)
        }
    }

    @Test("A record beside the list, with the keys in the list and in the record")
    func besideScreen() async throws {
        try await Golden.expect("users-beside", Size(120, 40)) { await $0.press("v", "j", "j") }
        try await Golden.expect("user-beside", Size(120, 40)) { await $0.press("v", "j", "j", "Enter", "j", "j") }
    }

    @Test("The last column cannot be hidden")
    func lastColumn() async throws {
        try await ConsoleDriver.with { console in
            await console.press("C")
            for _ in 0..<7 { await console.press("Tab", "Down") }
            await console.press("Enter")
            #expect(await console.state.list?.arrangement?.shown.count == 1)
        }
    }

    @Test("The picker of columns", arguments: ScreenTests.sizes)
    func columnPicker(size: Size) async throws {
        try await Golden.expect("users-columns", size) {
            await $0.press("C", "Down", "Tab", "Shift-Down", "Shift-Down")
        }
    }

    @Test("A wrong regular expression is told while it is typed, and hides nothing", arguments: ScreenTests.sizes)
    func wrongExpression(size: Size) async throws {
        try await Golden.expect("users-expression", size) { console in
            await console.press("/")
            await console.type("name:re:(a")
        }
    }

    @Test("Rows are written to a file, which is not written over unasked")
    func export() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "export-\(UUID()).csv")
        defer { try? FileManager.default.removeItem(at: file) }
        let path = file.path(percentEncoded: false)
        try await ConsoleDriver.with { console in
            func export() async {
                await console.press("E", "Tab", "Tab", "Ctrl-U")
                await console.type(path)
                await console.press("Ctrl-S")
            }
            await console.press("/")
            await console.type("role:admin")
            await console.press("Enter")
            let shown = await console.state.list?.table.count ?? 0
            await export()
            #expect(await console.state.form == nil)
            #expect(await console.screen.contains("\(shown) users written to"))
            let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\r\n")
            #expect(lines.count == shown + 1)
            #expect(lines[0] == "id,Name,Email,Role,Groups,State,Origin,Last login,User name,Created")
            await export()
            #expect(await console.screen.contains("already exists"))
            #expect(await console.state.form?.isChanged == true)
        }
    }

    @Test("Whole records are read again and written as JSON")
    func exportRecords() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "export-\(UUID()).json")
        defer { try? FileManager.default.removeItem(at: file) }
        try await ConsoleDriver.with { console in
            await console.press("Space", "Space", "E", "Tab")
            await console.type("record")
            await console.press("Enter", "Ctrl-U")
            await console.type(file.path(percentEncoded: false))
            await console.press("Ctrl-S")
            let records = try JSONReader.read(try Data(contentsOf: file)).array ?? []
            #expect(records.count == 2)
            #expect(records.allSatisfy { $0["preferences"] != nil || $0["created"] != nil })
        }
    }

    @Test("The form that asks what to export", arguments: ScreenTests.sizes)
    func exportForm(size: Size) async throws {
        try await Golden.expect("users-export", size) { console in
            await console.press("Space", "/")
            await console.type("role:designer")
            await console.press("Enter", "E", "Tab", "Tab")
        }
    }
}
