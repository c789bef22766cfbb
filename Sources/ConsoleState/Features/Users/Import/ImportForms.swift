import Foundation
import SisenseClient

/// The forms of an import: what to read, and one record to mend.
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
        return FormState("Import users", fields) { context, values throws(APIError) in
            let lines = values.lines("users")
            switch (lines.isEmpty, values.text("file")) {
            case (true, ""): return .form(.refused(field: "users", "Paste lines or enter a file"))
            case (false, ""): return try await opening(ImportSource(pasted: lines), context)
            case (false, _): return .form(.refused(field: "file", "Lines or a file, not both"))
            case (true, let path):
                switch read(path, isWindows: values.text("characters") == "1252") {
                case .source(let source): return try await opening(source, context)
                case .refused(let action): return .form(action)
                }
            }
        }
    }

    /// Shows the lines; what the columns mean first where somebody has to say it.
    private static func opening(_ source: ImportSource, _ context: WorkContext) async throws(APIError) -> ConsoleAction
    {
        guard source.table.hasUnknownColumns else { return .listOpened(.importing(source)) }
        return .form(.opened(ImportColumnsForm.make(source, try await source.accounts.latest(context))))
    }

    /// A file, or the reason why it is none of users.
    private enum Reading {
        case source(ImportSource)
        case refused(FormAction)
    }

    private static func read(_ path: String, isWindows: Bool) -> Reading {
        do throws(LocalFile.Problem) {
            let data = try LocalFile.read(path)
            guard let text = isWindows ? FileText(windows1252: data) : FileText(data) else {
                let problem =
                    isWindows
                    ? "These bytes are no Windows-1252" : "Not UTF-8 or UTF-16: say below which characters it has"
                return .refused(.refused(field: isWindows ? "characters" : "file", problem))
            }
            let source = ImportSource(file: URL(filePath: path).lastPathComponent, text)
            guard !source.table.records.isEmpty else { return .refused(.refused(field: "file", "It holds no users")) }
            return .source(source)
        } catch {
            return .refused(.refused(field: "file", error.text))
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
            guard let index else { return .listOpened(.importing(source)) }
            var cells = source.table.records[index].cells
            cells += Array(repeating: "", count: max(0, columns.count - cells.count))
            for (column, meaning) in columns.enumerated() where meaning != .leftOut {
                cells[column] = values.text(String(column))
            }
            return .listOpened(.importing(source.with(cells, inRecord: index)))
        }
    }
}
