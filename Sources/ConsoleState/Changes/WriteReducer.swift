import SisenseClient

/// Leads plans through preview and approval to the one effect that sends them.
struct WriteReducer: ConsoleFeature {
    let context: WorkContext
    let session: SessionState
    /// True while settings wait to be confirmed or reverted.
    let autoReverts: Bool

    func reduce(_ state: inout WriteState, _ action: WriteAction) -> ConsoleOutcome {
        switch action {
        case .planned(let write):
            return propose(write, &state)
        case .confirmed:
            guard let confirmation = state.confirmation, let approval = confirmation.approval else { break }
            state.confirmation?.progress = .sending(isStopping: false)
            return .run(
                context.client.policy.isDryRun
                    ? rehearsing(confirmation, approval) : sending(confirmation, approval))
        case .rehearsed(let count):
            guard state.isSending else { break }
            state.confirmation = nil
            let what = count == 1 ? "The change was" : "\(counted(count, "change")) were"
            return .then(.form(.dismissed))
                + .message(.ok, "\(what) recorded, nothing was sent; :plans shows them")
        case .progressed(let index, let result):
            state.sending?.results.set(result, at: index)
        case .finished(let outcome):
            return finish(&state, outcome)
        case .looked(let looked):
            return take(looked, &state)
        case .lookRequested(let changes):
            return changes.isEmpty ? ConsoleOutcome() : .run(look(at: changes))
        case .undoRequested:
            return undo(&state)
        case .cancelled:
            return cancel(&state)
        case .stopped:
            state.sending?.stopSending()
        case .sentBehind:
            return sendBehind(&state)
        case .results(let action):
            return take(action, &state)
        case .plansEdited(let edit):
            let plans = context.dependencies.plans
            return .run(
                .run(.plans, "changing the plans") { send in
                    plans.apply(edit)
                    await send(.list(.plans, .refreshRequested))
                })
        case .planFileOpened(let message):
            return .then(.form(.completed(message))) + .then(.list(.plans, .refreshRequested))
        case .shown, .focusMoved, .autoRevertToggled, .pageChosen, .scrolled, .textEdited:
            adjust(&state, action)
        }
        return ConsoleOutcome()
    }

    /// Shows what would be sent. What is being sent stays on the screen until its outcome is known: it would else be
    /// taken for that of another change.
    func propose(_ write: PlannedWrite, _ state: inout WriteState) -> ConsoleOutcome {
        // One pending revert at a time: a second save would rest on settings that may go away.
        if autoReverts, !write.isUndo, write.plans.contains(where: \.isRisky) {
            return .message(.warning, "First confirm or revert the pending settings")
        }
        // One run at a time: plans made while another is sent would rest on what that is about to change.
        guard !state.isSending else { return busy(state) }
        guard !write.plans.isEmpty else { return .then(.form(.dismissed)) + nothing(in: write) }
        let plans = context.client.policy.isDryRun ? write.plans.map(Self.recordable) : write.plans
        if plans.count == 1, let plan = plans.first, let conflict = plan.conflict {
            return .then(.conflict(.met(conflict, plan, write.origin)))
        }
        // A dialog for each of many would be no help: they are edited again as they are now.
        let contested = plans.filter { $0.conflict != nil }.map(\.target.name)
        guard contested.isEmpty else {
            return .message(
                .error,
                "Nothing was sent: someone else has changed \(contested.joined(separator: ", ")) meanwhile. "
                    + "Refresh and try again.")
        }
        state.confirmation = Confirmation(
            plans: plans, origin: write.origin, session: session, isUndo: write.isUndo, total: write.total,
            cancelNote: write.cancelNote, knowsPassword: knownPassword != nil)
        return ConsoleOutcome()
    }

    /// Reports that there is nothing to send.
    private func nothing(in write: PlannedWrite) -> ConsoleOutcome {
        .message(.info, write.total.isEmpty ? "Nothing to change" : write.total.joined(separator: " "))
    }

    /// A plan that is recorded, with what stands against writing it to a file said before.
    private static func recordable(_ plan: RequestPlan) -> RequestPlan {
        guard let problem = plan.planFileProblem else { return plan }
        return plan.warning(["Can be sent from :plans, but not be written to a plan file: it \(problem)."])
    }

    func busy(_ state: WriteState) -> ConsoleOutcome {
        guard let behind = state.behind else {
            return .message(.warning, "Another change is being sent. Try again when it is done.")
        }
        let text: CommandText =
            "Not now: \(behind.title) is being sent, \(behind.progressText). \(key: .showResults) shows and stops it."
        return .message(.warning, text)
    }

    /// The password that the console was started with; nil where a person typed one, which is not kept.
    var knownPassword: Secret? {
        if case .password(_, let password) = context.dependencies.signIn { password } else { nil }
    }

    /// Lets a run go on while the person works on something else.
    private func sendBehind(_ state: inout WriteState) -> ConsoleOutcome {
        guard let run = state.confirmation, run.canGoBehind else { return ConsoleOutcome() }
        (state.behind, state.confirmation) = (run, nil)
        return .then(.form(.dismissed))
            + .message(.info, "\(run.title) goes on in the background; \(key: .showResults) shows and stops it")
    }

    private func adjust(_ state: inout WriteState, _ action: WriteAction) {
        guard var confirmation = state.confirmation else { return }
        switch action {
        case .shown: confirmation.isShown = true
        case .pageChosen(let page):
            confirmation.page = page
            confirmation.scroll = Scroll()
        case .scrolled(let movement, let lines, let page):
            confirmation.scroll.move(movement, count: max(lines - page + 1, 1), page: page)
        case .focusMoved where !confirmation.isSending:
            confirmation.moveFocus()
        case .autoRevertToggled where !confirmation.isSending:
            confirmation.toggleAutoRevert()
        case .textEdited(let edit) where !confirmation.isSending:
            confirmation.edit(edit)
        default: break
        }
        state.confirmation = confirmation
    }

    private func cancel(_ state: inout WriteState) -> ConsoleOutcome {
        guard state.confirmation != nil else { return ConsoleOutcome() }
        guard state.isSending else {
            let note = state.confirmation?.cancelNote
            state.confirmation = nil
            return .message(note == nil ? .info : .warning, note ?? "Nothing was sent")
        }
        state.confirmation?.stopSending()
        return ConsoleOutcome()
    }

    private func undo(_ state: inout WriteState) -> ConsoleOutcome {
        guard !state.isSending else { return busy(state) }
        guard let last = state.done.last else { return .message(.info, "Nothing to undo") }
        return undo(last, state)
    }

    /// Reads what was changed again, and plans what takes it back. What others changed since stays; where both changed
    /// the same, that is shown as the conflict it is, or of many named.
    func undo(_ done: WriteState.Done, _ state: WriteState) -> ConsoleOutcome {
        guard !state.isSending else { return busy(state) }
        let (plans, origin) = (done.plans, done.origin.undone)
        guard plans.contains(where: \.hasUndo) else {
            return .message(.warning, "Cannot be undone: \(PlanTitle.counted(plans))")
        }
        return .run(
            .asking(.preparation, "reading what is to be undone", context) { context, send in
                do throws(APIError) {
                    let undo = try await RunUndo.plans(of: plans, context)
                    await send(.pendingOperation(.previewRead(.success(PlannedWrite(undo, origin, isUndo: true)))))
                    if undo.isEmpty {
                        await send(.posted(Message(.info, "All is as it was before: nothing to undo")))
                    }
                } catch {
                    await send(.pendingOperation(.previewRead(.failure(error))))
                }
            })
    }
}
