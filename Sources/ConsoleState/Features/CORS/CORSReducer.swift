import SisenseClient

/// Edits a draft of the CORS settings, tests its origins, and plans the save.
struct CORSReducer: ConsoleFeature {
    let context: WorkContext
    /// The entries an edit is about.
    let targets: [RecordID]

    func reduce(_ state: inout CORSState, _ action: CORSAction) -> ConsoleOutcome {
        let wasRead = state.base != nil
        let (edit, tested) = (state.edit, state.tests.count)
        let outcome = step(&state, action)
        let isTested = if case .tested = action { true } else { state.tests.count != tested }
        // The rows of settings that were just read come from the list itself.
        guard wasRead, state.edit != edit || isTested else { return outcome }
        return .then(.list(.cors, .rowsEdited(state.rows(on: context.purpose).map(OriginRow.layout.row)))) + outcome
    }

    private func step(_ state: inout CORSState, _ action: CORSAction) -> ConsoleOutcome {
        if case .loaded(let settings) = action {
            state.take(settings)
            let tested = state.before.keys.filter { state.tests[$0] == nil && state.draft.origins.contains($0) }
            return tested.isEmpty ? ConsoleOutcome() : test(tested.sorted(), in: &state)
        }
        guard let saved = state.saved else { return ConsoleOutcome() }
        switch action {
        case .loaded: break
        case .saved(let draft):
            if let draft {
                state.base = state.base?.setting(corsEnabled: draft.isEnabled, allowedOrigins: draft.origins)
            }
            state.before = state.tests.compactMapValues(\.report)
            state.tests = [:]
            return .then(.list(.cors, .recordsChanged([])))
        case .enabledToggled:
            change(&state) { $0.draft.isEnabled.toggle() }
        case .entryRequested:
            let chosen = targets.first.map(\.description)
            return step(&state, .entryOpened(replacing: chosen))
        case .entryOpened, .entryEdited, .entryPasted, .entryAccepted, .entryCancelled:
            return entry(&state, action)
        case .removeToggled:
            remove(Set(targets.map(\.description)), saved, &state)
        case .originMoved(let step):
            return move(by: step, &state)
        case .editorRequested, .editorEnded:
            return edit(&state, action)
        case .undoRequested:
            guard let last = state.undo.popLast() else { return .message(.info, "Nothing to undo") }
            state.edit = last
        case .reverted:
            change(&state) { $0 = CORSState.Edit(draft: saved, rejected: []) }
        case .saveRequested:
            return save(state)
        case .testRequested(let all):
            return test(all ? state.draft.origins : targets.map(\.description), in: &state)
        case .tested(let entry, let report):
            state.tests[entry] = .done(report)
        case .optionsRequested:
            return .then(.form(.opened(OriginTestForm.form(state.options))))
        case .optionsChosen(let options):
            (state.options, state.tests, state.before) = (options, [:], [:])
            return .then(.form(.dismissed), .cors(.testRequested(all: targets.isEmpty)))
        }
        return ConsoleOutcome()
    }

    private func change(_ state: inout CORSState, _ edit: (inout CORSState.Edit) -> Void) {
        let old = state.edit
        edit(&state.edit)
        if state.edit != old { state.undo.append(old) }
    }

    /// Several entries get the same: where some are in the list, they are taken out.
    private func remove(_ entries: Set<String>, _ saved: CORSDraft, _ state: inout CORSState) {
        let (draft, rejected) = (state.draft, state.rejected)
        let isGone = !draft.origins.contains(where: entries.contains) && !rejected.contains(where: entries.contains)
        change(&state) { edit in
            if isGone {
                edit.draft.origins += saved.origins.filter(entries.contains)
            } else {
                edit.draft.origins.removeAll(where: entries.contains)
                edit.rejected.removeAll(where: entries.contains)
            }
        }
    }

    private func move(by step: Int, _ state: inout CORSState) -> ConsoleOutcome {
        guard let entry = targets.first?.description, let index = state.draft.origins.firstIndex(of: entry) else {
            return .message(.info, "Only an origin of the list can be moved")
        }
        guard state.draft.origins.indices.contains(index + step) else { return ConsoleOutcome() }
        change(&state) { $0.draft.origins.swapAt(index, index + step) }
        return ConsoleOutcome()
    }

    // MARK: Typing

    private func entry(_ state: inout CORSState, _ action: CORSAction) -> ConsoleOutcome {
        switch action {
        case .entryOpened(let replaced):
            state.entry = OriginEntryState(replacing: replaced)
        case .entryEdited(.right):
            // At the end of a text that can be fixed, the key takes the fixed form.
            guard let input = state.entry?.input else { break }
            if input.cursor == input.text.count, case .normalized(let text, _, _)? = state.entry?.outcome {
                state.entry?.input = TextInput(text)
            } else {
                state.entry?.input.apply(.right)
            }
        case .entryEdited(let edit):
            state.entry?.input.apply(edit)
            state.entry?.refusal = ""
        case .entryPasted(let lines):
            state.entry = nil
            return take(lines, &state)
        case .entryAccepted:
            return accept(&state)
        default:
            state.entry = nil
        }
        return ConsoleOutcome()
    }

