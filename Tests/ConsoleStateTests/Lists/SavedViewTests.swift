import Foundation
import SisenseClient
import Testing

@testable import ConsoleState

@Suite("Saved views")
struct SavedViewTests {
    private static let admins = SavedView(
        "stale-admins", of: .users, filter: "role:admin login>90d", columns: ["name", "login"],
        sort: ["-login", "name"])

    private static func file() -> URL {
        FileManager.default.temporaryDirectory.appending(path: "views-\(UUID())/views.json")
    }

    private static func store(_ state: ConsoleState, _ memory: ViewMemory? = nil) -> ConsoleStore {
        let dependencies = Dependencies(client: state.session.client, signIn: .token, views: memory)
        return ConsoleStore(state, reducer: ConsoleReducer(dependencies).reduce)
    }

    @Test("Opening one goes to its list and shows filter, columns and order; marks are off")
    func opened() async throws {
        var state = try Samples.console()
        state.views = [Self.admins]
        state.pane = .groups
        state.lists[.users]?.marks = ["1"]
        let store = Self.store(state)
        await store.send(.views(.opened("stale-admins")))
        // The rows are sorted beside the store.
        var snapshot = await store.snapshot()
        while snapshot.state.lists[.users]?.table.sort == nil { snapshot = await store.snapshot(after: snapshot) }
        let list = try #require(snapshot.state.lists[.users])
        #expect(snapshot.state.pane == .users)
        #expect(list.filter.text == "role:admin login>90d")
        #expect(list.arrangement?.shown == ["name", "login"])
        let sort = try #require(list.table.sort)
        #expect(list.columns[sort.column].id == "login" && sort.isDescending)
        #expect(sort.second.map { list.columns[$0.column].id } == "name")
        #expect(list.marks.isEmpty)
        await store.cancelAll()
    }

    @Test("What is saved is read again as it was, and replaces one of its name")
    func kept() async throws {
        let file = Self.file()
        defer { try? FileManager.default.removeItem(at: file.deletingLastPathComponent()) }
        var state = try Samples.console()
        let columns = state.lists[.users]?.columns ?? []
        state.lists[.users]?.arrangement = ColumnArrangement(["name", "email"], of: columns)
        state.lists[.users]?.table.take([], sort: ListSort(column: 1, isDescending: true))
        let store = Self.store(state, ViewMemory(file: file))
        for _ in 0..<2 { await store.send(.views(.saved("mine"))) }
        await store.idle(except: ConsoleWork.waiting)
        let expected = SavedView("mine", of: .users, columns: ["name", "email"], sort: ["-email"])
        #expect(await store.state.views == [expected])
        #expect(ViewMemory(file: file).read() == [expected])
        await store.send(.views(.removed("mine")))
        await store.idle(except: ConsoleWork.waiting)
        #expect(ViewMemory(file: file).read() == [])
    }

    @Test("One of the configuration is neither replaced nor removed, nor is a word of the command a name")
    func configured() async throws {
        var state = try Samples.console()
        let own = SavedView("mine", of: .groups, isConfigured: true)
        state.views = [own]
        let store = Self.store(state)
        for action in [ViewsAction.saved("mine"), .removed("mine"), .saved("save"), .saved("a b"), .opened("mien")] {
            await store.send(.views(action))
            let after = await store.state
            #expect(after.views == [own] && after.messages.all.last?.message.level == .warning)
        }
        #expect(
            await store.state.messages.all.last?.message.text.plain == "No view with the name mien. Did you mean mine?")
    }

    @Test("A file that holds something else is read as far as it is views")
    func malformed() throws {
        let file = Self.file()
        defer { try? FileManager.default.removeItem(at: file.deletingLastPathComponent()) }
        let text = #"{"a":{"pane":"users"},"b":{"pane":"nowhere"},"c":7,"d e":{"pane":"users"},"f":{"pane":"shares"}}"#
        try PrivateFile.write(Data(text.utf8), to: file)
        #expect(ViewMemory(file: file).read() == [SavedView("a", of: .users)])
    }
}
