import SisenseClient

extension FormReducer {
    /// Gives the lines of the field with the keyboard to the person's own editor. JSON is indented for it.
    func editing(_ form: FormState) -> ConsoleOutcome {
        guard let field = form.field, case .lines(let inputs) = field.content else {
            return .message(.info, "The editor is only for fields of several lines")
        }
        guard let edit = context.dependencies.edit else {
            return .message(.warning, "No editor is available here")
        }
        let typed = inputs.map(\.text).joined(separator: "\n")
        let text = (try? JSONReader.read(typed)).map { JSONWriter.text($0) } ?? typed
        let id = field.id
        return .run(
            .run(.form, "in the editor") { send in
                let result = await edit(text + "\n")
                await send(.form(.editorEnded(field: id, result)))
            })
    }

    func take(_ result: Result<String, TextEditingProblem>, in id: String, of form: inout FormState) -> ConsoleOutcome {
        guard let index = form.fields.firstIndex(where: { $0.id == id }) else { return ConsoleOutcome() }
        switch result {
        case .success(let text):
            let lines = text.split(whereSeparator: \.isNewline).map { String($0.replacing("\t", with: "  ")) }
            form.fields[index].replaceLines(lines)
            (form.focus, form.line) = (index, 0)
            return ConsoleOutcome()
        case .failure(let problem):
            return .message(.error, problem.description)
        }
    }
}
