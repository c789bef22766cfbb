import SisenseClient

/// Reads the settings, edits a draft of them, and plans the save.
struct SecurityReducer: ConsoleFeature {
    let context: WorkContext
    /// True when a mistake here costs most.
    var isProduction = false

    func reduce(_ state: inout SecurityState, _ action: SecurityAction) -> ConsoleOutcome {
        switch action {
        case .needed:
            return state.load.isNeeded ? reduce(&state, .refreshRequested) : ConsoleOutcome()
        case .refreshRequested:
            state.load = .loading
            return .run(reading())
        case .saved(let draft):
            if let draft {
                state.base = state.base?.setting(corsEnabled: draft.isEnabled, allowedOrigins: draft.origins)
            }
            state.before = state.tests.compactMapValues(\.report)
            state.tests = [:]
            state.load = .loading
            return .run(reading())
        case .loaded(.success(let settings)):
            take(settings, &state)
            state.scroll.place(at: state.scroll.cursor, count: state.rows.count)
            seek(&state)
            let tested = state.before.keys.filter { state.tests[$0] == nil }
            return tested.isEmpty ? ConsoleOutcome() : test(tested.sorted(), in: &state)
        case .loaded(.failure(let error)):
            state.load = .failed(error)
        case .moved(let movement, let page):
            state.scroll.move(movement, count: state.rows.count, page: page)
        case .entryOpened, .entryEdited, .entryPasted, .entryAccepted, .entryCancelled:
            return entry(&state, action)
        case .originSought(let origin):
            state.sought = origin
            if state.settings != nil { seek(&state) }
        case .enabledToggled, .originRemoved, .originMoved, .undoRequested, .reverted:
            edit(&state, action)
        case .saveRequested:
            return save(state)
        case .testRequested(let entry):
            return test(entry.map { [$0] } ?? state.draft.origins, in: &state)
        case .tested(let entry, let report):
            state.tests[entry] = .done(report)
        }
        return ConsoleOutcome()
    }

    /// Goes to the entry that somebody was led to. One that is no more leaves the cursor where it is.
    private func seek(_ state: inout SecurityState) {
        guard let sought = state.sought else { return }
        state.sought = nil
        let row = state.rows.firstIndex { row in
            if case .origin(let index) = row { state.draft.origins[index] == sought } else { false }
        }
        if let row { state.scroll.place(at: row, count: state.rows.count) }
    }

    /// Takes settings that were read. Edits that are not saved stay, on top of them.
    private func take(_ settings: SystemSettings, _ state: inout SecurityState) {
        let (old, new) = (state.saved, CORSDraft(settings))
        let draft = old.map { state.draft.rebased(from: $0, to: new) } ?? new
        // The entry being typed stays with its origin, wherever that is now.
        if let entry = state.entry, let index = entry.index {
            let origin = state.draft.origins.indices.contains(index) ? state.draft.origins[index] : nil
            state.entry?.index = origin.flatMap(draft.origins.firstIndex(of:))
        }
        (state.load, state.base, state.draft) = (.loaded(settings), settings, draft)
        // The drafts before are of settings that are no more.
        state.undo = draft == new ? [] : [new]
    }

    private func edit(_ state: inout SecurityState, _ action: SecurityAction) {
        guard state.settings != nil, let saved = state.saved else { return }
        state.pasted = []
        switch action {
        case .enabledToggled:
            change(&state) { $0.isEnabled.toggle() }
        case .originRemoved:
            guard case .origin(let index) = state.row else { return }
            change(&state) { $0.origins.remove(at: index) }
        case .originMoved(let step):
            guard case .origin(let index) = state.row, state.draft.origins.indices.contains(index + step) else {
                return
            }
            change(&state) { $0.origins.swapAt(index, index + step) }
            state.scroll.place(at: state.scroll.cursor + step, count: state.rows.count)
        case .undoRequested:
            guard let last = state.undo.popLast() else { return }
            state.draft = last
        default:
            change(&state) { $0 = saved }
        }
        state.scroll.place(at: state.scroll.cursor, count: state.rows.count)
    }

