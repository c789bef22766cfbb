import SisenseClient
import Testing

@testable import ConsoleState

@Suite("The shares of a dashboard while they are edited")
struct SharesReducerTests {
    private static let bea = Share(.user, id: "2", rule: .view)
    private static let sales = Share(.group, id: "9", rule: .edit)

    private static func shares(_ id: String = "d", _ list: [Share] = [bea, sales]) throws -> SharesState {
        let raw: JSONValue = ["oid": .string(id), "_id": .string(id), "title": "Sales", "owner": "1"]
        return SharesState(
            SharesDocument(
                dashboard: try #require(Dashboard(raw)),
                list: ShareList(["sharesTo": .array(list.map(\.raw))]), names: .none))
    }

    private func reducer(
        _ targets: [RecordID] = [], isOnScreen: Bool = true
    ) -> (inout SharesState?, ConsoleAction) -> ConsoleOutcome {
        let reducer = SharesReducer(context: .nowhere, targets: targets, isOnScreen: isOnScreen)
        return { state, action in
            guard case .shares(let action) = action else { return ConsoleOutcome() }
            return reducer.reduce(&state, action)
        }
    }

    private func store(
        _ state: SharesState?, _ targets: [RecordID] = [], isOnScreen: Bool = true
    ) -> TestStore<SharesState?, ConsoleAction, ConsoleWork> {
        TestStore(state, reducer: reducer(targets, isOnScreen: isOnScreen))
    }

    @Test("While none have been read, there is nothing to edit, save or publish")
    func empty() throws {
        let edits: [SharesAction] = [
            .recordsChanged(["d"]), .saved, .addRequested, .added(Self.bea, name: "Bea"), .ruleChanged,
            .subscriptionToggled, .removeToggled, .undoRequested, .reverted, .saveRequested, .publishRequested,
        ]
        expectHarmless(edits.map(ConsoleAction.shares), in: SharesState?.none, reducer())
        let others: [SharesAction] = [
            .opened("d", title: "Sales"), .refreshRequested, .loaded(try Self.shares()), .closed,
        ]
        try expectEveryCase(edits + others, in: "Features/Shares/SharesState.swift")
    }

    @Test("Opening them leads to their list; unsaved ones stay in front, with a warning when others were meant")
    func opening() throws {
        let saved = store(try Self.shares())
        saved.send(.shares(.opened("e", title: "Other")), then: ["listOpened"]) { $0 = nil }
        var edited = try Self.shares()
        edited.draft = []
        let unsaved = store(edited)
        unsaved.send(.shares(.opened("d", title: "Sales")), then: ["paneOpened"])
        unsaved.send(.shares(.opened("e", title: "Other")), then: ["paneOpened", "posted"])
    }

    @Test("Closing leaves saved ones at once, and unsaved ones only the second time")
    func closing() throws {
        let saved = store(try Self.shares())
        saved.send(.shares(.closed), then: ["listForgotten", "paneOpened"]) { $0 = nil }
        var edited = try Self.shares()
        edited.draft = []
        let unsaved = store(edited)
        unsaved.send(.shares(.closed), then: ["posted"]) { $0?.isLeaving = true }
        unsaved.send(.shares(.saveRequested), effects: ["preparation"]) { $0?.isLeaving = false }
        unsaved.send(.shares(.closed), then: ["posted"]) { $0?.isLeaving = true }
        unsaved.send(.shares(.closed), then: ["listForgotten", "paneOpened"]) { $0 = nil }
    }

    @Test("Rights, reports and entries change for the chosen ones, each edit can be taken back")
    func edits() throws {
        let before = try Self.shares()
        let store = store(before, ["2"])
        let edit = try #require(Self.bea.with(rule: .edit))
        store.send(.shares(.ruleChanged), then: ["list"]) {
            $0?.draft = [edit, Self.sales]
            $0?.undo = [before.draft]
        }
        store.send(.shares(.undoRequested), then: ["list"]) {
            $0?.draft = before.draft
            $0?.undo = []
        }
        store.send(.shares(.undoRequested), then: ["posted"])
        let mailed = try #require(Self.bea.with(isSubscribed: true))
        store.send(.shares(.subscriptionToggled), then: ["list"]) {
            $0?.draft = [mailed, Self.sales]
            $0?.undo = [before.draft]
        }
        store.send(.shares(.removeToggled), then: ["list"]) {
            $0?.draft = [Self.sales]
            $0?.undo.append([mailed, Self.sales])
        }
        store.send(.shares(.removeToggled), then: ["list"]) {
            $0?.draft = [Self.sales, Self.bea]
            $0?.undo.append([Self.sales])
        }
        store.send(.shares(.reverted), then: ["list"]) {
            $0?.draft = before.draft
            $0?.undo.append([Self.sales, Self.bea])
        }
        store.finish()
    }

