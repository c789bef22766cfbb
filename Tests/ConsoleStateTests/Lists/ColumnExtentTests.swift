import Foundation
import SisenseClient
import Testing

@testable import ConsoleState

@Suite("The room that columns take")
struct ColumnExtentTests {
    private func page(_ rows: [[String]]) -> RowPage {
        RowPage(rows.enumerated().map { RowContent(id: RecordID("\($0)"), cells: $1) }, columns: 2)
    }

    private func extents(_ pages: [[[String]]]) -> [ColumnExtent] {
        var table = RowTable()
        for rows in pages { table.append(page(rows)) }
        return table.extents(columns: 2) { $0.count }
    }

    @Test("One long text in a hundred makes no column wide, but is known")
    func outlier() {
        let rows = (0..<100).map { [$0 == 50 ? String(repeating: "x", count: 90) : "abcd", "\($0 % 7)"] }
        #expect(extents([rows])[0] == ColumnExtent(usual: 4, most: 90))
        #expect(extents([rows])[1] == ColumnExtent(usual: 1, most: 1))
    }

    @Test("A column whose texts are all the same over all pages says which one")
    func common() {
        let local = [["a", "local"], ["b", "local"]]
        #expect(extents([local, local]).map(\.common) == [nil, "local"])
        #expect(extents([local, [["c", "ldap"]]]).map(\.common) == [nil, nil])
        #expect(extents([]).map(\.common) == ["", ""])
    }

    @Test("The rows that a filter leaves are measured by themselves, once, and again when they are others")
    func shown() throws {
        var table = RowTable()
        let columns = [ListColumn("name", "Name", isName: true), ListColumn("city", "City")]
        table.append(page([["ada", "Rome"], ["bea", "Rotterdam"], ["al", "Oslo"]]))
        var asked = 0
        func extents() -> [ColumnExtent]? {
            table.shownExtents(columns: 2) {
                asked += 1
                return $0.count
            }
        }
        #expect(extents() == nil, "without a filter all rows say it")
        table.apply(ListFilter("ada", columns: columns, now: Timestamp(milliseconds: 0), timeZone: .gmt))
        #expect(extents()?.map(\.most) == [3, 4])
        #expect(extents()?.map(\.common) == ["ada", "Rome"])
        #expect(asked == 2)
        table.apply(ListFilter("bea", columns: columns, now: Timestamp(milliseconds: 0), timeZone: .gmt))
        #expect(extents()?.map(\.most) == [3, 9])
        table.apply(ListFilter("nobody", columns: columns, now: Timestamp(milliseconds: 0), timeZone: .gmt))
        #expect(extents() == nil, "no rows say nothing")
    }

    @Test("A page is measured once, however often a frame asks")
    func once() {
        let page = page([["a", "b"], ["c", "d"]])
        var asked = 0
        for _ in 0..<3 {
            _ = page.extents { _ in
                asked += 1
                return 1
            }
        }
        #expect(asked == 4)
    }
}
