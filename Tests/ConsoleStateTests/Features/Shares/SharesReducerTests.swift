import SisenseClient
import Testing

@testable import ConsoleState

@Suite("The shares of a dashboard while they are edited")
struct SharesReducerTests {
    private static let bea = Share(.user, id: "2", rule: .view)
    private static let sales = Share(.group, id: "9", rule: .edit)

    private static func shares(_ id: String = "d", _ list: [Share] = [bea, sales]) throws -> SharesState {
        let raw: JSONValue = ["oid": .string(id), "_id": .string(id), "title": "Sales", "owner": "1"]
        var shares = SharesState(
            SharesDocument(
                dashboard: try #require(Dashboard(raw)),
                list: ShareList(["sharesTo": .array(list.map(\.raw))]), names: .none))
        shares.viewers.take(.success(ShareMembers(Membership(), ["9"], ["1", "2", "3"])))
        return shares
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
            .viewersRead("d", .success(ShareMembers(Membership(), [], []))),
            .viewersFound("d", try Self.shares().workedOutViewers()), .viewersMoved(.down, page: 9), .sideSwitched,
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
    func edits() async throws {
        let before = try Self.shares()
        let store = store(before, ["2"])
        let edit = try #require(Self.bea.with(rule: .edit))
        store.send(.shares(.ruleChanged), effects: ["shareViewers"], then: ["list"]) {
            $0?.draft = [edit, Self.sales]
            $0?.undo = [before.draft]
        }
        store.send(.shares(.undoRequested), effects: ["shareViewers"], then: ["list"]) {
            $0?.draft = before.draft
            $0?.undo = []
        }
        store.send(.shares(.undoRequested), then: ["posted"])
        let mailed = try #require(Self.bea.with(isSubscribed: true))
        store.send(.shares(.subscriptionToggled), effects: ["shareViewers"], then: ["list"]) {
            $0?.draft = [mailed, Self.sales]
            $0?.undo = [before.draft]
        }
        store.send(.shares(.removeToggled), effects: ["shareViewers"], then: ["list"]) {
            $0?.draft = [Self.sales]
            $0?.undo.append([mailed, Self.sales])
        }
        store.send(.shares(.removeToggled), effects: ["shareViewers"], then: ["list"]) {
            $0?.draft = [Self.sales, Self.bea]
            $0?.undo.append([Self.sales])
        }
        store.send(.shares(.reverted), effects: ["shareViewers"], then: ["list"]) {
            $0?.draft = before.draft
            $0?.undo.append([Self.sales, Self.bea])
        }
        await store.run(.shareViewers)
        store.receive({ if case .shares(.viewersFound) = $0 { true } else { false } }) {
            $0?.viewers.show(before.workedOutViewers())
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
        store.send(
            .shares(.added(dara, name: "Dara")), effects: ["shareViewers"], then: ["list", "list", "form.dismissed"]
        ) {
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
        store.send(.shares(.removeToggled), effects: ["shareViewers"], then: ["list"]) {
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
                .shares(.loaded(read)), effects: ["shareViewers"] + (isOnScreen ? ["preparation"] : []),
                then: isOnScreen ? [] : ["posted"]
            ) {
                // Those who can see it are read again, and stay on the screen until then.
                var viewers = edited.viewers.outdated
                _ = viewers.beginReading()
                $0 = read
                $0?.viewers = viewers
            }
            #expect(store.state?.savedDraft == nil)
        }
    }

    @Test("What is edited between a save and its reading stays, on top of what was saved")
    func editedMeanwhile() throws {
        var edited = try Self.shares()
        edited.draft = [Self.sales]
        let store = store(edited, ["9"])
        store.send(.shares(.saved), then: ["list"]) { $0?.savedDraft = [Self.sales] }
        store.send(.shares(.removeToggled), effects: ["shareViewers"], then: ["list"]) {
            $0?.draft = []
            $0?.undo = [[Self.sales]]
        }
        var read = try Self.shares("d", [Self.sales])
        let loaded = read
        read.draft = []
        read.viewers = edited.viewers
        store.send(.shares(.loaded(loaded)), effects: ["shareViewers"]) { $0 = read }
        #expect(store.state?.isChanged == true)
    }

    @Test("The people of a group that is added are read once, and those of the others not again")
    func reading() throws {
        let store = store(try Self.shares())
        let ops = Share(.group, id: "8", rule: .view)
        store.send(
            .shares(.added(ops, name: "Ops")), effects: ["shareViewers"], then: ["list", "list", "form.dismissed"]
        ) {
            $0?.addedNames = ["8": "Ops"]
            $0?.undo = [[Self.bea, Self.sales]]
            $0?.draft.append(ops)
            _ = $0?.viewers.beginReading()
        }
        #expect(store.state?.unknownParties.groups == ["8"])
        // While they are read, an edit does not ask again; nor does one after that has failed.
        store.send(.shares(.undoRequested), effects: ["shareViewers"], then: ["list"]) {
            $0?.draft = [Self.bea, Self.sales]
            $0?.undo = []
        }
        let error = APIError(.unreachable, message: "no answer", request: "", server: "")
        store.send(.shares(.viewersRead("d", .failure(error)))) { $0?.viewers.take(.failure(error)) }
        store.send(.shares(.viewersRead("another", .failure(error))))
        #expect(store.state?.unknownParties.groups.isEmpty == true)
    }
}

@Suite("Who can see a dashboard, beside its shares")
struct ShareViewersTests {
    private static func viewers(_ saved: [Share], _ wanted: [Share], everyone: Bool = false) -> ShareViewers {
        var people = Membership()
        people.add([Reference(id: "a", name: "Álvaro"), Reference(id: "b", name: "Bea")], to: "sales")
        people.add([Reference(id: "b", name: "Bea"), Reference(id: "z", name: "Zoë")], to: "ops")
        if everyone { people.merge(Membership(everyone: ["all"])) }
        return ShareViewers(owner: Reference(id: "o", name: "Priya"), saved: saved, wanted: wanted, people) {
            $0.prefix(1).uppercased() + $0.dropFirst()
        }
    }

    private static func lines(_ viewers: ShareViewers) -> [String] {
        viewers.rows.map { "\($0.change) \($0.name) \($0.right) \($0.source) \($0.note)" }
    }

    @Test("Everybody stands there once by name, with what each gains, loses and keeps by another share")
    func rows() {
        let sales = Share(.group, id: "sales", rule: .view)
        let ops = Share(.group, id: "ops", rule: .view)
        let removed = Self.viewers([sales, ops], [ops])
        #expect(
            Self.lines(removed) == [
                "lost Álvaro   was Sales", "none Bea view Ops was Sales, too", "none Priya owner  ",
                "none Zoë view Ops ",
            ])
        #expect(removed.count == "4 → 3 people")
        let raised = Self.viewers(
            [sales], [Share(.group, id: "sales", rule: .edit), Share(.user, id: "z", rule: .view)])
        #expect(
            Self.lines(raised) == [
                "changed Álvaro edit Sales was view", "changed Bea edit Sales was view", "none Priya owner  ",
                "gained Zoë view by name ",
            ])
        #expect(raised.count == "3 → 4 people")
        #expect(Self.viewers([sales], [sales]).count == "3 people")
    }

    @Test("A group that everybody is in has no number")
    func everyone() {
        let all = Share(.group, id: "all", rule: .view)
        #expect(Self.viewers([], [all], everyone: true).count == "1 → everyone")
        #expect(Self.viewers([all], [all], everyone: true).count == "everyone")
    }
}
