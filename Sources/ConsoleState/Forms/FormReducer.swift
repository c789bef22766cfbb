import SisenseClient

/// Fills in a form, checks it, and hands what it holds to whoever made it.
struct FormReducer: Sendable {
    let environment: ConsoleEnvironment

    func reduce(_ state: inout FormState?, _ action: FormAction) -> Outcome {
        switch action {
        case .opened(let form):
            state = form
            return Outcome()
        case .openFailed(let error):
            return Outcome(message: Message(error))
        case .completed(let message):
            state = nil
            return Outcome(message: message)
        case .closed:
            return close(&state)
        default: break
        }
        guard var form = state else { return Outcome() }
        defer { state = form }
        form.isLeaving = false
        switch action {
        case .progressed(let text):
            form.progress = text
        case .submitEnded:
            form.isBusy = false
            form.progress = nil
        case .previewTurned:
            form.previewPage += 1
        case .editorEnded(let id, let result):
            return take(result, in: id, of: &form)
        case .submitFailed(let error):
            form.isBusy = false
            form.progress = nil
            form.failure = error
        case .refused(let id, let reason):
            refuse(&form, id, reason)
        case _ where form.isBusy: break
        case .found(let query, let options):
            take(options, for: query, into: &form)
        case .submitted:
            return submit(&form, form.submit)
        case .testRequested:
            return form.autoRevert.map { submit(&form, $0) } ?? Outcome()
        case .remarked(let remarks):
            form.remarks = remarks
        case .entered:
            return enter(&form)
        case .editorRequested:
            return editing(form)
        default:
            edit(&form, action)
            return Outcome(effects: remarking(form))
        }
        return Outcome()
    }

    private func take(_ options: [FormOption], for query: FormQuery, into form: inout FormState) {
        guard form.query == query else { return }
        form.fields[form.focus].found = options
    }

    private func remarking(_ form: FormState) -> [Effect<ConsoleAction>] {
        guard let remark = form.remark else { return [] }
        let values = form.values
        return [.run("form remark", "") { send in await send(.form(.remarked(await remark(values)))) }]
    }

    private func edit(_ form: inout FormState, _ action: FormAction) {
        guard form.fields.indices.contains(form.focus) else { return }
        switch action {
        case .edited(.backspace) where form.fields[form.focus].removeEmptyLine(form.line):
            form.line = max(form.line - 1, 0)
        case .edited(let edit):
            form.fields[form.focus].apply(edit, line: form.line)
        case .pasted(let lines):
            paste(lines, into: &form)
        case .stepped(let step):
            form.fields[form.focus].step(step, line: form.line)
        case .toggled:
            form.fields[form.focus].toggle()
        case .movedForward:
            move(&form, by: 1)
        case .movedBack:
            move(&form, by: -1)
        default: break
        }
    }

    private func paste(_ lines: [String], into form: inout FormState) {
        guard case .lines = form.fields[form.focus].content else {
            return form.fields[form.focus].apply(.insert(lines.joined(separator: " ")), line: form.line)
        }
        for (index, text) in lines.enumerated() {
            if index == 0, form.fields[form.focus].isEmptyLine(form.line) {
                form.fields[form.focus].apply(.insert(text), line: form.line)
            } else {
                form.fields[form.focus].insertLine(text, after: form.line)
                form.line += 1
            }
        }
    }

    /// To the next line of the form, in a circle.
    private func move(_ form: inout FormState, by step: Int) {
        let places = form.fields.enumerated().flatMap { index, field in
            (0..<field.lineCount).map { (field: index, line: $0) }
        }
        let here = places.firstIndex { $0 == (form.focus, form.line) } ?? 0
        let next = places[(here + step + places.count) % places.count]
        (form.focus, form.line) = (next.field, next.line)
    }

    private func enter(_ form: inout FormState) -> Outcome {
        guard let field = form.field else { return Outcome() }
        if case .lines = field.content, !field.isEmptyLine(form.line) {
            form.fields[form.focus].insertLine("", after: form.line)
            form.line += 1
            return Outcome()
        }
        guard form.focus == form.fields.count - 1 else {
            (form.focus, form.line) = (form.focus + 1, 0)
            return Outcome()
        }
        return submit(&form, form.submit)
    }

    private func submit(_ form: inout FormState, _ submit: @escaping FormState.Submit) -> Outcome {
        form.isChecked = true
        form.failure = nil
        if let bad = form.fields.firstIndex(where: { $0.problem != nil }) {
            let field = form.fields[bad]
            let line = (0..<field.lineCount).first { field.problem(line: $0) != nil }
            (form.focus, form.line) = (bad, line ?? 0)
            return Outcome(message: Message(.error, "\(field.label): \(field.problem ?? "")"))
        }
        form.isBusy = true
        let values = form.values
        return Outcome(effects: [
            .run("form", "reading what is about to change") { [environment] send in
                var environment = environment
                environment.report = { [send] in await send(.form(.progressed($0))) }
                do throws(APIError) {
                    let action = try await submit(environment, values)
                    await send(.form(.submitEnded))
                    await send(action)
                } catch {
                    await send(.form(.submitFailed(error)))
                }
            }
        ])
    }

    private func refuse(_ form: inout FormState, _ id: String, _ reason: String) {
        form.isBusy = false
        guard let index = form.fields.firstIndex(where: { $0.id == id }) else { return }
        form.fields[index].refusal = reason
        (form.focus, form.line) = (index, 0)
    }

    private func close(_ state: inout FormState?) -> Outcome {
        guard let form = state else { return Outcome() }
        if form.isBusy {
            state?.isBusy = false
            return Outcome(
                effects: [.cancel("form"), .cancel(ExplorerReducer.call)], message: Message(.info, "Cancelled"))
        }
        guard !form.isChanged || form.isLeaving else {
            state?.isLeaving = true
            return Outcome(message: Message(.warning, "Esc again throws away what was typed"))
        }
        state = nil
        return Outcome(effects: [.cancel("form")])
    }
}
