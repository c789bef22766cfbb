import Foundation
import SisenseClient
import Testing

@testable import ConsoleState

@Suite("Home")
struct HomeReducerTests {
    private let context: WorkContext
    private let traces = TraceLog()
    private static let now = Date(timeIntervalSince1970: 60)

    init() {
        context = WorkContext(
            Dependencies(
                client: Dependencies.nowhere.client, signIn: .token, now: { Self.now }, traces: traces))
    }

    private func reduce(_ state: inout HomeState, _ action: ConsoleAction) -> ConsoleOutcome {
        guard case .home(let action) = action else { return ConsoleOutcome() }
        return HomeReducer(context: context).reduce(&state, action)
    }

    private func store(_ state: HomeState = HomeState()) -> TestStore<HomeState, ConsoleAction, ConsoleWork> {
        TestStore(state, reducer: reduce)
    }

    private static func works(_ names: String...) -> [String] { names.map { "home(ConsoleState.HomeWork.\($0))" } }

    @Test("Opening it asks for each part by itself; what was shown stays until its new value comes")
    func refresh() {
        let store = store()
        let works = Self.works("application", "licence", "changes", "requests")
        store.send(.home(.refreshRequested), effects: works) { $0.openedAt = Self.now }
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
        store.finish()
    }

    @Test("A request that failed shows; one that went well, or proved that a record is gone, does not")
    func failures() async throws {
        func trace(_ status: Int, expectsAbsence: Bool = false) -> RequestTrace {
            var trace = RequestTrace(
                time: Self.now, operation: .getGroups, line: "GET", outcome: .answered(status: status),
                duration: .milliseconds(3), bytesSent: 0, bytesReceived: 0)
            trace.isAbsenceExpected = expectsAbsence
            return trace
        }
        for trace in [trace(200), trace(404, expectsAbsence: true), trace(404), trace(500, expectsAbsence: true)] {
            traces.add(trace)
        }
        let summary = RequestSummary(traces)
        #expect(summary.failureCount == 2)
        let store = store()
        store.send(.home(.requestMade), effects: Self.works("requests"))
        await store.run(.home(.requests))
        store.receive {
            if case .home(.requestsRead(let read)) = $0 { read.count == 4 } else { false }
        } _: {
            $0.requests = summary
        }
        store.finish()
    }

    @Test("All requests of the session are counted, though only the last are kept; a web page is a failure")
    func counts() {
        var page = RequestTrace(
            time: Self.now, operation: .getGroups, line: "GET", outcome: .answered(status: 200),
            duration: .seconds(3), bytesSent: 0, bytesReceived: 0)
        page.isWebPage = true
        for _ in 0..<700 { traces.add(page) }
        let summary = RequestSummary(traces)
        #expect((summary.count, summary.failureCount, summary.slow) == (700, 700, 700))
    }

    @Test("The fix of a finding is the command of its list, for exactly the records behind it")
    func fixes() throws {
        let locked = try #require(
            Finding(.lockedAccounts, by: [Finding.Culprit("1", "Ada"), Finding.Culprit("2", "Bo")], in: .users))
        let origin = Finding(.wildcardOrigin, "*", in: .security)
        var state = HomeState()
        _ = reduce(&state, .home(.found([locked, origin])))
        guard
            case .list(.users, .commandRunOn(_, let ids))? = reduce(&state, .home(.fixRequested(locked.id))).actions
                .first
        else {
            Issue.record("the fix runs no command of the users")
            return
        }
        #expect(ids == ["1", "2"])
        #expect(reduce(&state, .home(.fixRequested(origin.id))).actions.map(caseName) == ["posted"])
        #expect(reduce(&state, .home(.fixRequested("gone"))).actions.isEmpty)
        for rule in LintRule.allCases {
            guard case .command(let pane, let command)? = rule.fix else { continue }
            #expect(pane.list?.command(command) != nil, "\(rule) names a command that \(pane) does not have")
        }
    }

    @Test("Checking everything is remembered, and looks again")
    func everything() {
        store().send(.home(.everythingRequested), then: ["list"]) { $0.checksEverything = true }
    }

    @Test(
        "The cursor goes over the lines that lead somewhere, stays on its line while others come, and nowhere is no fault"
    )
    func moves() throws {
        var state = HomeState()
        func move(_ movement: Movement, _ lines: [String]) {
            _ = reduce(&state, .home(.moved(movement, lines: lines, page: 9)))
        }
        move(.down, ["a", "b", "c"])
        #expect(state.cursor(in: ["a", "b", "c"]) == 1)
        #expect(state.cursor(in: ["x", "y", "a", "b"]) == 3)
        move(.down, ["x", "b", "c", "d"])
        #expect(state.cursor(in: ["c", "d"]) == 0)
        #expect(state.cursor(in: ["only"]) == 0)
        move(.last, [])
        #expect(state.cursor(in: []) == 0)
        _ = reduce(&state, .home(.cursorPlaced(2, lines: ["a", "b", "c"])))
        #expect(state.cursor(in: ["c", "a"]) == 0)
        try expectEveryCase(
            [
                .refreshRequested, .applicationRead(.failure(Samples.error)), .licenceRead(.failure(Samples.error)),
                .found([]), .factsRead(ServerFacts()), .surveyed(VisitTests.digest()), .everythingRequested,
                .fixRequested("1"), .recallRequested, .recalled(RecalledVisit()), .sinceRequested(""),
                .visitSinceRequested(""), .snapshotsRead([]), .compared([]),
                .snapshotCompared(
                    SnapshotNews(.init(name: "before", time: .distantPast, file: URL(filePath: "/a.json")), [])),
                .changesRead([], count: .exactly(0)), .requestMade, .requestsRead(RequestSummary()),
                .moved(.down, lines: [], page: 1),
                .cursorPlaced(0, lines: []),
            ] as [HomeAction], in: "Features/Home/Home.swift")
    }
}
