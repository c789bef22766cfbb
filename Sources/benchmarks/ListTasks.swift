import ConsoleState
import Foundation
import SisenseClient

/// The cost of a key in a list of many rows, measured in this process: the work is the console's own, so no other
/// program can be asked to do it.
enum ListTasks {
    private static let columns = ["name", "email", "role", "groups", "active", "login", "user"]
        .map { ListColumn($0, $0) }

    static func run(rows: Int, rounds: Int) async {
        let pages = stride(from: 0, to: rows, by: 1000).map { start in
            RowPage((start..<min(start + 1000, rows)).map(row), columns: columns.count)
        }
        var table = RowTable()
        for page in pages { table.append(page) }
        print("a list of \(rows) rows, in this process")
        for (name, text) in [
            ("filter: d", "d"), ("filter: designer", "designer"), ("filter: !role:viewer", "!role:viewer"),
            ("filter: ~dsgn", "~dsgn"), ("filter: re:(an|be).*9$", "re:(an|be).*9$"),
            ("filter: email:re:^user9+@", "email:re:^user9+@"),
        ] {
            let filter = ListFilter(text, columns: columns, now: Timestamp(Date()), timeZone: .current)
            await measure(name, rounds) {
                var filtered = table
                filtered.apply(filter)
                return filtered.count
            }
        }
        await measurePicker(table, rounds)
        await measure("sort by name", rounds) { table.sorted(by: ListSort(column: 0)).count }
        // A new order each time: the letters of the language are learned and all keys are made.
        await measure("first sort by name, Swedish", rounds) {
            var table = RowTable(collation: Collation(language: "sv_SE"))
            for page in pages { table.append(page) }
            return table.sorted(by: ListSort(column: 0)).count
        }
        await measure("take pages in by name", rounds) {
            var table = RowTable()
            table.take([], sort: ListSort(column: 0))
            for page in pages { table.append(page) }
            return table.count
        }
        await measure("sort by last login", rounds) { table.sorted(by: ListSort(column: 5)).count }
        for format in [ExportFormat.csv, .jsonLines, .markdown] {
            await measure("export as \(format.rawValue)", rounds) {
                await ListExport.text(of: table, as: format, columns: columns)?.count ?? 0
            }
        }
    }

    /// Opens a picker of all rows, and narrows it by its first letter and by one letter more.
    private static func measurePicker(_ table: RowTable, _ rounds: Int) async {
        let records = PickerRecords(pane: .users, columns: [0, 1, 6]) { table, ref in
            FormOption(table.id(ref).description, table.cell(ref, 0), details: [table.cell(ref, 1)])
        }
        var rows = PickerRows(PickerSource(records: records))
        await measure("picker: open", rounds) {
            rows.take(table)
            return rows.best
        }
        for (before, text) in [("", "z"), ("", "a"), ("use", "user"), ("user9999", "user99998"), ("ch", "che")] {
            rows.narrow(to: "")
            rows.narrow(to: before)
            let start = rows
            await measure("picker: \(before.isEmpty ? "" : "\(before), ")\(text)", rounds) {
                var rows = start
                rows.narrow(to: text)
                return rows.best
            }
        }
    }

    private static func row(_ number: Int) -> RowContent {
        let names = ["Adaeze Obi", "Álvaro Núñez", "Beatrix Lang", "Chen Wei", "Emil Roth"]
        let roles = ["Viewer", "Designer", "Sys. Admin"]
        return RowContent(
            id: RecordID("64ab0100000000000\(1_000_000 + number)"),
            cells: [
                "\(names[number % names.count]) \(number * 7919 % 100_003)", "user\(number)@acme.example",
                roles[number % roles.count], "Finance, Sales EMEA", number % 17 == 0 ? "no" : "yes",
                "2026-05-\(10 + number % 20) 0\(number % 10):00", "user\(number)",
            ])
    }

    private static func measure(_ name: String, _ rounds: Int, _ work: () async -> Int) async {
        var times: [Double] = []
        for _ in 0..<max(rounds, 1) {
            let start = ContinuousClock.now
            _ = await work()
            times.append((ContinuousClock.now - start) / .milliseconds(1))
        }
        let median = times.median.formatted(.number.precision(.fractionLength(1)).grouping(.never))
        print("  \(name.padding(toLength: 26, withPad: " ", startingAt: 0)) \(median) ms")
    }
}
