import Testing

@testable import TerminalKit

@Suite("Table")
struct TableViewTests {
    private static let columns: [TableView.Column] = [
        .init("name", title: "NAME", minWidth: 12, idealWidth: 20, grows: true, priority: 9),
        .init("role", title: "ROLE", minWidth: 8, idealWidth: 10, priority: 5),
        .init("groups", title: "GROUPS", minWidth: 8, idealWidth: 14, priority: 2),
        .init("count", title: "OWNS", minWidth: 4, idealWidth: 6, priority: 3, alignment: .trailing),
    ]

    private func table(rows: Int = Names.all.count, top: Int = 0, cursor: Int? = 1) -> TableView {
        var table = TableView(columns: Self.columns, rowCount: rows, top: top, cursor: cursor) { row, column in
            switch column {
            case 0: .init(Names.all[row % Names.all.count])
            case 1: row % 3 == 0 ? .init("Admin", Style(.warning)) : .init("Viewer")
            case 2: .init("Finance,+2", Style(.muted))
            default: .init("\(row * 37)")
            }
        }
        table.sort = .init(column: "role", isAscending: false)
        table.look = { row in
            switch row {
            case 2: .init(isMarked: true)
            case 4: .init(role: .added, sign: "+")
            case 5: .init(isMarked: true, role: .error, sign: "!")
            default: .init()
            }
        }
        return table
    }

    @Test("It looks as it did at several sizes", arguments: [(80, 20), (40, 8), (24, 6), (10, 4), (3, 3), (1, 1)])
    func goldens(width: Int, height: Int) throws {
        try expectGolden("table-\(width)x\(height)", drawing(width, height) { table().draw(on: $0) })
    }

    @Test("What can be pointed at is found where it is drawn")
    func parts() {
        let (table, size) = (table(rows: 6, top: 2), Size(80, 5))
        #expect(table.part(at: Point(5, 0), size: size) == .heading("name"))
        #expect(table.part(at: Point(79, 0), size: size) == .heading("count"))
        #expect(table.part(at: Point(1, 0), size: size) == nil)
        #expect(table.part(at: Point(0, 1), size: size) == .row(2))
        #expect(table.part(at: Point(79, 4), size: size) == .row(5))
        #expect(table.part(at: Point(5, 5), size: size) == nil)
        #expect(self.table(rows: 2).part(at: Point(5, 4), size: size) == nil)
    }

    @Test("It looks as it did in ASCII, without focus, scrolled and empty")
    func variants() throws {
        try expectGolden("table-ascii", drawing(60, 18, glyphs: .ascii) { table().draw(on: $0) })
        try expectGolden(
            "table-unfocused",
            drawing(60, 6) {
                var table = table(rows: 5, cursor: 2)
                table.hasFocus = false
                table.draw(on: $0)
            })
        try expectGolden(
            "table-skipped",
            drawing(30, 4) {
                var table = table(rows: 3, cursor: 0)
                table.skippedColumns = 2
                table.draw(on: $0)
            })
        try expectGolden(
            "table-empty",
            drawing(40, 5) {
                var table = table(rows: 0, cursor: nil)
                table.emptyText = StyledLine("No users match", Style(.muted))
                table.draw(on: $0)
            })
    }

    @Test("Columns are skipped no further than until the last one is in sight")
    func mostSkipped() {
        let table = table()
        #expect(table.mostSkipped(width: 80) == 0)
        #expect(table.mostSkipped(width: 40) == 1)
        #expect(table.mostSkipped(width: 25) == 2)
        func kept(_ skipped: Int) -> [String] {
            var scrolled = table
            scrolled.skippedColumns = skipped
            return (0..<40).compactMap {
                if case .heading(let id)? = scrolled.part(at: Point($0, 0), size: Size(40, 5)) { id } else { nil }
            }.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
        }
        #expect(kept(0) == ["name", "role", "count"])
        #expect(kept(1) == ["name", "groups", "count"])
        #expect(kept(9) == kept(1))
    }

    @Test("Of a hundred thousand rows it asks only for those it shows")
    func virtual() {
        var asked: Set<Int> = []
        let table = TableView(columns: Self.columns, rowCount: 100_000, top: 500, cursor: 502) { row, _ in
            asked.insert(row)
            return .init("x")
        }
        let cursor = table.draw(on: CellBuffer(Size(80, 11)).canvas)
        #expect(asked == Set(500..<510))
        #expect(cursor == Point(0, 3))
    }

    @Test("Scrolling moves no more than needed and never beyond the ends")
    func scrolling() {
        #expect(TableView.top(10, showing: 12, rowCount: 100, height: 6) == 10)
        #expect(TableView.top(10, showing: 9, rowCount: 100, height: 6) == 9)
        #expect(TableView.top(10, showing: 15, rowCount: 100, height: 6) == 11)
        #expect(TableView.top(99, showing: 99, rowCount: 100, height: 6) == 95)
        #expect(TableView.top(10, showing: 2, rowCount: 3, height: 6) == 0)
        #expect(TableView.top(10, showing: 2, rowCount: 3, height: 0) == 0)
    }

    @Test("Columns of low priority go first when room is short, and the first column takes what there is")
    func layout() {
        func kept(_ width: Int) -> [String] {
            TableLayout.areas(Self.columns, skipping: 0, width: width).map { Self.columns[$0.column].id }
        }
        #expect(kept(80) == ["name", "role", "groups", "count"])
        #expect(kept(40) == ["name", "role", "count"])
        #expect(kept(26) == ["name", "role"])
        #expect(kept(12) == ["name"])
        #expect(kept(3) == [])
        for width in 0..<120 {
            let areas = TableLayout.areas(Self.columns, skipping: 0, width: width)
            #expect(areas.allSatisfy { $0.x >= 3 && $0.x + $0.width <= max(width - 1, 3) })
        }
    }
}
