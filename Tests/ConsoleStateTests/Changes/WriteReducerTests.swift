import Foundation
import SisenseClient
import Testing

@testable import ConsoleState

@Suite("A change from plan to approval")
struct WriteReducerTests {
    static func store(
        _ state: WriteState, _ session: SessionState = Samples.session(), isOnTrial: Bool = false
    ) -> TestStore<WriteState, ConsoleAction, ConsoleWork> {
        var context = WorkContext.nowhere
        context.client = session.client
        let reducer = WriteReducer(context: context, session: session, autoReverts: isOnTrial)
        return TestStore(state) { state, action in
            guard case .write(let action) = action else { return ConsoleOutcome() }
            return reducer.reduce(&state, action)
        }
    }

    /// Plans on the screen, seen or not.
    static func waiting(
        _ plans: [RequestPlan], _ session: SessionState = Samples.session(), isShown: Bool = true,
        origin: WriteOrigin = .list(.groups, ["1"])
    ) -> WriteState {
        var state = WriteState()
        state.confirmation = Confirmation(plans: plans, origin: origin, session: session)
        state.confirmation?.isShown = isShown
        return state
    }

    /// The results of plans that were sent.
    static func run(
        _ results: PlanResults, origin: WriteOrigin = .list(.groups, ["1"]), isUndo: Bool = false
    ) -> RunResults {
        let unknown = UnknownOutcome(changes: [], origin: origin, isUndo: isUndo, autoReverts: false, shares: nil)
        return RunResults(
            Confirmation(plans: results.plans, origin: origin, session: Samples.session(), isUndo: isUndo),
            WriteOutcome(results: results, answer: nil), span: nil, unknown: unknown)
    }

    private static let nothingFound = LookedUpChanges(
        outcome: UnknownOutcome(changes: [], origin: .shares, isUndo: false, autoReverts: false, shares: nil),
        findings: [])

    private static func everyAction() throws -> [WriteAction] {
        let write = PlannedWrite([try Samples.plan()], .list(.groups, []))
        let outcome = WriteOutcome(results: PlanResults(write.plans), answer: nil)
        return [
            .planned(write), .plansEdited(.dropped([])), .planFileOpened(Message(.ok, "Added")), .shown, .focusMoved,
            .autoRevertToggled, .pageChosen(.curl),
            .scrolled(.down, lines: 40, page: 10), .textEdited(.insert("x")), .confirmed, .cancelled,
            .progressed(0, .done), .finished(outcome), .looked(Self.nothingFound), .lookRequested([]), .rehearsed(1),
            .undoRequested, .stopped, .sentBehind, .results(.opened),
        ]
    }

    @Test(
        "Where nothing is planned, no action does anything but a plan, and an edit of those that wait or more of them")
    func empty() throws {
        let actions = try Self.everyAction()
        try expectEveryCase(actions, in: "Changes/WriteState.swift")
        let reducer = WriteReducer(context: .nowhere, session: Samples.session(), autoReverts: false)
        expectHarmless(actions.dropFirst(3).map(ConsoleAction.write), in: WriteState()) { state, action in
            guard case .write(let action) = action else { return ConsoleOutcome() }
            return reducer.reduce(&state, action)
        }
    }

    @Test("What a plan file cannot keep is said before it is recorded, and not where it is sent")
    func recordable() throws {
        let body = RequestBody.bytes(Data("a,b".utf8), contentType: "text/csv")
        let plan = RequestPlan(try Call(.createGroup, body: body), on: try ServerAddress("https://bi.acme.example"))
        for isDryRun in [true, false] {
            var session = Samples.session()
            session.client = session.client.dryRun(isDryRun)
            var context = WorkContext.nowhere
            context.client = session.client
            var state = WriteState()
            _ = WriteReducer(context: context, session: session, autoReverts: false)
                .reduce(&state, .planned(PlannedWrite([plan], .list(.groups, []))))
            let warnings = state.confirmation?.plans.first?.warnings ?? []
            #expect(warnings.contains { $0.contains("not be written to a plan file") } == isDryRun)
        }
    }

    @Test("While a change is sent, nothing takes its place and nothing sends it again")
    func sending() throws {
        let plans = [try Samples.plan("A", inverse: true), try Samples.plan("B", inverse: true)]
        var state = Self.waiting(plans)
        state.done = [WriteState.Done(plans: plans, origin: .list(.groups, []))]
        var results = PlanResults(plans)
        results.set(.failed(Samples.error), at: 0)
        state.keep(Self.run(results))
        state.openResults = 0
        state.confirmation?.progress = .sending(isStopping: false)
        let store = Self.store(state)
        store.send(.write(.planned(PlannedWrite(plans, .cors(nil)))), then: ["posted"])
        store.send(.write(.undoRequested), then: ["posted"])
        store.send(.write(.results(.retryRequested)), then: ["posted"])
        store.send(.write(.confirmed))
        store.send(.write(.focusMoved))
        store.send(.write(.autoRevertToggled))
        store.send(.write(.textEdited(.insert("x"))))
        store.finish()
    }

