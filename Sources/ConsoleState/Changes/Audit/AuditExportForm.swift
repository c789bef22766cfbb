import Foundation
import SisenseClient

/// Asks where recorded changes are written to as Markdown.
struct AuditExportForm: Sendable {
    /// The oldest first.
    let entries: [JSONValue]

    var state: FormState {
        let count = entries.count == 1 ? "1 change" : "\(entries.count) changes"
        let field = FormField.text("file", "File", help: "On this machine; when it is left empty, to the clipboard")
        return FormState("Export \(count) as Markdown", [field]) { context, values throws(APIError) in
            let text = AuditMarkdown.text(of: entries)
            let file = values.text("file")
            guard !file.isEmpty else {
                let outcome = await context.dependencies.copy(text)
                let message = outcome.message("\(count) as Markdown")
                if case .failed = outcome { return .form(.refused(field: "file", message.text)) }
                return .form(.completed(message))
            }
            do throws(LocalFile.Problem) {
                try LocalFile.write(Data(text.utf8), to: file)
            } catch {
                return .form(.refused(field: "file", error.text))
            }
            return .form(.completed(Message(.ok, "\(count) written to \(file)")))
        }
    }
}
