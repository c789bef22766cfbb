import TestRandom
import Testing

@testable import TerminalKit

@Suite("Table")
struct TableViewTests {
    private static let columns: [TableView.Column] = [
        .init("name", title: "NAME", minWidth: 12, usualWidth: 20, maxWidth: 60, priority: 9),
        .init("role", title: "ROLE", minWidth: 8, usualWidth: 10, priority: 5),
        .init("groups", title: "GROUPS", minWidth: 8, usualWidth: 14, priority: 2),
        .init("count", title: "OWNS", minWidth: 4, usualWidth: 6, priority: 3, alignment: .trailing),
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
        #expect(table.mostSkipped(width: 41) == 1)
        #expect(table.mostSkipped(width: 25) == 2)
        func kept(_ skipped: Int) -> [String] {
            var scrolled = table
            scrolled.skippedColumns = skipped
            return (0..<41).compactMap {
                if case .heading(let id)? = scrolled.part(at: Point($0, 0), size: Size(41, 5)) { id } else { nil }
            }.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
        }
        #expect(kept(0) == ["name", "role", "count"])
        #expect(kept(1) == ["name", "groups", "count"])
        #expect(kept(9) == kept(1))
    }

    @Test("The signs of cursor, mark and state stand in cells of their own and none hides another")
    func gutter() {
        for role in Role.allCases {
            for cursor in [0, 1] {
                var table = TableView(columns: Self.columns, rowCount: 2, cursor: cursor) { _, _ in .init("x") }
                table.look = { _ in .init(isMarked: true, role: role, sign: "!") }
                let buffer = CellBuffer(Size(60, 3))
                table.draw(on: buffer.canvas)
                let row = buffer.row(1)
                #expect(row.prefix(4).map(\.text) == [cursor == 0 ? ">" : " ", "*", "!", " "], "\(role)")
                #expect(row[1].style == Style(.mark, on: cursor == 0 ? .selected : .marked), "\(role)")
            }
        }
    }