    /// The first Enter on an origin that no browser would send puts the normalized form into the field, to be seen
    /// before the second Enter takes it.
    private func accept(_ state: inout CORSState) -> ConsoleOutcome {
        guard let entry = state.entry else { return ConsoleOutcome() }
        switch entry.outcome {
        case .rejected:
            state.entry?.refusal = "Not added."
        case .normalized(let text, _, _):
            state.entry?.input = TextInput(text)
        case .accepted(let text, _):
            let index = entry.replaced.flatMap(state.draft.origins.firstIndex(of:))
            let others = state.draft.origins.enumerated().filter { $0.offset != index }.map(\.element)
            guard !others.contains(text) else {
                state.entry?.refusal = "Not added: \(text) is already in the list."
                return ConsoleOutcome()
            }
            state.entry = nil
            change(&state) { edit in
                edit.rejected.removeAll { $0 == entry.replaced }
                if let index { edit.draft.origins[index] = text } else { edit.draft.origins.append(text) }
            }
            return .then(.list(.cors, .recordFound(RecordID(text))))
        }
        return ConsoleOutcome()
    }

    /// Adds lines, each in the form that browsers send. Those that are no origin wait below the list to be fixed.
    private func take(_ lines: [String], _ state: inout CORSState) -> ConsoleOutcome {
        let before = state.edit
        let (origins, rejected) = OriginLines(lines).added(to: state.draft.origins)
        change(&state) { edit in
            edit.draft.origins = origins
            edit.rejected += rejected.filter { !edit.rejected.contains($0) }
        }
        let added = state.draft.origins.count - before.draft.origins.count
        return report(added: added, known: lines.count - added - rejected.count, rejected: rejected.count)
    }

    private func report(added: Int, known: Int, rejected: Int) -> ConsoleOutcome {
        var parts = ["Added \(counted(added, "origin"))."]
        if known > 0 { parts.append("\(known) already in the list.") }
        let text = parts.joined(separator: " ")
        guard rejected > 0 else { return .message(.ok, text) }
        return .message(
            .warning,
            """
            \(text) \(rejected) can be no origin and stand below the list: \(key: .editOrigin) fixes, \
            \(key: .removeOrigin) drops one.
            """)
    }

    // MARK: The person's own editor

    private func edit(_ state: inout CORSState, _ action: CORSAction) -> ConsoleOutcome {
        switch action {
        case .editorEnded(.success(let text)):
            let lines = text.split(whereSeparator: \.isNewline).map(\.trimmingSpaces)
                .filter { !$0.isEmpty && !$0.hasPrefix("#") }
            let (origins, rejected) = OriginLines(lines).added(to: [])
            change(&state) {
                $0 = .init(draft: CORSDraft(isEnabled: $0.draft.isEnabled, origins: origins), rejected: rejected)
            }
            guard !rejected.isEmpty else { return ConsoleOutcome() }
            return .message(
                .warning,
                "\(rejected.count) of the lines can be no origin and stand below the list: \(key: .editOrigin) fixes one"
            )
        case .editorEnded(.failure(let problem)):
            return .message(.error, problem.description)
        default:
            guard let editor = context.dependencies.edit else {
                return .message(.warning, "No editor is available here")
            }
            let text =
                (["# One origin a line, as in https://portal.acme.example"] + state.draft.origins + state.rejected)
                .joined(separator: "\n")
            return .run(
                .run(.originsEditor, "in the editor") { send in
                    await send(.cors(.editorEnded(await editor(text + "\n"))))
                })
        }
    }

    // MARK: The server

    /// Entries that are not saved yet are tested too: they fail now, and pass when they are tested again after the
    /// save.
    private func test(_ entries: [String], in state: inout CORSState) -> ConsoleOutcome {
        let samples = entries.compactMap { entry in OriginTest.sample(of: entry).map { (entry, $0) } }
        guard !samples.isEmpty else { return .message(.warning, "No origin selected") }
        for (entry, _) in samples { state.tests[entry] = .running }
        let (probe, options) = (context.client.corsProbe, state.options)
        return .run(
            .run(.originTests, "testing origins") { send in
                for (entry, origin) in samples {
                    await send(.cors(.tested(entry, await probe.examine(origin, options))))
                }
            })
    }

    private func save(_ state: CORSState) -> ConsoleOutcome {
        guard let base = state.base, state.isChanged else { return .message(.info, "Nothing to save") }
        guard state.rejected.isEmpty else {
            return .message(
                .warning,
                """
                \(state.rejected.count) of the lines below the list can be no origin: \(key: .editOrigin) fixes, \
                \(key: .removeOrigin) drops one
                """)
        }
        let (draft, isProduction) = (state.draft, context.purpose?.isProduction == true)
        let edited = base.setting(corsEnabled: draft.isEnabled, allowedOrigins: draft.origins)
        return .run(
            .preview("reading the settings again", context) { context throws(APIError) in
                let plan = try await SystemSettingsService(context.client).planEdit(
                    edited, base: base, isProduction: isProduction)
                return PlannedWrite([plan], .cors(draft))
            })
    }
}

/// Lines of which each should be an origin.
struct OriginLines {
    private let lines: [String]

    init(_ lines: [String]) { self.lines = lines }

    /// The list with those that are origins behind it, in the form that browsers send, each once; and the lines that
    /// are none.
    func added(to origins: [String]) -> (origins: [String], rejected: [String]) {
        var (origins, rejected) = (origins, [String]())
        for line in lines {
            switch OriginEntry.parse(line) {
            case .accepted(let text, _), .normalized(let text, _, _):
                if !origins.contains(text) { origins.append(text) }
            case .rejected:
                if !rejected.contains(line) { rejected.append(line) }
            }
        }
        return (origins, rejected)
    }
}
