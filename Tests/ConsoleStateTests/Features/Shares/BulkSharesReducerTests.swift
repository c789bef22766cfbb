import SisenseClient
import Testing

@testable import ConsoleState

@Suite("The shares of several dashboards while they are edited")
struct BulkSharesReducerTests {
    private static let bea = Share(.user, id: "2", rule: .view)
    private static let sales = Share(.group, id: "9", rule: .edit)

    private static func document(_ id: String, _ shares: [Share]) throws -> SharesDocument {
        let raw: JSONValue = ["oid": .string(id), "_id": .string(id), "title": .string(id), "owner": "1"]
        return SharesDocument(
            dashboard: try #require(Dashboard(raw)), list: ShareList(["sharesTo": .array(shares.map(\.raw))]),
            names: .none)
    }

    private static func documents() throws -> [SharesDocument] {
        [try document("a", [bea, sales]), try document("b", [sales]), try document("c", [])]
    }

    private static func reduce(
        _ state: inout BulkSharesState?, _ action: BulkSharesAction, on targets: [RecordID] = []
    ) -> ConsoleOutcome {
        BulkSharesReducer(context: .nowhere, targets: targets).reduce(&state, action)
    }

    private static func effect(_ state: BulkSharesState?, _ id: RecordID) -> String? { state?.row(id)?.effect }

    @Test("While none have been read, there is nothing to edit or save")
    func empty() throws {
        let edits: [BulkSharesAction] = [
            .addRequested, .added([], .view, names: [:]), .everywhereToggled, .ruleChanged, .removeToggled,
            .replaceRequested, .replaced([], by: ShareEdits.Party(.user, id: "2"), name: ""), .publishToggled,
            .undoRequested, .reverted, .saveRequested,
        ]
        expectHarmless(edits.map(ConsoleAction.bulkShares), in: BulkSharesState?.none) { state, action in
            guard case .bulkShares(let action) = action else { return ConsoleOutcome() }
            return Self.reduce(&state, action)
        }
        let others: [BulkSharesAction] = [.opened([]), .loaded([]), .closed]
        try expectEveryCase(edits + others, in: "Features/Shares/Bulk/BulkSharesState.swift")
    }

    @Test("Each user and group is one row, with the dashboards it stands on and what the edits make of it")
    func edits() throws {
        var state: BulkSharesState? = BulkSharesState(try Self.documents())
        #expect(state?.rows.map(\.id) == ["9", "2"])
        #expect(state?.rows.map(\.before.count) == [2, 1])
        #expect(state?.isChanged == false)
        _ = Self.reduce(&state, .everywhereToggled, on: ["9"])
        #expect(Self.effect(state, "9") == "on all 3, edit")
        #expect(state?.changedCount == 1)
        _ = Self.reduce(&state, .ruleChanged, on: ["9"])
        #expect(Self.effect(state, "9") == "on all 3, view")
        #expect(state?.changedCount == 3)
        _ = Self.reduce(&state, .removeToggled, on: ["2"])
        #expect(Self.effect(state, "2") == "removed from 1")
        _ = Self.reduce(&state, .undoRequested)
        #expect(Self.effect(state, "2") == BulkShareRow.unchanged)
        _ = Self.reduce(
            &state, .replaced([ShareEdits.Party(.user, id: "2")], by: ShareEdits.Party(.user, id: "3"), name: "Petra"))
        #expect(Self.effect(state, "2") == "replaced by Petra")
        #expect(Self.effect(state, "3") == "on 1, view")
        _ = Self.reduce(&state, .reverted)
        #expect(state?.isChanged == false)
        #expect(state?.rows.count == 2)
    }

    @Test("Read again, the edits are laid on what others have changed; what is made already is no edit any more")
    func rebased() throws {
        var state: BulkSharesState? = BulkSharesState(try Self.documents())
        _ = Self.reduce(&state, .everywhereToggled, on: ["9"])
        let emil = Share(.user, id: "4", rule: .view)
        _ = Self.reduce(&state, .loaded([try Self.document("a", [emil]), try Self.document("b", [Self.sales, emil])]))
        #expect(state?.changedCount == 1)
        #expect(Self.effect(state, "9") == "on all 2, edit")
        #expect(Self.effect(state, "4") == BulkShareRow.unchanged)
        _ = Self.reduce(&state, .loaded([try Self.document("a", [Self.sales]), try Self.document("b", [Self.sales])]))
        #expect(state?.isChanged == false)
        #expect(state?.edits.isEmpty == true)
    }

    @Test("Edits that are not saved are left only the second time, and never for other dashboards unasked")
    func leaving() throws {
        var state: BulkSharesState? = BulkSharesState(try Self.documents())
        _ = Self.reduce(&state, .removeToggled, on: ["2"])
        #expect(Self.reduce(&state, .opened(["d"])).actions.map(caseName) == ["paneOpened", "posted"])
        #expect(Self.reduce(&state, .closed).actions.map(caseName) == ["posted"])
        #expect(state != nil)
        #expect(Self.reduce(&state, .closed).actions.map(caseName) == ["listForgotten", "paneOpened"])
        #expect(state == nil)
    }
}