    @Test("Columns take what their texts need, and none is cut while there are cells to spare")
    func widths() {
        var random = SeededRandom(seed: 7)
        for _ in 0..<400 {
            let columns: [TableView.Column] = (0..<Int(random.next() % 6 + 1)).map { index in
                let usual = Int(random.next() % 30)
                return .init(
                    "\(index)", title: "T", minWidth: 8, usualWidth: usual, maxWidth: usual + Int(random.next() % 40),
                    shortWidths: random.next() % 4 == 0 ? [9, 5] : [], priority: Int(random.next() % 3))
            }
            let width = Int(random.next() % 160)
            let areas = TableLayout.areas(columns, skipping: 0, width: width)
            let isCut = areas.contains {
                $0.width < columns[$0.column].maxWidth && columns[$0.column].shortWidths.isEmpty
            }
            let hasAll = areas.count == columns.count
            if isCut, hasAll { #expect(areas.last.map { $0.x + $0.width } == width - 1) }
            #expect(areas.allSatisfy { $0.width <= max(columns[$0.column].maxWidth, 1) })
        }
    }

    @Test("Times are shortened first, then headings, then long texts; a short text stays whole as long as its column")
    func givingWay() {
        let columns: [TableView.Column] = [
            .init("name", title: "NAME", minWidth: 10, usualWidth: 20, priority: 9),
            .init(
                "time", title: "LAST LOGIN", shortTitle: "LOGIN", minWidth: 16, usualWidth: 16, shortWidths: [8, 4],
                priority: 1),
            .init("role", title: "ROLE", minWidth: 6, usualWidth: 4, maxWidth: 11, priority: 3),
            .init("owns", title: "DASHBOARDS", minWidth: 4, usualWidth: 2, priority: 2, alignment: .trailing),
        ]
        func widths(_ width: Int) -> [Int] { TableLayout.areas(columns, skipping: 0, width: width).map(\.width) }
        #expect(widths(68) == [20, 16, 11, 10])
        #expect(widths(67) == [20, 10, 11, 10])
        #expect(widths(61) == [20, 5, 11, 10])
        #expect(widths(57) == [20, 5, 11, 10])
        #expect(widths(56) == [20, 5, 11, 9])
        #expect(widths(54) == [20, 5, 11, 7])
        #expect(widths(44) == [10, 5, 11, 7])
        #expect(widths(43) == [16, 11, 7])
        var table = TableView(columns: columns, rowCount: 1, cursor: 0) { _, column in
            column == 1 ? .init("2026-05-19 07:00") : .init("x")
        }
        table.short = { _, _, width in width < 8 ? "3 h" : "3 h ago" }
        table.sort = .init(column: "owns", isAscending: true)
        func text(_ width: Int) -> String {
            let buffer = CellBuffer(Size(width, 2))
            table.draw(on: buffer.canvas)
            return buffer.text
        }
        #expect(text(67).contains("LAST LOGIN"))
        #expect(text(67).contains("3 h ago  "))
        #expect(text(56).contains("LOGIN  ROLE         DASHBO… ▲"))
        #expect(text(56).contains("3 h  "))
        #expect(table.cutTexts(width: 56) == nil)
    }

    @Test("A path is cut in the middle, so that both of its ends are seen")
    func middle() {
        let column = TableView.Column("p", title: "P", minWidth: 4, usualWidth: 30, cut: .middle)
        let paths = ["/api/v1/alerts/{id}/receivers", "/api/v1/家/山田太郎/{id}", "/api/v1/ok"]
        let table = TableView(columns: [column], rowCount: 3) { row, _ in .init(paths[row]) }
        let buffer = CellBuffer(Size(21, 4))
        table.draw(on: buffer.canvas)
        let lines = buffer.text.split(separator: "\n").map { $0.trimmingPrefix("    ") }
        #expect(lines == ["P", "/api/v1…eceivers", "/api/v1…郎/{id}", "/api/v1/ok"])
    }

    @Test("The texts that are cut of the row under the cursor are known in full")
    func cutTexts() {
        let columns = [TableView.Column("a", title: "A", minWidth: 4, usualWidth: 30)]
        var table = TableView(columns: columns, rowCount: 2, cursor: 0) { row, _ in
            .init(row == 0 ? "a text that is far too long" : "short")
        }
        #expect(table.cutTexts(width: 20) == ["a text that is far too long"])
        #expect(table.cutTexts(width: 40) == nil)
        table.cursor = 1
        #expect(table.cutTexts(width: 20) == [])
        table.cursor = nil
        #expect(table.cutTexts(width: 20) == [])
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
        #expect(kept(29) == ["name", "role"])
        #expect(kept(12) == ["name"])
        #expect(kept(3) == [])
        for width in 0..<120 {
            let areas = TableLayout.areas(Self.columns, skipping: 0, width: width)
            #expect(areas.allSatisfy { $0.x >= 4 && $0.x + $0.width <= max(width - 1, 4) })
        }
    }
}

@Suite("The line with the title")
struct RuleViewTests {
    @Test("Whole parts go by priority, the title last, and the line has its full length at every width")
    func fitting() {
        let rule = RuleView(
            left: [.init("Users 37 of 60", .heading, priority: 9), .init("/viewer", priority: 5), .init("")],
            right: [.init("5/37 ↓", priority: 4), .init("updated 14:32", priority: 1)])
        func line(_ width: Int) -> String {
            let buffer = CellBuffer(Size(width, 1))
            rule.draw(on: buffer.canvas)
            return buffer.text.split(separator: "\n").first.map(String.init) ?? ""
        }
        #expect(line(70) == "── Users 37 of 60   /viewer ──────────────── 5/37 ↓   updated 14:32 ──")
        #expect(line(44) == "── Users 37 of 60   /viewer ────── 5/37 ↓ ──")
        #expect(line(26) == "── Users 37 of 60 ────────")
        for width in 0..<90 { #expect(TextWidth.cells(of: line(width)) == width) }
    }

    @Test("Short lines come before a part goes, and the title and the filter are cut before the position goes")
    func short() {
        let rule = RuleView(
            left: [
                .init("Users 37 of 60", .heading, priority: 10, short: "Users 37/60", isCut: true),
                .init("/viewer|designer", priority: 8, isCut: true), .init("3 marked, 1 hidden", priority: 9),
            ], right: [.init("5/37 ↓", priority: 9, short: "5 ↓"), .init("updated 14:32", priority: 3, short: "14:32")])
        func line(_ width: Int) -> String {
            let buffer = CellBuffer(Size(width, 1))
            rule.draw(on: buffer.canvas)
            return buffer.text.split(separator: "\n").first.map(String.init) ?? ""
        }
        #expect(line(79) == "── Users 37 of 60   /viewer|designer   3 marked, 1 hidden ─── 5/37 ↓   14:32 ──")
        #expect(line(67) == "── Users 37 of 60   /viewer|designer   3 marked, 1 hidden ── 5 ↓ ──")
        #expect(line(60) == "── Users 37/60   /viewer|desi…   3 marked, 1 hidden ─ 5 ↓ ──")
        let record = RuleView(
            left: [.init("Users › A name that is far too long for all this 山田太郎", priority: 10, isCut: true)],
            right: [.init("5/37 ↓", priority: 9)])
        let buffer = CellBuffer(Size(40, 1))
        record.draw(on: buffer.canvas)
        #expect(buffer.text.hasPrefix("── Users › A name that is f… ─ 5/37 ↓ ──"))
        for width in 0..<90 { #expect(TextWidth.cells(of: line(width)) == width) }
    }
}