    @Test("Nothing changes where no entry is chosen")
    func noTarget() throws {
        let store = store(try Self.shares())
        for action in [SharesAction.ruleChanged, .subscriptionToggled, .removeToggled] {
            store.send(.shares(action), then: ["posted"])
        }
    }

    @Test("Somebody is added once, and never the owner; the form closes either way")
    func adding() throws {
        let store = store(try Self.shares())
        store.send(.shares(.addRequested), effects: ["preparation"])
        let dara = Share(.user, id: "3", rule: .view)
        store.send(.shares(.added(dara, name: "Dara")), then: ["list", "list", "form.dismissed"]) {
            $0?.addedNames = ["3": "Dara"]
            $0?.undo = [[Self.bea, Self.sales]]
            $0?.draft.append(dara)
        }
        store.send(.shares(.added(dara, name: "Dara")), then: ["posted", "form.dismissed"])
        let owner = Share(.user, id: "1", rule: .view)
        store.send(.shares(.added(owner, name: "Ada")), then: ["posted", "form.dismissed"])
    }

    @Test("Unchanged ones are not saved and can be published; changed ones are saved and not published yet")
    func saving() throws {
        let store = store(try Self.shares(), ["2"])
        store.send(.shares(.saveRequested), then: ["posted"])
        store.send(.shares(.publishRequested), effects: ["preparation"])
        store.send(.shares(.removeToggled), then: ["list"]) {
            $0?.draft = [Self.sales]
            $0?.undo = [[Self.bea, Self.sales]]
        }
        store.send(.shares(.publishRequested), then: ["posted"])
        store.send(.shares(.saveRequested), effects: ["preparation"])
    }

    @Test("Unsaved edits are not lost to a refresh, asked for or not")
    func refresh() throws {
        let clean = store(try Self.shares())
        clean.send(.shares(.refreshRequested), then: ["list"])
        clean.send(.shares(.recordsChanged(["other"])))
        clean.send(.shares(.recordsChanged(["d"])), then: ["list"])
        var edited = try Self.shares()
        edited.draft = []
        let store = store(edited)
        store.send(.shares(.refreshRequested), then: ["posted"])
        store.send(.shares(.recordsChanged(["d"])))
        // Read before the edit, come after it.
        store.send(.shares(.loaded(try Self.shares("d", [Self.bea]))))
    }

    @Test("Saved ones are read again, and publishing is offered, but only to who still looks at them")
    func saved() throws {
        var edited = try Self.shares()
        edited.draft = [Self.sales]
        let read = try Self.shares("d", [Self.sales])
        for isOnScreen in [true, false] {
            let store = store(edited, isOnScreen: isOnScreen)
            store.send(.shares(.saved), then: ["list"]) { $0?.savedDraft = [Self.sales] }
            store.send(.shares(.refreshRequested), then: ["list"])
            store.send(
                .shares(.loaded(read)), effects: isOnScreen ? ["preparation"] : [], then: isOnScreen ? [] : ["posted"]
            ) { $0 = read }
            #expect(store.state?.savedDraft == nil)
        }
    }

    @Test("What is edited between a save and its reading stays, on top of what was saved")
    func editedMeanwhile() throws {
        var edited = try Self.shares()
        edited.draft = [Self.sales]
        let store = store(edited, ["9"])
        store.send(.shares(.saved), then: ["list"]) { $0?.savedDraft = [Self.sales] }
        store.send(.shares(.removeToggled), then: ["list"]) {
            $0?.draft = []
            $0?.undo = [[Self.sales]]
        }
        var read = try Self.shares("d", [Self.sales])
        let loaded = read
        read.draft = []
        store.send(.shares(.loaded(loaded))) { $0 = read }
        #expect(store.state?.isChanged == true)
    }
}
