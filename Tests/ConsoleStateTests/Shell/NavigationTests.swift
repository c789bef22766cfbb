import Foundation
import SisenseClient
import Testing

@testable import ConsoleState

@Suite("Going from pane to pane")
struct NavigationTests {
    private func store(_ state: ConsoleState) -> TestStore<ConsoleState, ConsoleAction, ConsoleWork> {
        TestStore(state) { Navigation().reduce(&$0, $1) }
    }

    private static let left = ["-preparation"]

    @Test("Before anybody has signed in, opening a pane shows it and reads nothing")
    func signedOut() {
        let store = store(ConsoleState(session: Samples.session()))
        store.send(.paneOpened(.groups), effects: Self.left, then: ["paneNeeded"]) { $0.pane = .groups }
        store.send(.paneNeeded)
    }

    @Test("A pane is read as far as nobody has: a list, the settings, or Home with all that it counts")
    func needed() throws {
        let store = store(try Samples.console())
        store.send(.paneNeeded, then: ["list"])
        store.send(.paneOpened(.security), effects: Self.left, then: ["paneNeeded"]) { $0.pane = .security }
        store.send(.paneNeeded, then: ["list"])
        store.send(.paneOpened(.home), effects: Self.left, then: ["paneNeeded"]) { $0.pane = .home }
        store.send(.paneNeeded, then: ["home.refreshRequested", "list"] + HomeState.counted.map { _ in "list" })
    }

    @Test("A list that hangs below a record comes up empty and is read; any other keeps its filter")
    func listOpened() throws {
        let store = store(try Samples.console())
        let members = ListFeature.members(of: "9", name: "Sales")
        store.send(.listOpened(members), effects: Self.left, then: ["form.dismissed", "list"]) { $0.open(members) }
        #expect(store.state.pane == .members)
        #expect(store.state.root(of: .members) == .groups)
        store.send(
            .listForgotten(.members),
            effects: ["loading", "refreshing"].map {
                "-list(ConsoleState.PaneID.members, ConsoleState.ListWork.\($0))"
            }
        ) {
            $0.lists.forget(.members)
        }
    }

