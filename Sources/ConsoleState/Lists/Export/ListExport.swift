package import Foundation
import SisenseClient

/// The rows of a list that go to a file, and their form.
package struct ListExport: Sendable {
    /// The rows that are exported.
    package enum Rows: String, Sendable {
        /// The rows that pass the filter, in the order on the screen.
        case shown
        case marked
        case all
    }

    let rows: Rows
    let format: ExportFormat
    /// The path as typed, with its ending.
    let path: String
    let isReplacing: Bool

    /// A path without an ending gets that of the format.
    init(rows: Rows, format: ExportFormat, path: String, isReplacing: Bool) {
        self.rows = rows
        self.format = format
        let hasEnding = path.isEmpty || path.hasSuffix("/") || !NSString(string: path).pathExtension.isEmpty
        self.path = hasEnding ? path : "\(path).\(format.fileExtension)"
        self.isReplacing = isReplacing
    }

    /// The number of rows between two reports, where it can also be stopped.
    private static let step = 2000

    /// The text of these rows of a table.
    /// - Returns: nil when it was cancelled.
    func text(
        of refs: [RowRef], in table: RowTable, columns: [Int], named all: [ListColumn],
        progress: @Sendable (Int) async -> Void
    ) async -> Data? {
        var text = ExportText(format, columns: columns.map { all[$0] })
        for start in stride(from: 0, to: refs.count, by: Self.step) {
            guard !Task.isCancelled else { return nil }
            for ref in refs[start...].prefix(Self.step) {
                let page = table.pages[ref.page]
                text.append(
                    id: page.id(ref.row), cells: columns.map { FileValue(page, ref.row, $0, all[$0]).text })
            }
            await progress(min(start + Self.step, refs.count))
        }
        return text.finished()
    }

    /// The text of all rows that a table shows, all at once.
    package static func text(of table: RowTable, as format: ExportFormat, columns: [ListColumn]) async -> Data? {
        let export = ListExport(rows: .shown, format: format, path: "", isReplacing: false)
        return await export.text(
            of: table.refs(of: .shown, marks: []), in: table, columns: Array(columns.indices), named: columns,
            progress: { _ in })
    }

    /// The records of these rows, read one after the other. Those that are no more are left out, and counted.
    func records(
        of ids: [RecordID], gone: inout Int, read: (RecordID) async throws(APIError) -> ListRecord,
        progress: @Sendable (Int) async -> Void
    ) async throws(APIError) -> Data? {
        var text = ExportText(format, columns: [])
        for (index, id) in ids.enumerated() {
            guard !Task.isCancelled else { return nil }
            do throws(APIError) {
                text.append(Redactor.json(try await read(id).json))
            } catch {
                guard error.kind == .notFound else { throw error }
                gone += 1
            }
            await progress(index + 1)
        }
        return text.finished()
    }
}

/// The form of the rows of a list in a file.
package enum ExportFormat: String, Sendable, CaseIterable {
    case csv
    case json
    case jsonLines
    case markdown
    /// The records as the server sends them, each read again.
    case records

    var title: String {
        switch self {
        case .csv: "CSV"
        case .json: "JSON, the columns"
        case .jsonLines: "JSON lines, the columns"
        case .markdown: "Markdown table"
        case .records: "JSON, whole records"
        }
    }

    /// The ending of a file name that has none.
    var fileExtension: String {
        switch self {
        case .csv: "csv"
        case .json, .records: "json"
        case .jsonLines: "jsonl"
        case .markdown: "md"
        }
    }
}

/// An export that is being written.
package struct ExportProgress: Sendable, Equatable {
    package var done = 0
    package let total: Int

    package var percent: Int { total == 0 ? 100 : done * 100 / total }
}

/// Asks which rows of a list go to which file.
enum ExportForm {
    /// The form about the rows of a list as it is now.
    static func open(_ state: ListState, feature: ListFeature) -> FormState {
        let fields: [FormField] = [
            .choice(
                "rows", "Rows", rows(of: state), chosen: state.marks.isEmpty ? "shown" : "marked",
                help: state.shortfall.map(\.sentence).joined(separator: " ")),
            .choice(
                "format", "Format", ExportFormat.allCases.map { FormOption($0.rawValue, $0.title) },
                help: "Whole records are read again, one by one"),
            .text(
                "file", "File", "~/\(feature.noun.description.replacing(" ", with: "-"))", isRequired: true,
                help: "On this machine, mode 0600; the ending is added"),
            .toggle("replace", "Overwrite", false, help: "An existing file is replaced"),
        ]
        return FormState("Export \(feature.noun)", fields) { _, values throws(APIError) in
            let export = ListExport(
                rows: ListExport.Rows(rawValue: values.text("rows")) ?? .shown,
                format: ExportFormat(rawValue: values.text("format")) ?? .csv, path: values.text("file"),
                isReplacing: values.flag("replace"))
            do throws(LocalFile.Problem) {
                try LocalFile.check(export.path, isReplacing: export.isReplacing)
            } catch {
                return .form(.refused(field: "file", error.text))
            }
            return .list(feature.pane, .exportStarted(export))
        }
    }

    private static func rows(of state: ListState) -> [FormOption] {
        let table = state.table
        let rest = state.isLoading ? " so far" : ""
        return [
            table.filter.isEmpty ? nil : FormOption("shown", "shown: \(table.count)"),
            state.marks.isEmpty ? nil : FormOption("marked", "marked: \(state.marks.count)"),
            FormOption("all", "all\(rest): \(table.total)"),
        ].compactMap(\.self)
    }
}
