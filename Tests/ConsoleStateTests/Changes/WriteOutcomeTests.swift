import Foundation
import SisenseClient
import Testing

@testable import ConsoleState

@Suite("A change from approval to its outcome")
struct WriteOutcomeTests {
    private static let conflict = APIError(
        .conflict(Conflict(base: ["a": 1], mine: ["a": 2], theirs: ["a": 3])), message: "", request: "", server: "")
    private static let unknown = APIError(.outcomeUnknown, message: "", request: "", server: "")

    /// Plans that are being sent.
    private func sending(
        _ plans: [RequestPlan], origin: WriteOrigin = .list(.groups, ["1"]), isUndo: Bool = false
    ) -> WriteState {
        var state = WriteState()
        let session = Samples.session()
        state.confirmation = Confirmation(plans: plans, origin: origin, session: session, isUndo: isUndo)
        state.confirmation?.isShown = true
        state.confirmation?.progress = .sending(isStopping: false)
        return state
    }

    private func outcome(_ plans: [RequestPlan], _ states: PlanResults.State...) -> WriteAction {
        var results = PlanResults(plans)
        for (index, state) in states.enumerated() { results.set(state, at: index) }
        return .finished(WriteOutcome(results: results, answer: nil))
    }

    @Test("All done: the form closes, the list is read again, and the change can be undone")
    func done() throws {
        let plans = [try Samples.plan()]
        let store = WriteReducerTests.store(sending(plans))
        store.send(.write(outcome(plans, .done)), then: ["form.dismissed", "posted", "changed.list"]) {
            $0.confirmation = nil
            $0.done = [WriteState.Done(plans: plans, origin: .list(.groups, ["1"]))]
        }
        store.finish()
    }

    @Test("Each record's outcome shows as it is known")
    func progress() throws {
        let plans = [try Samples.plan("A"), try Samples.plan("B")]
        let store = WriteReducerTests.store(sending(plans))
        store.send(.write(.progressed(0, .sending))) { $0.confirmation?.results.set(.sending, at: 0) }
        store.send(.write(.progressed(0, .done))) { $0.confirmation?.results.set(.done, at: 0) }
        store.send(.write(.progressed(7, .done)))
        store.finish()
    }

    @Test("Some failed: the results come up, what was done can be undone, and what was not is sent again on request")
    func some() throws {
        let plans = [try Samples.plan("A"), try Samples.plan("B")]
        let state = sending(plans)
        var results = PlanResults(plans)
        results.set(.done, at: 0)
        results.set(.failed(Samples.error), at: 1)
        let store = WriteReducerTests.store(state)
        store.send(
            .write(outcome(plans, .done, .failed(Samples.error))), then: ["form.dismissed", "posted", "changed.list"]
        ) {
            $0.confirmation = nil
            $0.done = [WriteState.Done(plans: [plans[0]], origin: .list(.groups, ["1"]))]
            $0.results = [WriteReducerTests.run(results)]
            $0.openResults = 0
        }
        store.send(.write(.results(.moved(.down, page: 10)))) { $0.results[0].scroll.place(at: 1, count: 2) }
        store.send(.write(.results(.closed))) { $0.openResults = nil }
        store.send(.write(.results(.opened))) { $0.openResults = 0 }
        store.send(.write(.results(.stepped(-1))), then: ["posted"])
        store.send(.write(.results(.retryRequested))) {
            $0.openResults = nil
            $0.confirmation = Confirmation(
                plans: [plans[1]], origin: .list(.groups, ["1"]), session: Samples.session())
        }
        store.finish()
    }

    @Test("What may have happened is not sent again")
    func retryOfUnknown() throws {
        let plans = [try Samples.plan("A"), try Samples.plan("B")]
        var state = sending(plans)
        var results = PlanResults(plans)
        results.set(.done, at: 0)
        results.set(.failed(Self.unknown), at: 1)
        state.keep(WriteReducerTests.run(results))
        (state.confirmation, state.openResults) = (nil, 0)
        let retry = WriteReducerTests.store(state)
        retry.send(.write(.results(.retryRequested)), then: ["posted"])
    }

    @Test("Not known: a list is read again, a draft of its own is kept, and nothing is there to undo")
    func unknown() throws {
        let plans = [try Samples.plan()]
        let list = WriteReducerTests.store(sending(plans))
        list.send(.write(outcome(plans, .failed(Self.unknown))), then: ["posted", "changed.list"]) {
            $0.confirmation = nil
        }
        for origin in [WriteOrigin.shares, .cors(nil)] {
            let draft = WriteReducerTests.store(sending(plans, origin: origin))
            draft.send(.write(outcome(plans, .failed(Self.unknown))), then: ["posted", "outdated"]) {
                $0.confirmation = nil
            }
        }
    }

