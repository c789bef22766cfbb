import Foundation
import SisenseClient
import Testing

@testable import ConsoleState

@Suite("Records that somebody was led to")
struct RecordSelectionTests {
    private static let selection = RecordSelection("2 accounts locked", ["1", "3"])
    private let reducer = ListReducer(feature: .users, context: .nowhere)

    /// A list of users of these ids, all read.
    private func list(_ ids: ClosedRange<Int>) -> ListState {
        var list = ListState(ListID(.users), columns: ListFeature.users.columns)
        list.table.append(Self.page(ids))
        (list.load, list.loadedAt) = (.loaded(()), ClockTime(Date(timeIntervalSince1970: 0), in: .gmt))
        return list
    }

    private static func page(_ ids: ClosedRange<Int>) -> RowPage {
        RowPage(ids.map { RowContent(id: RecordID("\($0)"), cells: ["User \($0)"]) }, columns: 1)
    }

    private func ids(_ list: ListState) -> [String] {
        (0..<list.table.count).compactMap { list.table.id(at: $0)?.description }
    }

    private func isReading(_ outcome: ConsoleOutcome) -> Bool {
        outcome.effects.contains { $0.id == .list(.users, .loading) }
    }

    @Test("They are shown alone, and marked; what is typed narrows them, and ids are not mistaken for each other")
    func alone() {
        var list = list(1...31)
        #expect(!isReading(reducer.reduce(&list, .recordsChosen(Self.selection))))
        #expect(ids(list) == ["1", "3"])
        #expect(list.marks == Self.selection.ids)
        #expect(list.hiddenMarks == 0)
        _ = reducer.reduce(&list, .filterOpened)
        _ = reducer.reduce(&list, .filterEdited(.insert("User 3")))
        #expect(ids(list) == ["3"])
    }

    @Test("What was typed is cleared first, then what somebody was led to, then the marks")
    func cleared() {
        var list = list(1...5)
        _ = reducer.reduce(&list, .recordsChosen(Self.selection))
        _ = reducer.reduce(&list, .filterOpened)
        _ = reducer.reduce(&list, .filterEdited(.insert("3")))
        _ = reducer.reduce(&list, .filterKept)
        _ = reducer.reduce(&list, .filterCleared)
        #expect(ids(list) == ["1", "3"])
        _ = reducer.reduce(&list, .filterCleared)
        #expect(ids(list).count == 5)
        #expect(list.marks == Self.selection.ids)
    }

    @Test("A list that lacks one of them is read again, and a mark without a record goes when it has been")
    func missing() {
        var list = list(2...5)
        #expect(isReading(reducer.reduce(&list, .recordsChosen(Self.selection))))
        _ = reducer.reduce(&list, .pageLoaded(Self.page(3...9)), of: list.id)
        _ = reducer.reduce(&list, .loadEnded(.success(Date(timeIntervalSince1970: 60))), of: list.id)
        #expect(ids(list) == ["3"])
        #expect(list.marks == ["3"])
    }

    @Test("A list that nobody has read marks them as their rows come")
    func unread() {
        var list = ListState(ListID(.users), columns: ListFeature.users.columns)
        #expect(isReading(reducer.reduce(&list, .recordsChosen(Self.selection))))
        _ = reducer.reduce(&list, .pageLoaded(Self.page(2...9)), of: list.id)
        #expect(ids(list) == ["3"])
        _ = reducer.reduce(&list, .loadEnded(.success(Date(timeIntervalSince1970: 60))), of: list.id)
        #expect(list.marks == ["3"])
    }

    @Test("A view that is come back to shows them again")
    func restored() {
        var list = list(1...5)
        _ = reducer.reduce(&list, .recordsChosen(Self.selection))
        let view = ListView(list)
        _ = reducer.reduce(&list, .filterCleared)
        _ = reducer.reduce(&list, .restored(view))
        #expect(ids(list) == ["1", "3"])
    }

    @Test("A command can be about records that the list has not read")
    func command() {
        var list = ListState(ListID(.users), columns: ListFeature.users.columns)
        let outcome = reducer.reduce(&list, .commandRunOn(ListCommand.ID("unlock"), ["1", "3"]))
        #expect(outcome.effects.map(\.id) == [.preparation])
    }
}
