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
