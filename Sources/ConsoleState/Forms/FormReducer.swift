import SisenseClient

/// Fills in a form, checks it, and hands what it holds to whoever made it.
struct FormReducer: ConsoleFeature {
    let context: WorkContext

    func reduce(_ state: inout FormState?, _ action: FormAction) -> ConsoleOutcome {
        switch action {
        case .opened(let form):
            state = form
            // The lists that are chosen from are read, as far as nobody has.
            let panes = Set(form.fields.compactMap(\.source?.records?.pane))
            let picker = form.onlyPicker.map { [ConsoleAction.picker(.opened($0))] } ?? []
            return ConsoleOutcome(actions: panes.map { .list($0, .needed) } + picker)
        case .completed(let message):
            let settled = settled(state)
            state = nil
            return .run(.cancel(.formTrial)) + settled + .then(.posted(message))
        case .dismissed:
            let settled = settled(state)
            state = nil
            return .run(.cancel(.form), .cancel(.formTrial)) + settled
        case .closed:
            return close(&state)
        case .pickerClosed:
            // Nothing was asked for yet, and there is nothing else to fill in.
            guard state?.isPicker == true, state?.isChecked == false else { return ConsoleOutcome() }
            let settled = settled(state)
            state = nil
            return .run(.cancel(.form)) + settled
        default: break
        }
        guard var form = state else { return ConsoleOutcome() }
        let focus = form.focus
        form.isLeaving = false
        let outcome = step(&form, action)
        let trying = form.focus == focus ? ConsoleOutcome() : leave(focus, &form)
        state = form
        return outcome + trying
    }

    private func step(_ form: inout FormState, _ action: FormAction) -> ConsoleOutcome {
        switch action {
        case .progressed(let text):
            form.progress = text
        case .submitEnded(let next):
            form.isBusy = false
            form.progress = nil
            return .then(next)
        case .waiting(let text):
            form.isBusy = true
            form.progress = text
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
        case .recordMerged(let record):
            for index in form.fields.indices { record[form.fields[index].id].map { form.fields[index].show($0) } }
        case _ where form.isBusy: break
        case .picked(let id, let chosen, let cleared):
            return take(chosen, cleared: cleared, in: id, of: &form)
        case .edited(.insert(let text)) where form.field?.source != nil:
            return picking(form, typed: text.trimmingSpaces)
        case .pasted(let lines) where form.field?.source != nil:
            return picking(form) + .then(.picker(.pasted(lines)))
        case .submitted:
            return submit(&form, form.submit)
        case .testRequested:
            return test(&form)
        case .noted(let notes):
            form.notes = notes
        case .tried(let attempt, let notes):
            if form.tried?.attempt == attempt { form.tried?.notes = notes }
        case .entered:
            return enter(&form)
        case .editorRequested:
            return editing(form)
        default:
            edit(&form, action)
            return ConsoleOutcome(effects: noting(form))
        }
        return ConsoleOutcome()
    }

    // MARK: Picking

    /// Opens the picker of the field that has the keyboard.
    private func picking(_ form: FormState, typed text: String = "") -> ConsoleOutcome {
        let picker = form.field?.picker(form.isPicker ? form.title : form.field?.label ?? "", typed: text)
        return ConsoleOutcome(actions: picker.map { [.picker(.opened($0))] } ?? [])
    }

    /// Takes what was chosen, and goes on to the next field; where there is no other, submits.
    private func take(
        _ chosen: [FormOption], cleared: Set<String>, in id: String, of form: inout FormState
    ) -> ConsoleOutcome {
        guard let index = form.fields.firstIndex(where: { $0.id == id }) else { return ConsoleOutcome() }
        form.fields[index].pick(chosen, cleared: cleared)
        if form.isPicker { return submit(&form, form.submit) }
        if index == form.focus { (form.focus, form.line) = (min(index + 1, form.fields.count - 1), 0) }
        return ConsoleOutcome(effects: noting(form))
    }

    private func noting(_ form: FormState) -> [ConsoleEffect] {
        guard let note = form.note else { return [] }
        let values = form.values
        return [.run(.formNotes, "") { send in await send(.form(.noted(await note(values)))) }]
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

    /// Moves to the next line of the form, in a circle.
    private func move(_ form: inout FormState, by step: Int) {
        let positions = form.fields.enumerated().flatMap { index, field in
            (0..<field.lineCount).map { (field: index, line: $0) }
        }
        let here = positions.firstIndex { $0 == (form.focus, form.line) } ?? 0
        let next = positions[(here + step + positions.count) % positions.count]
        (form.focus, form.line) = (next.field, next.line)
    }

    private func enter(_ form: inout FormState) -> ConsoleOutcome {
        guard let field = form.field else { return ConsoleOutcome() }
        if field.source != nil { return picking(form) }
        if case .lines = field.content, !field.isEmptyLine(form.line) {
            form.fields[form.focus].insertLine("", after: form.line)
            form.line += 1
            return ConsoleOutcome()
        }
        guard form.focus == form.fields.count - 1 else {
            (form.focus, form.line) = (form.focus + 1, 0)
            return ConsoleOutcome()
        }
        return submit(&form, form.submit)
    }

    func submit(_ form: inout FormState, _ submit: @escaping FormState.Submit) -> ConsoleOutcome {
        form.isChecked = true
        form.failure = nil
        if let bad = form.fields.firstIndex(where: { $0.problem != nil }) {
            let field = form.fields[bad]
            let line = (0..<field.lineCount).first { field.problem(line: $0) != nil }
            (form.focus, form.line) = (bad, line ?? 0)
            let problem = Message(.error, "\(field.label): \(field.problem ?? "")")
            return .then(.posted(problem.about(.form)))
        }
        form.isBusy = true
        let values = form.values
        return settled(form)
            + .run(
                .asking(.form, "reading the current state", context) { context, send in
                    let gaps = GapLog()
                    let context = context.reporting { await send(.form(.progressed($0))) }.noting(gaps)
                    do throws(APIError) {
                        let action = try await submit(context, values)
                        await send(.form(.submitEnded(then: action.warned(of: gaps.all))))
                    } catch {
                        await send(.form(.submitFailed(error)))
                    }
                })
    }

    // MARK: Leaving

    private func refuse(_ form: inout FormState, _ id: String, _ reason: String) {
        form.isBusy = false
        guard let index = form.fields.firstIndex(where: { $0.id == id }) else { return }
        form.fields[index].refusal = reason
        (form.focus, form.line) = (index, 0)
    }

    private func close(_ state: inout FormState?) -> ConsoleOutcome {
        guard let form = state else { return ConsoleOutcome() }
        if form.isBusy {
            state?.isBusy = false
            return .run(.cancel(.form), .cancel(.call)) + .message(.info, "Cancelled")
        }
        guard !form.isChanged || form.isLeaving else {
            state?.isLeaving = true
            return .message(.warning, "\(key: .closeForm) again discards what you typed")
        }
        let settled = settled(state)
        state = nil
        return .run(.cancel(.form), .cancel(.formTrial)) + settled
    }

    /// What the form refused is no matter any more once that has gone, or is sent.
    private func settled(_ form: FormState?) -> ConsoleOutcome {
        form == nil ? ConsoleOutcome() : .then(.messages(.settled(.form)))
    }
}

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
