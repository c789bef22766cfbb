import ConsoleState
import SisenseClient
import TerminalKit
import TestServices
import Testing

@testable import ConsoleUI

@Suite("Columns that other records tell")
struct ColumnFactTests {
    private static func cells(_ list: ListState?, _ id: String) -> [String] {
        guard let list, let column = list.columns.firstIndex(where: { $0.id == id }) else { return [] }
        return (0..<list.table.count).map { list.table.cell(at: $0, column) }
    }

    @Test("Nothing is read for a column until it is asked for; then one read fills it for all rows")
    func filter() async throws {
        try await ConsoleDriver.with { console in
            await console.press("1")
            #expect(Set(Self.cells(await console.state.list, "owns")) == [""])
            await console.press("/")
            await console.type("owns>0")
            await console.press("Enter")
            let owners = await console.state.list
            let client = await console.state.session.client
            let dashboards = try await DashboardsService(client).pages().all()
            let expected = Dictionary(dashboards.compactMap { $0.owner?.id }.map { ($0, 1) }, uniquingKeysWith: +)
            #expect(owners?.table.count == expected.count)
            let ids = (0..<expected.count).compactMap { owners?.table.id(at: $0)?.description }
            #expect(Self.cells(owners, "owns") == ids.map { "\(expected[$0] ?? 0)" })
            #expect(Set(Self.cells(owners, "alerts")) == [""])
            // A row that is read again by itself keeps what others say of it.
            let first = try #require(owners?.table.id(at: 0))
            await console.send(.list(.users, .recordsChanged([first])))
            #expect(Self.cells(await console.state.list, "owns") == Self.cells(owners, "owns"))
        }
    }

    @Test("A column that shows from the start is read with the list, for groups too")
    func shown() async throws {
        try await ConsoleDriver.with { console in
            let columns = try #require(await console.state.lists[.groups]?.columns)
            let all = columns.map { ColumnArrangement.Item($0.id, isShown: true) }
            await console.press("2")
            await console.send(.list(.groups, .columnsArranged(ColumnArrangement(all))))
            let shares = Self.cells(await console.state.list, "shares")
            #expect(!shares.isEmpty && shares.allSatisfy { Int($0) != nil })
            #expect(shares.contains { $0 != "0" })
            #expect(await console.screen.contains("SHARES"))
            await console.press("R")
            #expect(Self.cells(await console.state.list, "shares") == shares)
        }
    }
}
