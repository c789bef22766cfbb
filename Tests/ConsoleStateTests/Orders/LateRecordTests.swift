import Foundation
import SisenseClient
import Testing

@testable import ConsoleState

@Suite("Records that come once their list is about something else", .timeLimit(.minutes(15)))
struct LateRecordTests {
    /// The widgets of a dashboard, of which each has one of the same id.
    private static func open(_ dashboard: RecordID, in console: HeldConsole) async throws {
        await console.send(.listOpened(.widgets(of: dashboard, title: "\(dashboard)")))
        await console.transport.answer("/dashboards/\(dashboard)/widgets", #"[{"oid":"w","title":"Revenue"}]"#)
        await console.until { $0.lists[.widgets]?.isLoading == false }
        #expect(await console.state.lists[.widgets]?.table.count == 1)
    }

    @Test("A record that is missing below the parent that was left stays in the list below the next one")
    func missing() async throws {
        let console = try HeldConsole(.dashboards)
        try await Self.open("a", in: console)
        await console.send(.list(.widgets, .recordsChanged(["w"])))
        await console.transport.arrival("/dashboards/a/widgets/w")
        try await Self.open("b", in: console)
        await console.transport.answer("/dashboards/a/widgets/w", "{}", status: 404)
        await console.roundTrip()
        #expect(await console.state.lists[.widgets]?.table.count == 1)
        await console.close()
    }

    @Test("Nothing that a list has asked for reaches the list that took its place")
    func results() throws {
        var state = try Samples.console()
        let reducer = ConsoleReducer(.nowhere)
        state.open(.members(of: "9", name: "Sales"))
        let old = try #require(state.lists[.members]).id
        state.open(.members(of: "10", name: "Finance"))
        let row = RowContent(id: "1", cells: ["Ada"])
        let columns = try #require(state.lists[.members]).columns.count
        let results: [ListResult] = [
            .pageLoaded(RowPage([row], columns: columns)), .loadProgressed("1 of 2"), .loadSlow, .aged,
            .foundBeside(.themeChosen("light")), .gapsFound([ListGap("members", .unreadable(1))]),
            .loadEnded(.success(.distantPast)),
            .refreshed(.failure(Samples.error)),
            .compared(RowChanges(from: RowTable(), to: RowTable()), generation: 0),
            .filtered(
                [], ListFilter("x", columns: [], now: Timestamp(Date()), timeZone: .current), pages: 0, generation: 0),
            .sorted([], nil, generation: 0),
            .recordRead("1", .failure(Samples.error)), .blocksRead("1", .alerts, .success([:])), .exportProgressed(1),
            .exportEnded,
        ]
        // Where one is, is noted with every action.
        _ = reducer.reduce(&state, .pendingOperation(.lasting))
        for result in results {
            let before = lines(of: state)
            #expect(reducer.reduce(&state, .listResult(old, result)).isEmpty)
            #expect(lines(of: state).elementsEqual(before), "\(result)")
        }
        try expectEveryCase(results, in: "Lists/ListAction.swift")
    }

    @Test("A list that was forgotten takes nothing of what it had asked for, and its loading ends")
    func forgotten() throws {
        var state = try Samples.console()
        let reducer = ConsoleReducer(.nowhere)
        let old = try #require(state.lists[.compare]).id
        let effects = reducer.reduce(&state, .listForgotten(.compare))
        #expect(
            effects.map(\.id) == [.list(.compare, .loading), .list(.compare, .refreshing)]
                && effects.allSatisfy(\.isCancellation))
        _ = reducer.reduce(&state, .listResult(old, .loadEnded(.success(.distantPast))))
        #expect(state.lists[.compare]?.loadedAt == nil)
    }

    @Test("Shares that come once they were closed do not come back")
    func shares() throws {
        var state = try Samples.console()
        let reducer = ConsoleReducer(.nowhere)
        state.open(.shares(of: "d", title: "Sales"))
        let list = try #require(state.lists[.shares]).id
        let dashboard = try #require(Dashboard(["oid": "d", "title": "Sales"]))
        let document = SharesDocument(dashboard: dashboard, list: ShareList(["sharesTo": []]), names: .none)
        _ = reducer.reduce(&state, .shares(.closed))
        _ = reducer.reduce(&state, .listResult(list, .foundBeside(.shares(.loaded(SharesState(document))))))
        #expect(state.shares == nil)
    }

    @Test("Going back leads to the list that is there now as it is, not as one about another record was left")
    func history() throws {
        var state = try Samples.console()
        let reducer = ConsoleReducer(.nowhere)
        _ = reducer.reduce(&state, .listOpened(.members(of: "9", name: "Sales")))
        _ = reducer.reduce(&state, .list(.members, .recordOpened("1", title: "Ada")))
        _ = reducer.reduce(&state, .paneOpened(.groups))
        state.open(.members(of: "10", name: "Finance"))
        state.pane = .groups
        _ = reducer.reduce(&state, .historyStepped(-1))
        #expect(state.pane == .members)
        #expect(state.list?.detail == nil)
    }
}
