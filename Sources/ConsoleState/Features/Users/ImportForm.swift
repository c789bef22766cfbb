import Foundation
import SisenseClient

/// Asks for many new users at once: typed, pasted, or from a file.
enum ImportForm {
    @concurrent static func open(_: WorkContext, _: [RecordID]) async throws(APIError) -> FormState {
        let fields: [FormField] = [
            .lines("users", "Users", help: "Paste: email, first name, last name, role, group;group"),
            .text("file", "File", help: "Instead of lines: comma separated, on this machine, as in ~/new users.csv"),
        ]
        return FormState("Import users", fields) { _, values in
            var lines = values.lines("users")
            if !values.text("file").isEmpty {
                do throws(LocalFile.Problem) {
                    let text = String(decoding: try LocalFile.read(values.text("file")), as: UTF8.self)
                    lines += text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
                } catch {
                    return .form(.refused(field: "file", error.text))
                }
            }
            guard !lines.isEmpty else { return .form(.refused(field: "users", "Paste lines or enter a file")) }
            return .listOpened(.importing(lines))
        }
    }
}
