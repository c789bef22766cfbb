import Foundation
import SisenseClient
import Testing

@testable import ConsoleState

@Suite("Home")
struct HomeReducerTests {
    private let context: WorkContext
    private let traces = TraceLog()

    init() {
        context = WorkContext(
            Dependencies(
                client: Dependencies.nowhere.client, signIn: .token, now: { Date(timeIntervalSince1970: 60) },
                traces: traces))
    }

    private func reduce(_ state: inout HomeState, _ action: ConsoleAction) -> ConsoleOutcome {
        guard case .home(let action) = action else { return ConsoleOutcome() }
        return HomeReducer(context: context).reduce(&state, action)
    }

    private func store() -> TestStore<HomeState, ConsoleAction, ConsoleWork> {
        TestStore(HomeState(), reducer: reduce)
    }

    @Test("Opening it asks for each part by itself; what was shown stays until its new value comes")
    func refresh() {
        let store = store()
        let works = ["application", "licence", "settings", "failures"].map { "home(ConsoleState.HomeWork.\($0))" }
        store.send(.home(.refreshRequested), effects: works) { $0.openedAt = Date(timeIntervalSince1970: 60) }
        let status = ApplicationStatus(["version": "9.1"])
        store.send(.home(.applicationRead(.success(status)))) { $0.application = .loaded(status) }
        store.send(.home(.refreshRequested), effects: works)
        #expect(store.state.application.value == status)
    }

    @Test("One part that fails takes no other along")
    func parts() throws {
        let store = store()
        let licence = Licence(["trial": true])
        store.send(.home(.licenceRead(.success(licence)))) { $0.licence = .loaded(licence) }
        store.send(.home(.applicationRead(.failure(Samples.error)))) { $0.application = .failed(Samples.error) }
        store.send(.home(.findingsRead(.success([])))) { $0.findings = .loaded([]) }
        store.send(.home(.findingsRead(.failure(Samples.error)))) { $0.findings = .failed(Samples.error) }
        store.finish()
    }

    @Test("A request that failed shows, one that went well does not")
    func failures() async throws {
        let operation = SisenseClient.Operation.getGroups
        let (good, bad) = (RequestTrace.Outcome.answered(status: 200), RequestTrace.Outcome.answered(status: 500))
        for outcome in [good, bad] {
            traces.add(
                RequestTrace(
                    time: Date(timeIntervalSince1970: 0), operation: operation, line: "GET", outcome: outcome,
                    duration: .zero, bytesSent: 0, bytesReceived: 0))
        }
        let failed = traces.all.filter(\.isFailure)
        let store = store()
        store.send(.home(.requestMade), effects: ["home(ConsoleState.HomeWork.failures)"])
        await store.run(.home(.failures))
        store.receive {
            if case .home(.failuresRead(let traces)) = $0 { traces.count == 1 } else { false }
        } _: {
            $0.failures = failed
        }
        store.finish()
    }

    @Test("The cursor goes over the lines that lead somewhere, and nowhere when there are none")
    func moves() throws {
        let store = store()
        store.send(.home(.moved(.down, count: 3, page: 9))) { $0.scroll.place(at: 1, count: 3) }
        store.send(.home(.moved(.last, count: 3, page: 9))) { $0.scroll.place(at: 2, count: 3) }
        store.send(.home(.moved(.last, count: 0, page: 9))) { $0.scroll.place(at: 0, count: 0) }
        try expectEveryCase(
            [
                .refreshRequested, .applicationRead(.failure(Samples.error)), .licenceRead(.failure(Samples.error)),
                .findingsRead(.success([])), .requestMade, .failuresRead([]), .moved(.down, count: 0, page: 1),
            ] as [HomeAction], in: "Features/Home/Home.swift")
    }
}
