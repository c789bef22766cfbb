import Foundation
import SisenseClient
import Testing

@testable import ConsoleState

@Suite("Filtering many rows")
struct SlowFilterTests {
    private typealias ListStore = Store<ConsoleState, ConsoleAction, ConsoleWork>

    /// The console with 8,000 users, `user 0` and on.
    private func store() async -> ListStore {
        let environment = Dependencies.nowhere
        let state = ConsoleState(session: SessionState(profile: "test", client: environment.client))
        let store = ListStore(state, reducer: ConsoleReducer(environment).reduce)
        await store.send(.listResult(ListID(.users), .pageLoaded(page(0..<4000))))
        await store.send(.listResult(ListID(.users), .pageLoaded(page(4000..<8000))))
        return store
    }

    private func page(_ numbers: Range<Int>) -> RowPage {
        RowPage(numbers.map { RowContent(id: RecordID("id\($0)"), cells: ["user \($0)", "viewer"]) }, columns: 7)
    }

    private func type(_ text: String, in store: ListStore) async {
        await store.send(.list(.users, .filterOpened))
        for character in text { await store.send(.list(.users, .filterEdited(.insert(String(character))))) }
    }

    @Test("An expression over many rows is looked for beside the store, and the last letter typed wins")
    func newestWins() async throws {
        let store = await store()
        await type("name:re:user 7\\d{3}$", in: store)
        #expect(await store.state.list?.filter.text == "name:re:user 7\\d{3}$")
        await store.idle()
        let list = try #require(await store.state.list)
        #expect(list.pendingFilter == nil)
        #expect(list.table.filter.text == "name:re:user 7\\d{3}$")
        // The blank parts two words: an expression and a word.
        #expect(list.table.count == 0)
    }

    @Test("Quotes keep the blank in the expression")
    func quoted() async throws {
        let store = await store()
        await type("\"name:re:user 7\\d{3}$\"", in: store)
        await store.idle()
        #expect(await store.state.list?.table.count == 1000)
    }

    @Test("A plain word typed meanwhile takes effect at once, and the expression never comes back")
    func plainWordCancels() async throws {
        let store = await store()
        await type("re:7{3}", in: store)
        await store.send(.list(.users, .filterCleared))
        #expect(await store.state.list?.table.count == 8000)
        #expect(await store.state.list?.pendingFilter == nil)
        await store.idle()
        #expect(await store.state.list?.table.count == 8000)
    }

    @Test("Rows that come, go and change places meanwhile are where they belong")
    func meanwhile() async throws {
        var table = RowTable()
        table.append(page(0..<100))
        let filter = ListFilter(
            "re:[05]$", columns: [ListColumn("name", "Name")], now: Timestamp(Date()), timeZone: .current)
        let found = try #require(table.found(by: filter))
        table.append(page(100..<120))
        table.remove("id5")
        table.take(
            table.sorted(by: ListSort(column: 0, isDescending: true)), sort: ListSort(column: 0, isDescending: true))
        table.take(found, of: filter, pages: 1)
        var expected = table
        expected.apply(ListFilter("", columns: [], now: Timestamp(Date()), timeZone: .current))
        expected.apply(filter)
        #expect((0..<table.count).map(table.id(at:)) == (0..<expected.count).map(expected.id(at:)))
        #expect(table.count == 23)
    }

    @Test("An answer that belongs to rows of before a refresh is looked for again among the new ones")
    func refreshed() async throws {
        let store = await store()
        let list = try #require(await store.state.list)
        let filter = ListFilter("re:9$", columns: list.columns, now: Timestamp(Date()), timeZone: .current)
        let found = try #require(list.table.found(by: filter))
        let reducer = ListReducer(feature: .users, context: .nowhere)
        var state = list
        _ = reducer.reduce(&state, .refreshRequested)
        _ = reducer.reduce(&state, .pageLoaded(page(0..<10)), of: state.id)
        _ = reducer.reduce(&state, .loadEnded(.success(.distantPast)), of: state.id)
        _ = reducer.reduce(&state, .filtered(found, filter, pages: 2, generation: list.table.generation), of: state.id)
        #expect(state.table.count == 1)
        let order = list.table.sorted(by: ListSort(column: 0))
        let outcome = reducer.reduce(
            &state, .sorted(order, ListSort(column: 0), generation: list.table.generation), of: state.id)
        #expect(outcome.effects.map(\.id) == [.list(.users, .sorting)])
    }
}
