import Foundation
import SisenseClient
import Testing

@testable import ConsoleState

@Suite("What a list lacks")
struct ListGapTests {
    private let reducer = ListReducer(feature: .users, context: .nowhere)

    /// A list of three users that has been read, with a gap.
    private func list(_ gaps: [ListGap] = [ListGap("users", .orderChanges(missing: 4))]) -> ListState {
        var state = ListState(ListID(.users), columns: ListFeature.users.columns)
        _ = reducer.reduce(&state, .refreshRequested)
        let rows = ["1", "2", "3"].map { RowContent(id: RecordID($0), cells: ["Ada \($0)"]) }
        _ = reducer.reduce(&state, .pageLoaded(RowPage(rows, columns: state.columns.count)), of: state.id)
        _ = reducer.reduce(&state, .gapsFound(gaps), of: state.id)
        _ = reducer.reduce(&state, .loadEnded(.success(.distantPast)), of: state.id)
        return state
    }

    private func messages(_ outcome: ConsoleOutcome) -> [Message] {
        outcome.actions.compactMap { if case .posted(let message) = $0 { message } else { nil } }
    }

    @Test("Marking all of a list that may be incomplete says so; of a whole one nothing is said")
    func marks() throws {
        var state = list()
        let message = try #require(messages(reducer.reduce(&state, .allMarked)).first)
        #expect(message.level == .warning)
        #expect("\(message.text)".contains("3 marked"))
        #expect("\(message.text)".contains("4 not seen"))
        // Taking the marks away acts on nothing.
        #expect(messages(reducer.reduce(&state, .allMarked)).isEmpty)
        var whole = list([ListGap("users", .without("the names of roles", because: "no"))])
        #expect(messages(reducer.reduce(&whole, .allMarked)).isEmpty)
    }

    @Test("Records that are missing are said once, and again when the gap is another")
    func said() throws {
        var state = list([])
        let gap = ListGap("users", .unreadable(45))
        let first = try #require(messages(reducer.reduce(&state, .gapsFound([gap]), of: state.id)).first)
        #expect(first.level == .warning && "\(first.text)".contains("45 left out"))
        #expect(messages(reducer.reduce(&state, .gapsFound([gap]), of: state.id)).isEmpty)
        let more = [gap, ListGap("roles", .unreadable(3)), ListGap("users", .without("names", because: "no"))]
        let second = messages(reducer.reduce(&state, .gapsFound(more), of: state.id)).map { "\($0.text)" }
        #expect(second.count == 1 && second.first?.contains("Roles: 3 left out: no id, or malformed.") == true)
        #expect(second.first?.contains("45") == false)
    }

    @Test("A refresh that fails keeps rows, age and gaps, and says why")
    func failedRefresh() throws {
        var state = list()
        let age = state.loadedAt
        _ = reducer.reduce(&state, .refreshRequested)
        let message = try #require(
            messages(reducer.reduce(&state, .loadEnded(.failure(Samples.error)), of: state.id)).first)
        #expect(state.table.total == 3 && state.loadedAt?.description == age?.description)
        #expect(message.level == .error && "\(message.text)".contains(Samples.error.message))
        let reasons = state.shortfall.map(\.reason)
        #expect(reasons == [.notRefreshed(Samples.error.message), .orderChanges(missing: 4)])
    }

    @Test("A list that was never read to its end says why, until it was")
    func neverRead() {
        var state = ListState(ListID(.users), columns: ListFeature.users.columns)
        _ = reducer.reduce(&state, .refreshRequested)
        #expect(state.shortfall.map(\.reason) == [.notAllLoaded("loading goes on")])
        _ = reducer.reduce(&state, .loadEnded(.failure(Samples.error)), of: state.id)
        #expect(state.shortfall.map(\.reason) == [.notAllLoaded(Samples.error.message)])
        #expect(list([]).shortfall.isEmpty)
    }

    @Test("An export of a list that may be incomplete says so before and after")
    func export() async throws {
        var state = list()
        let form = ExportForm.open(state, feature: .users)
        #expect(form.fields[0].help.contains("4 not seen"))
        let path = FileManager.default.temporaryDirectory.appending(path: "users-\(UUID()).csv").path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let export = ListExport(rows: .all, format: .csv, path: path, isReplacing: false)
        let outcome = reducer.reduce(&state, .exportStarted(export))
        let message = await Self.posted(by: try #require(outcome.effects.first))
        #expect(message?.level == .warning)
        #expect(message.map { "\($0.text)".contains("4 not seen") } == true)
    }

    @Test("A change of several records of a list that may be incomplete warns; a change of one does not")
    func plans() throws {
        var lists = ListStates()
        lists[.users] = list()
        func warnings(_ records: [RecordID]) throws -> [String] {
            let plans = try records.map { try Samples.plan($0.description) }
            let action = WriteAction.planned(PlannedWrite(plans, .list(.users, records))).warned(by: lists)
            guard case .planned(let write) = action else { return [] }
            return write.plans.flatMap(\.warnings)
        }
        #expect(try warnings(["1", "2"]).count == 2)
        #expect(try warnings(["1", "2"]).allSatisfy { $0.contains("4 not seen") })
        #expect(try warnings(["1"]).isEmpty)
    }

    /// The message that an effect posts.
    private static func posted(by effect: ConsoleEffect) async -> Message? {
        guard case .run(_, let operation) = effect.kind else { return nil }
        let (messages, inbox) = AsyncStream.makeStream(of: Message.self)
        await operation { action in if case .posted(let message) = action { inbox.yield(message) } }
        inbox.finish()
        return await messages.first { _ in true }
    }
}