    @Test("Unsaved shares stand in front of the dashboards; saved ones do not")
    func shares() throws {
        var state = try Samples.console()
        let raw: JSONValue = ["oid": "d", "title": "Sales"]
        let document = SharesDocument(
            dashboard: try #require(Dashboard(raw)), list: ShareList(["sharesTo": []]), names: .none)
        state.shares = SharesState(document)
        store(state).send(.paneOpened(.dashboards), effects: Self.left, then: ["paneNeeded"]) {
            $0.pane = .dashboards
        }
        state.shares?.draft = [Share(.user, id: "2", rule: .view)]
        store(state).send(.paneOpened(.dashboards), effects: Self.left, then: ["paneNeeded"]) { $0.pane = .shares }
    }

    @Test("Back, forward and the last place go where one has been, and say so when there is no such place")
    func history() throws {
        let reducer = ConsoleReducer(.nowhere)
        var state = ConsoleState(session: Samples.session())
        for pane in [PaneID.groups, .alerts] { _ = reducer.reduce(&state, .paneOpened(pane)) }
        _ = reducer.reduce(&state, .historyStepped(-1))
        #expect(state.pane == .groups)
        _ = reducer.reduce(&state, .historyStepped(1))
        #expect(state.pane == .alerts)
        _ = reducer.reduce(&state, .previousPaneOpened)
        #expect(state.pane == .groups)
        let fresh = store(ConsoleState(session: Samples.session()))
        fresh.send(.historyStepped(1), then: ["posted"])
        fresh.send(.historyStepped(-1), then: ["posted"])
        fresh.send(.previousPaneOpened)
    }

    @Test("A comparison with another server forgets the rows of the one before")
    func compare() throws {
        let store = store(try Samples.console())
        store.send(.compareRequested("staging"), then: ["listForgotten", "paneOpened"]) { $0.comparison = "staging" }
    }

    @Test("An id leads nowhere where none is under the cursor")
    func reference() throws {
        store(try Samples.console()).send(.referenceOpened, then: ["posted"])
    }

    @Test("What a change has made old is read again: its records, what they hang below, and what shows them too")
    func changed() throws {
        var state = try Samples.console()
        state.open(.members(of: "9", name: "Sales"))
        let follows: [(WriteOrigin, [String])] = [
            (.list(.users, ["1"]), ["list"]), (.list(.users, []), ["list"]),
            (.list(.members, ["1"]), ["list", "list"]),
            (.list(.dashboards, ["d"]), ["list", "tree.refreshRequested", "shares.recordsChanged"]),
            (.shares, ["shares.saved"]), (.cors(nil), ["cors.saved"]), (.session, ["session.ended"]),
            (.token, []),
            (.call(CallDraft("x")), []),
        ]
        let store = store(state)
        for (origin, follows) in follows { store.send(.changed(origin, touches: []), then: follows) }
    }

    @Test("A list that shows a kind of record which was changed elsewhere is read again: now, or when it is shown next")
    func outdated() throws {
        let reducer = ConsoleReducer(.nowhere)
        var state = try Samples.console()
        for pane in [PaneID.users, .groups, .alerts] {
            state.lists[pane]?.load = .loaded(())
            state.lists[pane]?.loadedAt = ClockTime(Date(timeIntervalSince1970: 0), in: .gmt)
        }
        let change = ConsoleAction.changed(.call(CallDraft("x")), touches: [.users, .groups])
        let started = reducer.reduce(&state, change).map(\.id)
        #expect(started.contains(.list(.users, .loading)) && !started.contains(.list(.groups, .loading)))
        #expect(state.lists[.groups]?.isOutdated == true && state.lists[.alerts]?.isOutdated == false)
        #expect(reducer.reduce(&state, .paneOpened(.groups)).map(\.id).contains(.list(.groups, .loading)))
        #expect(state.lists[.groups]?.isOutdated == false)
        #expect(!reducer.reduce(&state, .paneOpened(.alerts)).map(\.id).contains(.list(.alerts, .loading)))
        // A list that nobody has looked at has nothing to be old.
        #expect(reducer.reduce(&state, .changed(.call(CallDraft("x")), touches: [.plugins])).map(\.id) == [])
    }

    @Test("Every kind of record that an operation may change is shown by a pane, or by none on purpose")
    func kinds() {
        let shown = PaneID.allCases.reduce(into: Set<RecordKind>()) { $0.formUnion($1.kinds) }
        #expect(RecordKind.allCases.filter { !shown.contains($0) } == [.reports])
        let unseen = Catalogue.sisense.operations.filter { !$0.writes && !$0.touches.isEmpty }
        #expect(unseen.map(\.id) == [])
    }

    /// Everything that leads somewhere, or makes something old.
    static let actions: [ConsoleAction] = [
        .paneOpened(.groups), .paneNeeded, .listOpened(.members(of: "9", name: "Sales")), .listForgotten(.members),
        .historyStepped(1), .previousPaneOpened, .referenceOpened, .compareRequested("staging"),
        .changed(.list(.users, []), touches: [.users]), .outdated([.users], except: .call(CallDraft("x"))),
    ]

    @Test("The shell hands everything that leads somewhere to the navigation, which leaves all else alone")
    func everyCase() throws {
        let state = try Samples.console()
        for action in Self.actions {
            var (one, other) = (state, state)
            let outcome = Navigation().reduce(&one, action)
            let same = ShellReducer(dependencies: .nowhere).reduce(&other, action)
            #expect(lines(of: one) == lines(of: other), "\(action)")
            #expect(outcome.effects.map(\.id) == same.effects.map(\.id), "\(action)")
            #expect(outcome.actions.map(caseName) == same.actions.map(caseName), "\(action)")
        }
        let others = ShellReducerTests.actions + ShellReducerTests.features
        expectHarmless(others, in: state) { Navigation().reduce(&$0, $1) }
        try expectEveryCase(Self.actions + others, in: "Shell/ConsoleAction.swift")
    }
}
