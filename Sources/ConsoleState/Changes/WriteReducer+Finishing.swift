import SisenseClient

extension WriteReducer {
    /// Takes what came of a write.
    func finish(_ state: inout WriteState, _ outcome: WriteOutcome) -> ConsoleOutcome {
        guard let confirmation = state.sending else { return ConsoleOutcome() }
        let (results, isBehind) = (outcome.results, state.behind != nil)
        state.sending = nil
        remember(confirmation, results, in: &state)
        if !isBehind, results.isBlockedByRecord, let failure = outcome.failure {
            return proposeUnrecorded(confirmation, failure, &state)
        }
        let unknown = UnknownOutcome(
            changes: outcome.unknown, origin: confirmation.origin, isUndo: confirmation.isUndo,
            autoReverts: confirmation.autoReverts == true, shares: context.shares?.draft)
        if results.plans.count > 1, results.unsentCount < results.plans.count {
            return finishRun(confirmation, outcome, unknown, isBehind: isBehind, &state)
        }
        guard results.doneCount == results.plans.count else { return finishPartly(confirmation, outcome, unknown) }
        // A form stays until what it asked for is done, so that nothing typed is lost.
        return .then(
            .form(.dismissed), .posted(Message(.ok, Self.success(confirmation)).about(.change(confirmation.title))))
            + settled(confirmation, outcome) + followed(confirmation.origin, outcome)
            + rereading(confirmation, results)
    }

    /// Keeps the results of a run and shows them, unless the person is working on something else. They offer what is
    /// left to be sent again, so the form that asked for it is not needed any more.
    private func finishRun(
        _ confirmation: Confirmation, _ outcome: WriteOutcome, _ unknown: UnknownOutcome, isBehind: Bool,
        _ state: inout WriteState
    ) -> ConsoleOutcome {
        let results = outcome.results
        state.keep(RunResults(confirmation, outcome, span: outcome.span, unknown: unknown))
        if !isBehind { state.openResults = state.results.count - 1 }
        var left = ConsoleOutcome.then(.posted(message(of: confirmation, results, isBehind: isBehind)))
        if !isBehind { left = .then(.form(.dismissed)) + left }
        let look = look(after: unknown.with(unknown.changes.filter(\.isLookable)))
        return left + settled(confirmation, outcome) + ConsoleOutcome(effects: [look].compactMap(\.self))
            + rereading(confirmation, results)
    }

    /// The message at the end of a run, which names the results where they have not come up.
    private func message(of confirmation: Confirmation, _ results: PlanResults, isBehind: Bool) -> Message {
        let isDone = results.doneCount == results.plans.count
        let short = results.shortfallCount
        let text =
            (isDone ? Self.success(confirmation) : "\(confirmation.title): \(results.summary).\(results.unsentText)")
            + (short > 0 ? " \(counted(short, "change")) had to leave somebody out." : "")
        let level: Message.Level = isDone && short == 0 ? .ok : results.failure == nil ? .warning : .error
        return Message(
            level, isBehind ? "\(text) \(key: .showResults) shows each." : CommandText(text),
            detail: results.failure?.description ?? ""
        ).about(.change(confirmation.title))
    }

    /// Reads again what a write may have changed. A draft is not: it would be lost where not all was done.
    private func rereading(_ confirmation: Confirmation, _ results: PlanResults) -> ConsoleOutcome {
        let (origin, touches) = (confirmation.origin, confirmation.touches)
        guard results.doneCount == results.plans.count || origin.isReadAfterFailure else {
            return .then(.outdated(touches, except: origin))
        }
        return .then(.changed(origin.rereading(after: confirmation.plans), touches: touches))
    }

    /// Reports a change that was not made, or of which that is not known; or a run of which nothing was sent.
    private func finishPartly(
        _ confirmation: Confirmation, _ outcome: WriteOutcome, _ unknown: UnknownOutcome
    ) -> ConsoleOutcome {
        let results = outcome.results
        // A person has stopped it.
        guard let failure = outcome.failure else { return .message(.info, "Nothing was sent") }
        var left = ConsoleOutcome.then(.posted(message(results, failure).about(.change(confirmation.title))))
        if case .conflict(let conflict) = failure.kind, !conflict.isMade, results.plans.count == 1,
            let plan = results.plans.first, plan.replan != nil
        {
            // The dialog that opens says what to do.
            let text = "Nothing was sent: someone else changed \(plan.target.name)"
            left = .then(
                .posted(Message(.error, text, detail: failure.description).about(.change(confirmation.title))),
                .conflict(.met(conflict, plan, confirmation.origin)))
        }
        if let look = look(after: unknown.with(unknown.changes.filter(\.isLookable))) {
            // They may be in force, or be so yet: the clock runs.
            left = left + (unknown.autoReverts ? settled(confirmation, outcome) : ConsoleOutcome()) + .run(look)
        }
        // A change whose outcome is not known may have happened, and one that was refused may rest on old rows. A form
        // keeps what was typed, so it is not read again unasked.
        return left + rereading(confirmation, results)
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
            total: old.total, cancelNote: old.cancelNote, knowsPassword: old.knowsPassword)
        (confirmation.reason, confirmation.autoReverts) = (old.reason, old.autoReverts)
        confirmation.password = old.password
        confirmation.unrecordedReason = failure.message
        state.confirmation = confirmation
        return .then(.posted(Message(failure).about(.change(old.title))))
    }

    /// The actions that follow from risky settings that were saved, or reverted: by themselves or among others.
    private func settled(_ confirmation: Confirmation, _ outcome: WriteOutcome) -> ConsoleOutcome {
        if confirmation.isUndo {
            let undone = Set(outcome.results.done.filter(\.isRisky).compactMap(\.settings))
            return undone.isEmpty ? ConsoleOutcome() : .then(.autoRevert(.ended(undone)))
        }
        let kept = confirmation.pendingReverts.filter { outcome.results.mayBeInForce(at: $0.key) }.map {
            index, revert in
            outcome.kept[index] ?? KeptRevert(revert)
        }
        return kept.isEmpty ? ConsoleOutcome() : .then(.autoRevert(.began(kept, confirmation.origin)))
    }

    /// Hands on what the server answered.
    private func followed(_ origin: WriteOrigin, _ outcome: WriteOutcome) -> ConsoleOutcome {
        switch origin {
        case .call(let draft):
            guard let plan = outcome.results.done.last, let answer = outcome.answer else { return ConsoleOutcome() }
            // A new token is taken care of, whichever way it was made.
            if plan.call.operation == .renewAPIToken {
                return .then(.token(.renewed((try? answer.json()).flatMap(APIToken.init))))
            }
            return .then(.explorer(.changeAnswered(answer, plan, draft)))
        case .token:
            let answer = try? outcome.answer?.json()
            return .then(.token(.renewed(answer.flatMap(APIToken.init))))
        case .list, .shares, .cors, .session: return ConsoleOutcome()
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
        // One that takes several steps back is not undone before the last of them.
        let left = Set(results.notDone.compactMap(\.undoes))
        let undone = Set(results.done.compactMap(\.undoes)).subtracting(left)
        for index in state.done.indices { state.done[index].plans.removeAll { undone.contains($0.id) } }
        // What is left of a run can be undone again, unless nothing of it ever could.
        state.done.removeAll { $0.plans.allSatisfy { $0.isUndoneWithOthers || !$0.hasUndo } }
    }
}
