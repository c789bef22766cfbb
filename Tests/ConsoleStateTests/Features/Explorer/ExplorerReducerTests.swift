import Foundation
import Testing

@testable import ConsoleState
@testable import SisenseClient

@Suite("The explorer of the API")
struct ExplorerReducerTests {
    private let traces = TraceLog()
    private let context: WorkContext

    init() {
        context = WorkContext(
            Dependencies(
                client: Samples.client(), signIn: .token, now: { Date(timeIntervalSince1970: 60) }, traces: traces))
    }

    private func reducer(
        _ place: ExplorerState.Asker?
    ) -> (inout ExplorerState, ConsoleAction) -> ConsoleOutcome {
        let context = context
        return { state, action in
            guard case .explorer(let action) = action else { return ConsoleOutcome() }
            return ExplorerReducer(context: context, destination: place).reduce(&state, action)
        }
    }

    private func store(
        _ state: ExplorerState = ExplorerState(), at place: ExplorerState.Asker? = .pane(.api)
    ) -> TestStore<ExplorerState, ConsoleAction, ConsoleWork> {
        TestStore(state, reducer: reducer(place))
    }

    private func call(_ operation: SisenseClient.Operation = .getFeatures) throws -> Call {
        try Samples.client().call(operation)
    }

    private func answer(_ body: String = "[]") throws -> CallAnswer {
        let call = try call()
        return CallAnswer(Samples.response(call, body), to: call, draft: CallDraft(call), previous: nil)
    }

    private func shown(_ body: String = "[]") throws -> ExplorerState {
        var state = ExplorerState()
        state.show(try answer(body), at: Date(timeIntervalSince1970: 0))
        return state
    }

    @Test("Without an answer and without a call under way, there is nothing to repeat, save, close or report")
    func empty() throws {
        let idle: [ExplorerAction] = [
            .formRequested(CallDraft("no such operation")), .received(1, of: nil), .failed(Samples.error), .repeated,
            .replayed("no such request"), .fileRequested, .answerClosed,
        ]
        expectHarmless(idle.map(ConsoleAction.explorer), in: ExplorerState(), reducer(.pane(.api)))
        let plan = try Samples.plan()
        let others: [ExplorerAction] = [
            .callMade(try call(), CallDraft("x")), .callPlanned(plan, CallDraft("x")), .answered(try answer()),
            .changeAnswered(Samples.response(plan.call), plan, CallDraft("x")), .forgotten("x"),
        ]
        try expectEveryCase(idle + others, in: "Features/Explorer/ExplorerState.swift")
    }

    @Test("A form opens for an operation of the catalogue, and for the answer that is to be saved")
    func forms() throws {
        store().send(
            .explorer(.formRequested(CallDraft(SisenseClient.Operation.getFeatures.id))), then: ["form.opened"])
        store(try shown()).send(.explorer(.fileRequested), then: ["form.opened"])
    }

    @Test("A read is sent while its form waits, and its answer takes the form's place")
    func read() throws {
        let store = store(at: nil)
        let (call, answer) = (try call(), try answer())
        store.send(.explorer(.callMade(call, CallDraft(call))), effects: ["call"], then: ["form.waiting"]) {
            $0.asker = .form
        }
        store.send(.explorer(.received(2048, of: 4096)), then: ["form.progressed"])
        store.send(.explorer(.answered(answer)), then: ["form.dismissed", "paneOpened"]) {
            $0.asker = nil
            $0.show(answer, at: Date(timeIntervalSince1970: 60))
        }
        store.send(.explorer(.received(2048, of: 4096)))
        store.send(.explorer(.answerClosed)) { $0.close() }
    }

    @Test("A failure stays in the form that asked; without a form it is only said")
    func failure() throws {
        let call = try call()
        let form = store(at: nil)
        form.send(.explorer(.callMade(call, CallDraft(call))), effects: ["call"], then: ["form.waiting"]) {
            $0.asker = .form
        }
        form.send(.explorer(.failed(Samples.error)), then: ["form.submitFailed"]) { $0.asker = nil }
        let pane = store(try shown())
        pane.send(.explorer(.repeated), effects: ["call"]) { $0.asker = .pane(.api) }
        pane.send(.explorer(.failed(Samples.error)), then: ["posted"]) { $0.asker = nil }
    }

    @Test("A change is never sent by the explorer: it becomes a plan, and to repeat it is to fill it in again")
    func change() throws {
        let plan = try Samples.plan()
        store().send(.explorer(.callPlanned(plan, CallDraft(plan.call))), then: ["write.planned"])
        let answer = CallAnswer(
            Samples.response(plan.call), to: plan.call, draft: CallDraft(plan.call), previous: nil)
        var state = ExplorerState()
        state.show(answer, at: Date(timeIntervalSince1970: 0))
        store(state).send(.explorer(.repeated), then: ["explorer.formRequested"])
        store(state).send(
            .explorer(.changeAnswered(answer.response, plan, answer.draft)), effects: ["call"]
        ) { $0.asker = .pane(.api) }
    }

    @Test("An answer comes up only where it was asked for and while nothing else is done there; else it waits")
    func late() throws {
        let answer = try answer("[1]")
        var asked = try shown()
        asked.asker = .pane(.api)
        store(asked).send(.explorer(.answered(answer)), then: ["paneOpened"]) {
            $0.asker = nil
            $0.show(answer, at: Date(timeIntervalSince1970: 60))
        }
        for place in [ExplorerState.Asker?.none, .pane(.users)] {
            store(asked, at: place).send(.explorer(.answered(answer)), then: ["posted"]) {
                $0.asker = nil
                $0.note(answer, at: Date(timeIntervalSince1970: 60))
            }
        }
        var asker = ExplorerState()
        asker.asker = nil
        store(asker).send(.explorer(.answered(answer)), then: ["posted"]) {
            $0.note(answer, at: Date(timeIntervalSince1970: 60))
        }
    }

    @Test("What cannot be sent again leaves the call under way with who asked for it")
    func replayed() throws {
        var waiting = ExplorerState()
        waiting.asker = .form
        store(waiting).send(.explorer(.replayed("no such request")), then: ["posted"])
    }

    @Test("A kept call is forgotten, and the list that shows it is read again")
    func forgotten() async throws {
        let store = store()
        store.send(.explorer(.forgotten("mine")), effects: ["savedCalls"])
        await store.run(.savedCalls)
        store.receive { if case .list(.api, .refreshRequested) = $0 { true } else { false } }
        store.receive { if case .posted = $0 { true } else { false } }
        store.finish()
    }
}
