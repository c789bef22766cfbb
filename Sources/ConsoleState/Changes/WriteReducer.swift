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
            guard var confirmation = state.confirmation, confirmation.canSend else { break }
            confirmation.progress = .sending(isStopping: false)
            state.confirmation = confirmation
            return .run(context.client.policy.isDryRun ? rehearsing(confirmation) : sending(confirmation))
        case .rehearsed(let count):
            guard state.isSending else { break }
            state.confirmation = nil
            let what = count == 1 ? "The change was" : "\(count) changes were"
            return .then(.form(.dismissed))
                + .message(.ok, "\(what) recorded, nothing was sent; :plans shows them")
        case .progressed(let index, let result):
            state.confirmation?.results.set(result, at: index)
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
        case .reportOpened, .reportScrolled, .reportClosed, .retryRequested:
            return report(&state, action)
        case .shown, .focusMoved, .autoRevertToggled, .pageChosen, .scrolled, .textEdited:
            adjust(&state, action)
        }
        return ConsoleOutcome()
    }

    /// Shows what would be sent. What is being sent stays on the screen until its outcome is known: it would else be
    /// taken for that of another change.
    private func propose(_ write: PlannedWrite, _ state: inout WriteState) -> ConsoleOutcome {
        // One pending revert at a time: a second save would rest on settings that may go away.
        if autoReverts, !write.isUndo, write.plans.contains(where: \.isRisky) {
            return .message(.warning, "First confirm or revert the pending settings")
        }
        guard !state.isSending else { return Self.busy }
        let plans = write.plans
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
            plans: plans, origin: write.origin, session: session, isUndo: write.isUndo,
            knowsPassword: knownPassword != nil)
        return ConsoleOutcome()
    }

    /// The password that the console was started with; nil where a person typed one, which is not kept.
    private var knownPassword: Secret? {
        if case .password(_, let password) = context.dependencies.signIn { password } else { nil }
    }

    private static let busy = ConsoleOutcome.message(
        .warning, "Another change is being sent. Try again when it is done.")

    private func report(_ state: inout WriteState, _ action: WriteAction) -> ConsoleOutcome {
        guard let report = state.report else {
            return .message(.info, "No change of several records yet")
        }
        switch action {
        case .reportOpened:
            state.isReportOpen = true
        case .reportScrolled(let movement, let page):
            state.report?.scroll.move(movement, count: report.results.plans.count, page: page)
        case .retryRequested:
            let rest = report.results.retryable
            guard !rest.isEmpty else { return .message(.info, "Nothing to send again") }
            state.isReportOpen = false
            return report.isUndo ? undo(&state) : propose(PlannedWrite(rest, report.origin), &state)
        default:
            state.isReportOpen = false
        }
        return ConsoleOutcome()
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
            state.confirmation = nil
            return .message(.info, "Nothing was sent")
        }
        state.confirmation?.progress = .sending(isStopping: true)
        state.confirmation?.stop.set()
        return ConsoleOutcome()
    }

    /// Each plan once: one after the other, or many that are alike a few at a time.
    private func sending(_ confirmation: Confirmation) -> ConsoleEffect {
        var client = context.client
        client.reason = confirmation.reason.isBlank ? nil : confirmation.reason.text.trimmingSpaces
        client.sendsUnrecorded = confirmation.unrecordedReason != nil
        let stop = confirmation.stop
        let (context, credentials) = (context, credentials(confirmation))
        return .run(.write, "sending a change", rule: .keep) { [client] send in
            var results = confirmation.results
            var kept: KeptRevert?
            if confirmation.autoReverts == true, let revert = confirmation.revert {
                do throws(APIError) {
                    kept = try await KeptRevert.keep(revert, credentials, context)
                } catch {
                    results.set(.failed(error), at: 0)
                    return await send(.write(.finished(WriteOutcome(results: results, answer: nil))))
                }
            }
            var answer: Response?
            var unknown: [UnknownOutcome.Change] = []
            for batch in results.batches where !stop.isSet && !results.hasEnded && !Task.isCancelled {
                for index in batch { await send(.write(.progressed(index, .sending))) }
                let outcomes = client.perform(
                    Array(results.plans[batch]), maxConcurrent: batch.count, stop: stop)
                for await outcome in outcomes {
                    guard let index = batch.first(where: { results.plans[$0].id == outcome.plan.id }) else { continue }
                    if case .success(let response) = outcome.result { answer = response }
                    results.set(PlanResults.State(outcome.error), at: index)
                    if case .notKnown = results.states[index] {
                        unknown.append(UnknownOutcome.Change(plan: outcome.plan, id: outcome.change))
                    }
                    await send(.write(.progressed(index, results.states[index])))
                }
            }
            if !results.mayBeInForce {
                try? kept?.entry?.remove()
                kept = nil
            }
            await send(
                .write(.finished(WriteOutcome(results: results, answer: answer, unknown: unknown, kept: kept))))
        }
    }

    /// The way to sign in again, where the save may end the token that its revert would be sent with.
    private func credentials(_ confirmation: Confirmation) -> KeptRevert.Credentials? {
        guard confirmation.revert?.endsTokens == true else { return nil }
        let typed = confirmation.password.text
        let password = knownPassword ?? (typed.isEmpty ? nil : Secret(typed))
        return password.map { KeptRevert.Credentials(user: session.userName, password: $0) }
    }

    /// Hands the plans to the client all the same: it is the client that keeps them from being sent.
    private func rehearsing(_ confirmation: Confirmation) -> ConsoleEffect {
        let (client, plans) = (context.client, confirmation.plans)
        return .run(.write, "recording a dry run", rule: .keep) { send in
            for plan in plans { _ = try? await client.perform(plan) }
            await send(.write(.rehearsed(plans.count)))
        }
    }

    private func finish(_ state: inout WriteState, _ outcome: WriteOutcome) -> ConsoleOutcome {
        guard let confirmation = state.confirmation, confirmation.isSending else { return ConsoleOutcome() }
        let results = outcome.results
        state.confirmation = nil
        remember(confirmation, results, in: &state)
        let count = results.plans.count
        if count > 1 {
            state.report = WriteReport(confirmation, results)
            state.isReportOpen = results.doneCount < count
        }
        if results.isBlockedByRecord, let failure = outcome.failure {
            return proposeUnrecorded(confirmation, failure, &state)
        }
        guard results.doneCount == count else { return finishPartly(confirmation, outcome) }
        // A form stays until what it asked for is done, so that nothing typed is lost.
        return .then(.form(.dismissed), .posted(Message(.ok, Self.success(confirmation))))
            + settled(confirmation, outcome.kept)
            + followed(confirmation.origin, outcome) + .then(.changed(confirmation.origin))
    }

    /// Reports a write of which not all was done, or is known to be.
    private func finishPartly(_ confirmation: Confirmation, _ outcome: WriteOutcome) -> ConsoleOutcome {
        let results = outcome.results
        guard let failure = outcome.failure else {
            // A person has stopped it.
            guard results.doneCount > 0 else { return .message(.info, "Nothing was sent") }
            return .then(.posted(results.message(nil))) + followed(confirmation.origin, outcome)
                + .then(.changed(confirmation.origin))
        }
        var left = ConsoleOutcome.then(.posted(message(results, failure)))
        if case .conflict(let conflict) = failure.kind, !conflict.isMade, results.plans.count == 1,
            let plan = results.plans.first, plan.replan != nil
        {
            // The dialog that opens says what to do.
            let text = "Nothing was sent: someone else changed \(plan.target.name)"
            left = .then(
                .posted(Message(.error, text, detail: failure.description)),
                .conflict(.met(conflict, plan, confirmation.origin)))
        }
        let unknown = UnknownOutcome(
            changes: outcome.unknown.filter(\.isLookable), origin: confirmation.origin, isUndo: confirmation.isUndo,
            autoReverts: confirmation.autoReverts == true, shares: context.shares?.draft)
        if let look = look(after: unknown) {
            // They may be in force, or be so yet: the clock runs.
            left = left + (unknown.autoReverts ? settled(confirmation, outcome.kept) : ConsoleOutcome()) + .run(look)
        }
        // A change whose outcome is not known may have happened, and one that was refused may rest on old rows. A form
        // keeps what was typed, so it is not read again unasked.
        guard confirmation.origin.isReadAfterFailure else { return left }
        return left + .then(.changed(confirmation.origin))
    }

    /// The message on a failure. That it is not known comes first: a person must not miss it.
    private func message(_ results: PlanResults, _ failure: APIError) -> Message {
        guard results.plans.count == 1, let plan = results.plans.first else { return results.message(failure) }
        guard case .notKnown(let error, _)? = results.states.first else { return Message(failure) }
        let isLookable = UnknownOutcome.Change(plan: plan, id: nil).isLookable
        let next = isLookable ? "It is being read again." : error.nextStep
        return Message(
            .error, "Outcome not known: \(plan.title). \(error.reason) \(next)", detail: error.description)
    }

    /// Shows the same changes again, which can now be sent without a record of them, if a person says so.
    private func proposeUnrecorded(
        _ old: Confirmation, _ failure: APIError, _ state: inout WriteState
    ) -> ConsoleOutcome {
        var confirmation = Confirmation(
            plans: old.plans, origin: old.origin, session: session, isUndo: old.isUndo,
            knowsPassword: old.knowsPassword)
        (confirmation.reason, confirmation.autoReverts) = (old.reason, old.autoReverts)
        confirmation.password = old.password
        confirmation.unrecordedReason = failure.message
        state.confirmation = confirmation
        state.isReportOpen = false
        return .then(.posted(Message(failure)))
    }

    /// The actions that follow from risky settings that were saved, or reverted.
    private func settled(_ confirmation: Confirmation, _ kept: KeptRevert?) -> ConsoleOutcome {
        guard confirmation.plans.count == 1, let plan = confirmation.plans.first, plan.isRisky else {
            return ConsoleOutcome()
        }
        if confirmation.autoReverts == true, let kept = kept ?? confirmation.revert.map({ KeptRevert($0) }) {
            return .then(.autoRevert(.began(kept, confirmation.origin)))
        }
        return confirmation.isUndo ? .then(.autoRevert(.ended)) : ConsoleOutcome()
    }

    /// Hands on what the server answered.
    private func followed(_ origin: WriteOrigin, _ outcome: WriteOutcome) -> ConsoleOutcome {
        switch origin {
        case .call(let draft):
            guard let plan = outcome.results.done.last, let answer = outcome.answer else { return ConsoleOutcome() }
            return .then(.explorer(.changeAnswered(answer, plan, draft)))
        case .token:
            let answer = try? outcome.answer?.json()
            return .then(.token(.renewed(answer.flatMap(APIToken.init))))
        case .list, .shares, .security, .session: return ConsoleOutcome()
        }
    }

    /// The message of a change that was made. The title of an undo begins with `Undo:`, which is said once.
    private static func success(_ confirmation: Confirmation) -> String {
        let title = confirmation.title
        let prefix = "Undo: "
        return title.hasPrefix(prefix) ? "Undone: \(title.dropFirst(prefix.count))." : "Done: \(title)."
    }

    /// Keeps for undo what was done, and what an undo has left.
    private func remember(_ confirmation: Confirmation, _ results: PlanResults, in state: inout WriteState) {
        guard confirmation.isUndo else {
            if results.doneCount > 0 {
                state.done.append(WriteState.Done(plans: results.done, origin: confirmation.origin))
            }
            return
        }
        guard var last = state.done.popLast() else { return }
        // What needed no request is as before; of the rest, what was not taken back whole is left.
        var open = Set(results.plans.compactMap(\.undoes))
        for plan in last.plans where isDone(plan, results) { open.remove(plan.id) }
        last.plans.removeAll { !open.contains($0.id) }
        if !last.plans.isEmpty { state.done.append(last) }
    }

    /// True when every step that takes a plan back was done.
    private func isDone(_ plan: RequestPlan, _ results: PlanResults) -> Bool {
        zip(results.plans, results.states).allSatisfy { step, result in
            if case .done = result { true } else { step.undoes != plan.id }
        }
    }

    /// Reads what the last write was about again, and plans what takes it back. What others changed since stays; where
    /// both changed the same, that is shown as the conflict it is.
    private func undo(_ state: inout WriteState) -> ConsoleOutcome {
        guard !state.isSending else { return Self.busy }
        guard let last = state.done.last else { return .message(.info, "Nothing to undo") }
        let (plans, lasting) = (last.plans.filter(\.isUndoable), last.plans.filter { !$0.isUndoable })
        guard !plans.isEmpty else {
            return .message(.warning, "Cannot be undone: \(PlanTitle.counted(lasting.map(\.heading)))")
        }
        let warnings = lasting.map { "Cannot be undone, and stays: \($0.title)" }
        return .run(
            .asking(.preparation, "reading what is to be undone", context) { context, send in
                do throws(APIError) {
                    let plans = try await context.client.planUndo(of: plans).map { $0.warning(warnings) }
                    await send(
                        .pendingOperation(
                            .previewRead(.success(PlannedWrite(plans, last.origin.undone, isUndo: true)))))
                    if plans.isEmpty {
                        await send(.posted(Message(.info, "All is as it was before: nothing to undo")))
                    }
                } catch {
                    guard case .conflict(let conflict) = error.kind, last.plans.count == 1,
                        let undo = last.plans.first?.undo, undo.replan != nil
                    else { return await send(.pendingOperation(.previewRead(.failure(error)))) }
                    await send(.pendingOperation(.previewRead(.success(PlannedWrite([], last.origin)))))
                    await send(.conflict(.met(conflict, undo, last.origin.undone)))
                }
            })
    }
}
