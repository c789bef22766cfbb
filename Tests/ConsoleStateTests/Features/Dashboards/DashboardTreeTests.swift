import SisenseClient
import Testing

@testable import ConsoleState

@Suite("The tree of folders")
struct DashboardTreeTests {
    private static func dashboard(_ title: String, in folder: JSONValue) throws -> Dashboard {
        try #require(Dashboard(["oid": .string(title), "title": .string(title), "parentFolder": folder]))
    }

    private static func tree() throws -> DashboardTree {
        let sales = try #require(
            Folder(["oid": "s", "name": "Sales", "folders": [["oid": "e", "name": "émea"]]]))
        let archive = try #require(Folder(["oid": "a", "name": "archive"]))
        return DashboardTree(
            folders: [sales, archive],
            dashboards: [
                try dashboard("Zeta", in: .null), try dashboard("Pipeline", in: "s"), try dashboard("beta", in: "e"),
                try dashboard("Alpha", in: "e"), try dashboard("Hers", in: ["oid": "x", "name": "Private"]),
            ])
    }

    private func lines(_ tree: DashboardTree, open: Set<RecordID>) -> [String] {
        tree.rows(open: open).map { row in
            let node = tree.nodes[row.node]
            return String(repeating: "  ", count: row.level) + node.title + (node.folder == nil ? "" : "/ \(node.note)")
        }
    }

    @Test("Folders come first, by name without case and accents; those of others by the name the dashboard tells")
    func order() throws {
        #expect(lines(try Self.tree(), open: []) == ["archive/ 0", "Private/ 1", "Sales/ 3", "Zeta"])
        #expect(
            lines(try Self.tree(), open: ["s", "e"]) == [
                "archive/ 0", "Private/ 1", "Sales/ 3", "  émea/ 2", "    Alpha", "    beta", "  Pipeline", "Zeta",
            ])
    }

    @Test("Reading it again keeps the cursor on what it was on, and the folders open")
    func refresh() throws {
        let reducer = DashboardTreeReducer(context: .nowhere)
        var state: DashboardTreeState? = DashboardTreeState()
        _ = reducer.reduce(&state, .loaded(.success(try Self.tree())))
        _ = reducer.reduce(&state, .moved(.down, page: 10))
        _ = reducer.reduce(&state, .moved(.down, page: 10))
        _ = reducer.reduce(&state, .toggled)
        #expect(state?.rows.count == 6)
        let other = DashboardTree(
            folders: [try #require(Folder(["oid": "s", "name": "Sales"]))],
            dashboards: [try Self.dashboard("Pipeline", in: "s")])
        _ = reducer.reduce(&state, .loaded(.success(other)))
        #expect(state?.node?.title == "Sales")
        #expect(state?.rows.count == 2)
    }

    @Test("A failed reading is told, and every key is safe meanwhile")
    func failure() {
        let reducer = DashboardTreeReducer(context: .nowhere)
        var state: DashboardTreeState? = DashboardTreeState()
        for action: DashboardTreeAction in [.toggled, .folded, .unfolded, .allToggled, .deleteRequested] {
            #expect(reducer.reduce(&state, action).effects.isEmpty)
        }
        #expect(state?.node == nil)
        #expect(state?.choice == .nothing)
    }
}