    @Test("A plan comes up unseen with Cancel in focus, and cannot be confirmed before it was shown")
    func approval() throws {
        let plan = try Samples.plan()
        let session = Samples.session()
        let store = Self.store(WriteState(), session)
        store.send(.write(.planned(PlannedWrite([plan], .list(.groups, []))))) {
            $0.confirmation = Confirmation(plans: [plan], origin: .list(.groups, []), session: session)
        }
        #expect(store.state.confirmation?.focus == .cancel)
        store.send(.write(.confirmed))
        store.send(.write(.shown)) { $0.confirmation?.isShown = true }
        store.send(.write(.focusMoved)) { $0.confirmation?.focus = .send }
        store.send(.write(.focusMoved)) { $0.confirmation?.focus = .cancel }
        store.send(.write(.cancelled), then: ["posted"]) { $0.confirmation = nil }
        store.finish()
    }

    @Test("The page and the first line in sight are chosen; another page begins at its top")
    func looking() throws {
        let store = Self.store(Self.waiting([try Samples.plan()]))
        store.send(.write(.scrolled(.down, lines: 12, page: 10))) { $0.confirmation?.scroll.place(at: 1, count: 3) }
        store.send(.write(.scrolled(.last, lines: 12, page: 10))) { $0.confirmation?.scroll.place(at: 2, count: 3) }
        store.send(.write(.pageChosen(.curl))) {
            $0.confirmation?.page = .curl
            $0.confirmation?.scroll = Scroll()
        }
        store.finish()
    }

    @Test("A grave change wants the whole name of the profile before it is sent")
    func name() throws {
        let session = Samples.session(purpose: .kind(.production))
        let store = Self.store(Self.waiting([try Samples.plan(danger: .destructive)], session), session)
        store.send(.write(.confirmed))
        for typed in ["a", "ac", "acm"] {
            store.send(.write(.textEdited(.insert(String(typed.suffix(1)))))) {
                $0.confirmation?.typed = TextInput(typed)
            }
            store.send(.write(.confirmed))
        }
        store.send(.write(.textEdited(.insert("e")))) { $0.confirmation?.typed = TextInput("acme") }
        store.send(.write(.confirmed), effects: ["write"]) {
            $0.confirmation?.progress = .sending(isStopping: false)
        }
    }

    @Test("What is typed goes to the reason while that has the keyboard, and to the name after it")
    func reason() throws {
        let session = Samples.session(asksReason: true)
        let store = Self.store(Self.waiting([try Samples.plan()], session), session)
        store.send(.write(.confirmed))
        store.send(.write(.textEdited(.insert("CHG")))) { $0.confirmation?.reason = TextInput("CHG") }
        store.send(.write(.focusMoved)) { $0.confirmation?.focus = .cancel }
        store.send(.write(.textEdited(.insert("x")))) { $0.confirmation?.typed = TextInput("x") }
        store.send(.write(.confirmed), effects: ["write"]) {
            $0.confirmation?.progress = .sending(isStopping: false)
        }
    }

    @Test("Only risky settings can be put on trial; the choice is left as it was for all others")
    func trial() async throws {
        let harmless = Self.store(Self.waiting([try Samples.plan()]))
        harmless.send(.write(.autoRevertToggled))
        let risky = Self.store(Self.waiting([try await Samples.riskyPlan()]))
        let before = try #require(risky.state.confirmation?.autoReverts as Bool?)
        risky.send(.write(.autoRevertToggled)) { $0.confirmation?.autoReverts = !before }
        risky.send(.write(.autoRevertToggled)) { $0.confirmation?.autoReverts = before }
    }

    @Test("While settings are on trial no other risky change is planned; harmless ones are")
    func onTrial() async throws {
        let session = Samples.session()
        let store = Self.store(WriteState(), session, isOnTrial: true)
        store.send(.write(.planned(PlannedWrite([try await Samples.riskyPlan()], .cors(nil)))), then: ["posted"])
        let plan = try Samples.plan()
        store.send(.write(.planned(PlannedWrite([plan], .cors(nil))))) {
            $0.confirmation = Confirmation(plans: [plan], origin: .cors(nil), session: session)
        }
    }
}
