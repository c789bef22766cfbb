import Foundation
import SisenseClient

/// Writes the results of a run to a file.
enum ResultsExport {
    /// One record of a run, with what became of it.
    private struct Line: Sendable {
        let plan: RequestPlan
        let outcome: ChangeOutcome
        let name: String
    }

    private static let rows = RowLayout<Line>(
        [
            Column("outcome", "Outcome", 8, priority: 9) { $0.outcome.word.rawValue },
            Column("name", "Record", 16, priority: 8, isName: true) { $0.name },
            Column("change", "Change", 16, priority: 7) { $0.plan.doneText },
            Column("reason", "Reason", 16, priority: 6) { $0.outcome.explanation },
            Column("request", "Request", 16, priority: 5) { $0.plan.call.line },
        ],
        id: { RecordID($0.plan.subjectID ?? "") })

    private static let formats: [ExportFormat] = [.csv, .markdown, .json, .jsonLines]

    /// Asks for the file and its form.
    static func form(of run: RunResults) -> FormState {
        let fields: [FormField] = [
            .choice("format", "Format", formats.map { FormOption($0.rawValue, $0.title) }),
            .text(
                "file", "File", "~/results", isRequired: true, help: "On this machine, mode 0600; the ending is added"),
        ]
        let lines = run.rows.compactMap { row -> Line? in
            guard case .record(let index, _) = row else { return nil }
            return Line(
                plan: run.results.plans[index], outcome: run.results.outcome(at: index),
                name: run.results.name(at: index))
        }
        return FormState("Export results", fields) { _, values in
            let format = ExportFormat(rawValue: values.text("format")) ?? .csv
            let export = ListExport(rows: .all, format: format, path: values.text("file"), isReplacing: false)
            do throws(LocalFile.Problem) {
                try LocalFile.write(text(of: lines, as: format), to: export.path)
            } catch {
                return .form(.refused(field: "file", error.text))
            }
            return .form(.completed(Message(.ok, "\(counted(lines.count, "result")) written to \(export.path)")))
        }
    }

    private static func text(of lines: [Line], as format: ExportFormat) -> Data {
        var text = ExportText(format, columns: rows.columns.map(\.column))
        for row in lines.map(rows.row) { text.append(id: row.id, cells: row.cells) }
        return text.finished()
    }
}
