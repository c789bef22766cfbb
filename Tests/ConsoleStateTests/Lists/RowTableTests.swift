import Foundation
import SisenseClient
import Testing

@testable import ConsoleState

@Suite("The rows of a list")
struct RowTableTests {
    private func page(_ names: [String]) -> RowPage {
        RowPage(names.map { RowContent(id: RecordID("id-\($0)"), cells: [$0, "x"]) }, columns: 2)
    }

    private func names(_ table: RowTable) -> [String] { (0..<table.count).map { table.cell(at: $0, 0) } }

    private func table(_ pages: [String]...) -> RowTable {
        var table = RowTable()
        for names in pages { table.append(page(names)) }
        return table
    }

    @Test("Rows keep the order they came in until they are sorted")
    func naturalOrder() {
        #expect(names(table(["c", "a"], ["b"])) == ["c", "a", "b"])
    }

    @Test("Sorting ignores case and accents and keeps equal rows in their order")
    func sorting() {
        var table = table(["Zoe", "émile", "adam"], ["Emile", "Bea"])
        table.take(table.sorted(by: ListSort(column: 0)), sort: ListSort(column: 0))
        #expect(names(table) == ["adam", "Bea", "émile", "Emile", "Zoe"])
    }

    @Test("Numbers sort by their value")
    func numbers() {
        var table = table(["10", "9", "100", "1", ""])
        table.take(table.sorted(by: ListSort(column: 0)), sort: ListSort(column: 0))
        #expect(names(table) == ["1", "9", "10", "100", ""])
    }

    @Test("Numbers inside a text sort by their value, whatever follows them")
    func naturalNumbers() {
        var table = table(["item 10a", "10a", "item 9", "10"], ["9", "item 10", "9a"])
        table.take(table.sorted(by: ListSort(column: 0)), sort: ListSort(column: 0))
        #expect(names(table) == ["9", "9a", "10", "10a", "item 9", "item 10", "item 10a"])
    }

    @Test("A column sorts by its numbers where it has them, and rows without one come last")
    func ownNumbers() {
        let rows = [("b", 20), ("never", -Double.infinity), ("a", 3), ("none", .nan), ("c", -4), ("d", 20)]
        func page(_ rows: ArraySlice<(String, Double)>) -> RowPage {
            RowPage(rows.map { RowContent(id: RecordID($0.0), cells: [$0.0], numbers: [0: $0.1]) }, columns: 1)
        }
        var table = RowTable()
        table.append(page(rows[..<4]))
        table.take(table.sorted(by: ListSort(column: 0)), sort: ListSort(column: 0))
        table.append(page(rows[4...]))
        #expect(names(table) == ["never", "c", "a", "b", "d", "none"])
        table.replace(RowContent(id: "a", cells: ["A"], numbers: [0: 3]))
        #expect(table.sorted(by: ListSort(column: 0)).map { table.cell($0, 0) } == names(table))
    }

    @Test("Rows that are equal in the column chosen are in the order chosen before, in pages that come later, too")
    func secondColumn() {
        func page(_ cells: [(String, String)]) -> RowPage {
            RowPage(cells.map { RowContent(id: RecordID($0.0 + $0.1), cells: [$0.0, $0.1]) }, columns: 2)
        }
        func ids(_ table: RowTable) -> [String] { (0..<table.count).compactMap { table.id(at: $0)?.description } }
        var table = RowTable()
        table.append(page([("a", "1"), ("b", "3"), ("a", "2")]))
        let sort = ListSort(column: 1, isDescending: true).chosen(column: 0)
        table.take(table.sorted(by: sort), sort: sort)
        #expect(ids(table) == ["a2", "a1", "b3"])
        table.append(page([("b", "4"), ("a", "3")]))
        #expect(ids(table) == ["a3", "a2", "a1", "b4", "b3"])
        let reversed = sort.chosen(column: 0)
        table.take(table.sorted(by: reversed), sort: reversed)
        #expect(ids(table) == ["b4", "b3", "a3", "a2", "a1"])
        #expect(reversed.place(of: 0)?.isDescending == true)
        #expect(reversed.place(of: 1)?.index == 1)
    }

    @Test("Columns of times and of counts sort by these, to the millisecond, and rows without one come last")
    func timesAndCounts() {
        let columns = [ResourceColumn("updated", "Updated", kind: .date), ResourceColumn("size", "MB", kind: .count)]
        let layout = RowLayout<ResourceRow>(columns, id: "{_id}")
        let records: [JSONValue] = [
            ["_id": "a", "updated": "2026-05-02T10:00:30.001Z", "size": 10],
            ["_id": "b", "size": -3],
            ["_id": "c", "updated": "2026-05-02T10:00:30.000Z", "size": 9],
            ["_id": "d", "updated": "1969-12-31T23:59:59.000Z", "size": 100],
        ]
        var table = RowTable()
        table.append(RowPage(records.map { layout.row(ResourceRow(ResourceRecord($0))) }, columns: columns.count))
        #expect(table.sorted(by: ListSort(column: 0)).map { table.id($0) } == ["d", "c", "a", "b"])
        #expect(table.sorted(by: ListSort(column: 1)).map { table.id($0) } == ["b", "c", "a", "d"])
    }