    @Test("A conflict of one change that can be planned again is shown as one; of another it is only said")
    func conflict() async throws {
        let plain = [try Samples.plan()]
        let store = WriteReducerTests.store(sending(plain, origin: .cors(nil)))
        store.send(.write(outcome(plain, .failed(Self.conflict))), then: ["posted", "outdated"]) {
            $0.confirmation = nil
        }
        let settings = [try await Samples.riskyPlan()]
        let merging = WriteReducerTests.store(sending(settings, origin: .list(.settings, ["security"])))
        merging.send(
            .write(outcome(settings, .failed(Self.conflict))), then: ["posted", "conflict.met", "changed.list"]
        ) { $0.confirmation = nil }
    }

    @Test("Cancelled before anything was sent: nothing was, and a form keeps what was typed")
    func stopped() async throws {
        let plans = [try Samples.plan("A"), try Samples.plan("B")]
        var state = sending(plans)
        state.confirmation?.progress = .waiting
        let store = WriteReducerTests.store(state)
        let confirmation = try #require(state.confirmation)
        store.send(.write(.confirmed), effects: ["write"]) {
            $0.confirmation?.progress = .sending(isStopping: false)
        }
        // The sign is shared with the effect; the state that is expected shows it raised too.
        store.send(.write(.cancelled)) { $0.confirmation?.progress = .sending(isStopping: true) }
        #expect(confirmation.stop.isSet)
        await store.run(.write)
        store.receive(then: ["posted"]) { action in
            guard case .write(.finished(let outcome)) = action else { return false }
            return outcome.results.unsentCount == 2
        } _: {
            $0.confirmation = nil
        }
        store.finish()
    }

    @Test("Undo shows the opposite, last first; what it leaves undone can be undone again")
    func undo() async throws {
        let plans = [try Samples.plan("A", inverse: true), try Samples.plan("B", inverse: true)]
        var state = WriteState()
        state.done = [WriteState.Done(plans: plans, origin: .list(.groups, []))]
        let reducer = WriteReducer(context: .nowhere, session: Samples.session(), autoReverts: false)
        #expect(reducer.reduce(&state, .undoRequested).effects.map(\.id) == [.preparation])
        let undone = try await Samples.client().planUndo(of: plans)
        _ = reducer.reduce(&state, .planned(PlannedWrite(undone, .list(.groups, []), isUndo: true)))
        let confirmation = try #require(state.confirmation)
        #expect(confirmation.isUndo && !confirmation.isShown)
        #expect(confirmation.plans.map(\.target.name) == ["group B", "group A"])
        state.confirmation?.progress = .sending(isStopping: false)
        let store = WriteReducerTests.store(state)
        var results = PlanResults(confirmation.plans)
        results.set(.done, at: 0)
        results.set(.failed(Samples.error), at: 1)
        let finished = outcome(confirmation.plans, .done, .failed(Samples.error))
        store.send(.write(finished), then: ["form.dismissed", "posted", "changed.list"]) {
            $0.confirmation = nil
            $0.done[0].plans = [plans[0]]
            $0.results = [WriteReducerTests.run(results, origin: .list(.groups, []), isUndo: true)]
            $0.openResults = 0
        }
    }

    @Test("What cannot be undone stays, which is said; the rest is undone")
    func noUndo() async throws {
        let plans = [try Samples.plan("A", inverse: true), try Samples.plan("B")]
        var state = WriteState()
        state.done = [WriteState.Done(plans: plans, origin: .list(.groups, []))]
        let store = WriteReducerTests.store(state)
        store.send(.write(.undoRequested), effects: ["preparation"])
        await store.run(.preparation)
        let stays = "Cannot be undone, and stays: \(plans[1].title)"
        store.receive {
            guard case .pendingOperation(.previewRead(.success(let write))) = $0 else { return false }
            return write.isUndo && write.plans.map(\.target.name) == ["group A"] && write.plans[0].warnings == [stays]
        }
        state.done = [WriteState.Done(plans: [plans[1]], origin: .list(.groups, []))]
        WriteReducerTests.store(state).send(.write(.undoRequested), then: ["posted"])
    }

    @Test("A dry run sends nothing, closes the form, and leaves nothing to undo")
    func rehearsed() async throws {
        let session = Samples.session(Samples.client().dryRun(true))
        let store = WriteReducerTests.store(WriteReducerTests.waiting([try Samples.plan()], session), session)
        store.send(.write(.confirmed), effects: ["write"]) {
            $0.confirmation?.progress = .sending(isStopping: false)
        }
        await store.run(.write)
        store.receive(then: ["form.dismissed", "posted"]) {
            if case .write(.rehearsed(1)) = $0 { true } else { false }
        } _: {
            $0.confirmation = nil
        }
        store.finish()
    }

