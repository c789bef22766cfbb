import ConsoleState
import SisenseClient

/// Has a person edit JSON in their own editor until it is JSON again. Secrets are masked in what they see.
struct DocumentEditing {
    let editor: TextEditor

    /// - Returns: The edited document, secrets in their places.
    /// - Throws: `UsageError` when it cannot be edited, or the person gives up.
    func edit(_ document: JSONValue) async throws -> JSONValue {
        guard Question.canBeAsked else { throw UsageError("--edit needs a terminal.") }
        let masked = MaskedDocument(document)
        var text = JSONWriter.text(masked.shown) + "\n"
        while true {
            text = try await editor.edit(text).mapError { UsageError($0.description) }.get()
            let problem: String
            do throws(JSONError) {
                let edited = masked.restored(in: try JSONReader.read(text, strictness: .strict))
                let unresolved = MaskedDocument.unresolved(in: edited)
                if unresolved.isEmpty { return edited }
                problem = "The mask stands for no known secret at \(unresolved.joined(separator: ", "))."
            } catch {
                let line = text.utf8.prefix(error.offset).count { $0 == UInt8(ascii: "\n") } + 1
                problem = "Line \(line) is not valid JSON: \(error.message)."
            }
            Output.error(problem)
            let answer = Question.ask("e edits it again, anything else gives up: ")
            guard answer.lowercased() == "e" else { throw UsageError("Nothing was sent.") }
        }
    }
}