    @Test("What never happened comes before all times")
    func never() {
        #expect(Timestamp?.none.sortKeyOrNever < Timestamp(milliseconds: .min).sortKey)
        #expect(Timestamp?.some(Timestamp(milliseconds: 5)).sortKeyOrNever == 5)
    }

    @Test("Rows sort by the language of the table, pages that come later too")
    func language() {
        var table = RowTable(collation: Collation(language: "sv_SE"))
        table.append(page(["Östen", "Zara", "Åke"]))
        table.take(table.sorted(by: ListSort(column: 0)), sort: ListSort(column: 0))
        table.append(page(["Adam", "Älva"]))
        #expect(names(table) == ["Adam", "Zara", "Åke", "Älva", "Östen"])
    }

    @Test("Many pages merged one by one are in the order of all sorted at once, both ways", arguments: [true, false])
    func manyPages(isDescending: Bool) {
        let sort = ListSort(column: 0, isDescending: isDescending)
        var table = RowTable()
        table.take([], sort: sort)
        for start in 0..<20 { table.append(page((0..<50).map { "name \(($0 * 7 + start * 13) % 83)" })) }
        #expect(table.sorted(by: sort).map { table.cell($0, 0) } == names(table))
        #expect(table.sorted(by: sort) == (0..<table.count).compactMap(table.ref(at:)))
    }

    @Test("A row that was taken out stays away, even when an order from before comes")
    func removal() {
        var table = table(["c", "a", "b"])
        let order = table.sorted(by: ListSort(column: 0))
        table.remove("id-a")
        #expect(names(table) == ["c", "b"])
        #expect(table.total == 2)
        table.take(order, sort: ListSort(column: 0))
        #expect(names(table) == ["b", "c"])
        table.take(table.sorted(by: nil), sort: nil)
        #expect(names(table) == ["c", "b"])
    }

    @Test("A page that comes later is merged into the order")
    func mergedPages() {
        var table = table(["d", "b"])
        table.take(
            table.sorted(by: ListSort(column: 0, isDescending: true)), sort: ListSort(column: 0, isDescending: true))
        table.append(page(["c", "e", "a"]))
        #expect(names(table) == ["e", "d", "c", "b", "a"])
    }

    @Test("An order made before a page came still takes that page in")
    func lateOrder() {
        var table = table(["b", "a"])
        let order = table.sorted(by: ListSort(column: 0))
        table.append(page(["0", "z"]))
        table.take(order, sort: ListSort(column: 0))
        #expect(names(table) == ["0", "a", "b", "z"])
    }

    @Test("A filter applies to pages that come later")
    func filterOfLaterPages() {
        var table = table(["anna", "bert"])
        table.apply(ListFilter("an", columns: [], now: Timestamp(Date()), timeZone: .current))
        table.append(page(["hans", "otto"]))
        #expect(names(table) == ["anna", "hans"])
        #expect(table.total == 4)
    }

    @Test("A record that changed is shown changed, in its old place")
    func replacing() {
        var table = table(["a", "b"], ["c"])
        table.replace(RowContent(id: "id-b", cells: ["new", "y"]))
        #expect(names(table) == ["a", "new", "c"])
        #expect(table.cell(at: 1, 1) == "y")
        table.replace(RowContent(id: "id-unknown", cells: ["no"]))
        #expect(names(table) == ["a", "new", "c"])
    }

    @Test("Records are found by their id, and by nothing shorter")
    func lookup() {
        let table = table(["a", "ab"], ["abc"])
        #expect(table.index(of: RecordID("id-abc")) == 2)
        #expect(table.index(of: RecordID("id-")) == nil)
    }

    @Test("Cells hold what the server sent, byte for byte, and missing ones are empty")
    func cells() {
        let hostile = "a\u{0}b\u{1B}[31m\u{202E}"
        let page = RowPage([RowContent(id: "1", cells: [hostile])], columns: 2)
        #expect(page.cell(0, 0) == hostile)
        #expect(page.cell(0, 1) == "")
        #expect(page.cell(0, 7) == "")
    }

    @Test("Places outside the rows have no record")
    func outside() {
        #expect(table([]).id(at: 0) == nil)
        #expect(table(["a"]).id(at: -1) == nil)
        #expect(table(["a"]).cell(at: 5, 0) == "")
    }
}
