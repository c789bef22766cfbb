import Foundation
import SisenseClient

/// The forms of an import: what to read, what its columns mean, and one record to mend.
enum ImportForms {
    /// Asks for many new users at once: typed, pasted, or from a file.
    @concurrent static func open(_: WorkContext, _: [RecordID]) async throws(APIError) -> FormState {
        let characterSets = [
            FormOption("told", "UTF-8 or UTF-16"), FormOption("1252", FileText.CharacterSet.windows1252.rawValue),
        ]
        let fields: [FormField] = [
            .lines(
                "users", "Users", help: "Paste: email, first name, last name, role, groups; or lines with a heading"),
            .text("file", "File", help: "Instead of lines: any separator, any order of columns, as in ~/new users.csv"),
            .choice(
                "characters", "Characters", characterSets,
                help: "Windows-1252 for files of older spreadsheets in western languages"),
        ]
        return FormState("Import users", fields) { _, values in
            let lines = values.lines("users")
            if values.text("file").isEmpty {
                return lines.isEmpty
                    ? .form(.refused(field: "users", "Paste lines or enter a file"))
                    : .listOpened(.importing(ImportSource(pasted: lines)))
            }
            guard lines.isEmpty else { return .form(.refused(field: "file", "Lines or a file, not both")) }
            return read(values.text("file"), isWindows: values.text("characters") == "1252")
        }
    }

    private static func read(_ path: String, isWindows: Bool) -> ConsoleAction {
        do throws(LocalFile.Problem) {
            let data = try LocalFile.read(path)
            guard let text = isWindows ? FileText(windows1252: data) : FileText(data) else {
                let problem =
                    isWindows
                    ? "These bytes are no Windows-1252" : "Not UTF-8 or UTF-16: say below which characters it has"
                return .form(.refused(field: isWindows ? "characters" : "file", problem))
            }
            let source = ImportSource(file: URL(filePath: path).lastPathComponent, text)
            guard !source.table.records.isEmpty else { return .form(.refused(field: "file", "It holds no users")) }
            return .listOpened(.importing(source))
        } catch {
            return .form(.refused(field: "file", error.text))
        }
    }

    /// Asks what each column means.
    static func columns(of source: ImportSource) -> FormState {
        let table = source.table
        let options = ImportColumn.allCases.map { FormOption($0.rawValue, $0.rawValue) }
        let fields = table.columns.enumerated().map { index, column in
            let heading = table.heading.flatMap { $0.indices.contains(index) ? $0[index] : nil }
            let example = table.records.lazy.compactMap { $0.cells.indices.contains(index) ? $0.cells[index] : nil }
                .first { !$0.isEmpty }
            return FormField.choice(
                String(index), heading ?? "Column \(index + 1)", options, chosen: column.rawValue,
                help: example.map { "As in \($0)" } ?? "Empty in every line")
        }
        return FormState("Columns of \(source.name)", fields) { _, values in
            let chosen = table.columns.indices.map { ImportColumn(rawValue: values.text(String($0))) ?? .leftOut }
            if let twice = ImportColumn.allCases.first(where: { column in
                column != .groups && column != .leftOut && chosen.count { $0 == column } > 1
            }) {
                let last = chosen.lastIndex(of: twice) ?? 0
                return .form(.refused(field: String(last), "Another column is the \(twice.rawValue) too"))
            }
            var changed = source
            changed.table.columns = chosen
            return .listOpened(.importing(changed))
        }
    }

    /// Mends one record; the verdicts are worked out again.
    static func record(_ id: RecordID?, of source: ImportSource) -> FormState {
        let index = source.table.records.firstIndex { String($0.line) == id?.description }
        let record = index.map { source.table.records[$0] }
        let columns = source.table.columns
        let fields = columns.enumerated().filter { $0.element != .leftOut }.map { index, column in
            FormField.text(
                String(index), column.rawValue.prefix(1).uppercased() + column.rawValue.dropFirst(),
                record.flatMap { $0.cells.indices.contains(index) ? $0.cells[index] : nil } ?? "")
        }
        return FormState("Line \(id?.description ?? "")", fields) { _, values in
            var changed = source
            guard let index else { return .listOpened(.importing(source)) }
            var cells = source.table.records[index].cells
            cells += Array(repeating: "", count: max(0, columns.count - cells.count))
            for (column, meaning) in columns.enumerated() where meaning != .leftOut {
                cells[column] = values.text(String(column))
            }
            changed.table.records[index] = DelimitedText.Record(line: source.table.records[index].line, cells: cells)
            return .listOpened(.importing(changed))
        }
    }
}