    private func entry(_ state: inout SecurityState, _ action: SecurityAction) -> ConsoleOutcome {
        guard state.settings != nil else { return ConsoleOutcome() }
        switch action {
        case .entryOpened(let index):
            state.pasted = []
            let text = index.flatMap { state.draft.origins.indices.contains($0) ? state.draft.origins[$0] : nil }
            state.entry = OriginEntryState(index: index, text: text ?? "")
        case .entryEdited(let edit):
            state.entry?.input.apply(edit)
        case .entryPasted(let lines):
            return paste(lines, into: &state)
        case .entryAccepted:
            return accept(&state)
        default:
            state.entry = nil
        }
        return ConsoleOutcome()
    }

    /// The first Enter on an origin that no browser would send puts the normalized form into the field, to be seen
    /// before the second Enter takes it.
    private func accept(_ state: inout SecurityState) -> ConsoleOutcome {
        guard let entry = state.entry else { return ConsoleOutcome() }
        switch entry.outcome {
        case .rejected(let reason):
            return .message(.error, reason)
        case .normalized(let text, let reason, _):
            state.entry = OriginEntryState(index: entry.index, text: text)
            return .message(.warning, "\(reason) \(key: .acceptOrigin) accepts the fixed form.")
        case .accepted(let text, _):
            let others = state.draft.origins.enumerated().filter { $0.offset != entry.index }.map(\.element)
            guard !others.contains(text) else {
                return .message(.error, "\(text) is already in the list")
            }
            state.entry = nil
            change(&state) { draft in
                if let index = entry.index, draft.origins.indices.contains(index) {
                    draft.origins[index] = text
                } else {
                    draft.origins.append(text)
                }
            }
            return ConsoleOutcome()
        }
    }

    private func paste(_ lines: [String], into state: inout SecurityState) -> ConsoleOutcome {
        var origins = state.draft.origins
        let pasted = lines.map { PastedOrigin($0, into: &origins) }
        let added = pasted.count(where: \.isAdded)
        state.entry = nil
        if added > 0 { change(&state) { $0.origins = origins } }
        state.pasted = pasted
        let text = "Added \(added) of \(pasted.count) lines; each is listed below"
        return .message(added == pasted.count ? .ok : .warning, text)
    }

    private func change(_ state: inout SecurityState, _ edit: (inout CORSDraft) -> Void) {
        let old = state.draft
        edit(&state.draft)
        if state.draft != old { state.undo.append(old) }
    }

    private func reading() -> ConsoleEffect {
        .asking(.security(.reading), "loading settings", context) { context, send in
            do throws(APIError) {
                await send(.security(.loaded(.success(try await SystemSettingsService(context.client).read()))))
            } catch {
                await send(.security(.loaded(.failure(error))))
            }
        }
    }

    /// Entries that are not saved yet are tested too: they fail now, and pass when they are tested again after the
    /// save.
    private func test(_ entries: [String], in state: inout SecurityState) -> ConsoleOutcome {
        let samples = entries.compactMap { entry in OriginTest.sample(of: entry).map { (entry, $0) } }
        guard !samples.isEmpty else { return .message(.warning, "No origin selected") }
        for (entry, _) in samples { state.tests[entry] = .running }
        let probe = context.client.corsProbe
        return .run(
            .run(.security(.testing), "testing origins") { send in
                for (entry, origin) in samples {
                    await send(.security(.tested(entry, await probe.examine(origin))))
                }
            })
    }

    private func save(_ state: SecurityState) -> ConsoleOutcome {
        guard let settings = state.settings else { return ConsoleOutcome() }
        guard state.isChanged else { return .message(.info, "Nothing to save") }
        let (draft, isProduction) = (state.draft, isProduction)
        let edited = settings.setting(corsEnabled: draft.isEnabled, allowedOrigins: draft.origins)
        return .run(
            .preview("reading the settings again", context) { context throws(APIError) in
                let plan = try await SystemSettingsService(context.client).planEdit(
                    edited, base: settings, isProduction: isProduction)
                return PlannedWrite([plan], .security(draft))
            })
    }
}
