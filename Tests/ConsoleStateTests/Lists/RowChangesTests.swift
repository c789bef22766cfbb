import Foundation
import Testing

@testable import ConsoleState

@Suite("What a refresh has brought")
struct RowChangesTests {
    private func table(_ rows: [(id: Int, name: String)], pageSize: Int = 3) -> RowTable {
        var table = RowTable()
        for start in stride(from: 0, to: rows.count, by: pageSize) {
            let page = rows[start..<min(start + pageSize, rows.count)]
            table.append(RowPage(page.map { RowContent(id: RecordID("\($0.id)"), cells: [$0.name]) }, columns: 1))
        }
        return table
    }

    /// The changes by place: `+` for a new row, `~` for one that has changed, `.` for the rest.
    private func signs(_ changes: RowChanges, in table: RowTable) -> String {
        (0..<table.count).map { row in
            switch table.ref(at: row).flatMap({ changes[$0] }) {
            case .added: "+"
            case .changed: "~"
            case nil: "."
            }
        }.joined()
    }

    private let old = [(1, "Ada"), (2, "Ben"), (3, "Cem"), (4, "Dea"), (5, "Eva")]

    @Test("The same rows bring nothing, however they are cut into pages")
    func same() {
        #expect(RowChanges(from: table(old), to: table(old)).isEmpty)
        #expect(RowChanges(from: table(old), to: table(old, pageSize: 2)).isEmpty)
    }

    @Test("New, changed and lost rows are told apart, wherever they stand")
    func mixed() {
        let new = table([(9, "Zoe"), (1, "Ada"), (3, "Cem K."), (4, "Dea"), (5, "Eva")])
        let changes = RowChanges(from: table(old), to: new)
        #expect(signs(changes, in: new) == "+.~..")
        #expect(changes.removedCount == 1)
        #expect(changes.count(of: .added) == 1 && changes.count(of: .changed) == 1)
    }

    @Test("A text that moves from one cell to the next is a change")
    func cells() {
        func table(_ cells: [String]) -> RowTable {
            var table = RowTable()
            table.append(RowPage([RowContent(id: "1", cells: cells)], columns: 2))
            return table
        }
        let new = table(["a", "bc"])
        #expect(signs(RowChanges(from: table(["ab", "c"]), to: new), in: new) == "~")
    }

    @Test("A record that was taken out before does not count as lost, and counts as new when it is back")
    func removed() {
        var before = table(old)
        before.remove("2")
        let new = table(old)
        let changes = RowChanges(from: before, to: new)
        #expect(signs(changes, in: new) == ".+...")
        #expect(changes.removedCount == 0)
    }

    @Test("Only a refresh compares, in an effect; what comes for older rows is left out")
    func reducer() throws {
        let reducer = ListReducer(feature: .users, context: .nowhere)
        var state = ListState(ListID(.users), columns: ListFeature.users.columns)
        _ = reducer.reduce(&state, .refreshRequested)
        func page(_ name: String) -> RowPage {
            RowPage([RowContent(id: "1", cells: [name])], columns: state.columns.count)
        }
        _ = reducer.reduce(&state, .pageLoaded(page("Ada")), of: state.id)
        // The clocks of loading and of age belong to every load.
        let clocks: [ConsoleWork] = [.list(.users, .loadTimer), .list(.users, .ageing)]
        #expect(
            reducer.reduce(&state, .loadEnded(.success(.distantPast)), of: state.id).effects.map(\.id) == clocks)
        let first = state.table
        _ = reducer.reduce(&state, .refreshRequested)
        _ = reducer.reduce(&state, .pageLoaded(page("Ada L.")), of: state.id)
        #expect(
            reducer.reduce(&state, .loadEnded(.success(.distantPast)), of: state.id).effects.map(\.id) == clocks + [
                .list(.users, .comparison)
            ]
        )
        let changes = RowChanges(from: first, to: state.table)
        _ = reducer.reduce(&state, .compared(changes, generation: first.generation), of: state.id)
        #expect(state.changes == nil)
        _ = reducer.reduce(&state, .compared(changes, generation: state.table.generation), of: state.id)
        #expect(state.changes == changes)
        _ = reducer.reduce(&state, .changesCleared)
        #expect(state.changes == nil)
    }
}