    @Test("Risky settings saved on trial start their countdown; their undo ends it; others start none")
    func trial() async throws {
        let plans = [try await Samples.riskyPlan()]
        for isOnTrial in [true, false] {
            var state = sending(plans, origin: .cors(nil))
            state.confirmation?.autoReverts = isOnTrial
            let store = WriteReducerTests.store(state)
            let follows =
                ["form.dismissed", "posted"] + (isOnTrial ? ["autoRevert.began"] : []) + ["changed.cors"]
            store.send(.write(outcome(plans, .done)), then: follows) {
                $0.confirmation = nil
                $0.done = [WriteState.Done(plans: plans, origin: .cors(nil))]
            }
        }
        let undo = try plans.map { try #require($0.undo) }
        let store = WriteReducerTests.store(sending(undo, origin: .cors(nil), isUndo: true))
        store.send(
            .write(outcome(undo, .done)), then: ["form.dismissed", "posted", "autoRevert.ended", "changed.cors"]
        ) { $0.confirmation = nil }
    }

    @Test("The answer goes to who asked: a new token to its view, that of a call to the explorer")
    func answers() throws {
        let plans = [try Samples.plan()]
        var results = PlanResults(plans)
        results.set(.done, at: 0)
        let answer = Samples.response(plans[0].call, #"{"token":"new"}"#)
        let finished = WriteAction.finished(WriteOutcome(results: results, answer: answer))
        let origins: [(WriteOrigin, [String])] = [
            (.token, ["token.renewed", "changed"]),
            (.call(CallDraft("x")), ["explorer.changeAnswered", "changed.call"]),
            (.session, ["changed"]),
        ]
        for (origin, follows) in origins {
            let store = WriteReducerTests.store(sending(plans, origin: origin))
            let first = ["form.dismissed", "posted"]
            let changed = follows.map { $0 == "changed" ? "changed.\(origin)" : $0 }
            store.send(.write(finished), then: first + changed) {
                $0.confirmation = nil
                $0.done = [WriteState.Done(plans: plans, origin: origin)]
            }
        }
    }

    @Test("Risky settings among other changes are sent last and start their countdown; those not made start none")
    func trialAmongOthers() async throws {
        let plans = [try await Samples.riskyPlan(), try Samples.plan()]
        let state = sending(plans)
        let confirmation = try #require(state.confirmation)
        #expect(confirmation.plans.map(\.id) == [plans[1].id, plans[0].id])
        #expect(confirmation.reverts.keys.sorted() == [1])
        #expect(confirmation.autoReverts == true)
        for (states, begins) in [
            ([PlanResults.State.done, .done], true), ([.done, .notKnown(Self.unknown, nil)], true),
            ([.done, .failed(Samples.error)], false), ([.failed(Samples.error), .unsent], false),
        ] {
            var (results, state) = (confirmation.results, state)
            for (index, state) in states.enumerated() { results.set(state, at: index) }
            let reducer = WriteReducer(context: .nowhere, session: Samples.session(), autoReverts: false)
            let outcome = reducer.reduce(&state, .finished(WriteOutcome(results: results, answer: nil)))
            #expect(outcome.actions.map(caseName).contains("autoRevert.began") == begins)
        }
    }

    @Test("Of risky settings those that end every token are sent last")
    func tokensLast() async throws {
        let settings = SettingsService(Samples.client())
        let security = try await settings.planSave(
            .security, edited: ["sameSite": "None"], base: ["sameSite": "Lax"])
        let signOn = try await settings.planSave(.singleSignOn, edited: ["enabled": true], base: ["enabled": false])
        let plans = [security, try Samples.plan(), signOn]
        #expect(PendingRevert(of: plans[0])?.endsTokens == true && PendingRevert(of: signOn)?.endsTokens == false)
        let confirmation = try #require(sending(plans).confirmation)
        #expect(confirmation.plans.map(\.id) == [plans[1], plans[2], plans[0]].map(\.id))
    }

    @Test("The undo of several changes ends the countdown of the settings among them")
    func undoOfTrialAmongOthers() async throws {
        let undo = [try #require(try await Samples.riskyPlan().undo), try Samples.plan()]
        var state = sending(undo, isUndo: true)
        #expect(state.confirmation?.reverts.isEmpty == true)
        var results = PlanResults(undo)
        for index in undo.indices { results.set(.done, at: index) }
        let reducer = WriteReducer(context: .nowhere, session: Samples.session(), autoReverts: true)
        let outcome = reducer.reduce(&state, .finished(WriteOutcome(results: results, answer: nil)))
        #expect(outcome.actions.map(caseName).contains("autoRevert.ended"))
    }
}
