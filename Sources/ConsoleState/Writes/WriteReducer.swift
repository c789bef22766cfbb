import SisenseClient

/// Leads plans through preview and approval to the one effect that sends them.
struct WriteReducer: Sendable {
    let environment: ConsoleEnvironment
    let session: SessionState

    /// What the rest of the console has to do next, beside the effects.
    struct Outcome {
        var effects: [Effect<ConsoleAction>] = []
        var message: Message?
        /// What has changed on the server and must be read again.
        var changed: WriteOrigin?
    }

    func reduce(_ state: inout WriteState, _ action: WriteAction) -> Outcome {
        switch action {
        case .planned(.success(let plans), let origin):
            state.confirmation = Confirmation(plans: plans, origin: origin, session: session)
        case .planned(.failure(let error), _):
            return Outcome(message: Message(error))
        case .confirmed:
            guard var confirmation = state.confirmation, confirmation.canSend else { break }
            confirmation.progress = .sending(done: 0, isStopping: false)
            state.confirmation = confirmation
            return Outcome(effects: [
                environment.client.policy.isDryRun ? rehearsing(confirmation) : sending(confirmation)
            ])
        case .rehearsed(let count):
            state.confirmation = nil
            let what = count == 1 ? "The change was" : "\(count) changes were"
            return Outcome(message: Message(.ok, "\(what) recorded, nothing was sent; :plans shows them"))
        case .progressed(let done):
            guard case .sending(_, let isStopping) = state.confirmation?.progress else { break }
            state.confirmation?.progress = .sending(done: done, isStopping: isStopping)
        case .finished(let outcome):
            return finish(&state, outcome)
        case .undoRequested:
            return undo(&state)
        case .cancelled:
            return cancel(&state)
        case .shown, .focusMoved, .trialToggled, .pageChosen, .scrolled, .textEdited:
            look(&state, action)
        }
        return Outcome()
    }

    private func look(_ state: inout WriteState, _ action: WriteAction) {
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
        case .trialToggled where !confirmation.isSending:
            confirmation.isOnTrial?.toggle()
        case .textEdited(let edit) where !confirmation.isSending:
            if confirmation.focus == .reason { confirmation.reason.apply(edit) } else { confirmation.typed.apply(edit) }
        default: break
        }
        state.confirmation = confirmation
    }

    private func cancel(_ state: inout WriteState) -> Outcome {
        guard case .sending(let done, _) = state.confirmation?.progress else {
            state.confirmation = nil
            return Outcome(message: Message(.info, "Nothing was sent"))
        }
        state.confirmation?.progress = .sending(done: done, isStopping: true)
        state.confirmation?.stop.raise()
        return Outcome()
    }

    /// One after the other, each once. The first that fails ends it: what is wrong with one is often wrong with all.
    private func sending(_ confirmation: Confirmation) -> Effect<ConsoleAction> {
        var client = environment.client
        client.reason = confirmation.reason.isBlank ? nil : confirmation.reason.text.trimmingSpaces
        let (plans, stop) = (confirmation.plans, confirmation.stop)
        return .run("write", confirmation.title, rule: .keep) { [client] send in
            var done: [RequestPlan] = []
            var failure: APIError?
            var answer: Response?
            for plan in plans where failure == nil && !stop.isUp {
                do throws(APIError) {
                    answer = try await client.perform(plan)
                    done.append(plan)
                    await send(.write(.progressed(done.count)))
                } catch {
                    failure = error
                }
            }
            let unsent = plans.count - done.count - (failure == nil ? 0 : 1)
            let outcome = WriteOutcome(done: done, failure: failure, unsent: unsent, answer: answer)
            await send(.write(.finished(outcome)))
        }
    }

    /// Hands the plans to the client all the same: it is the client that keeps them from being sent.
    private func rehearsing(_ confirmation: Confirmation) -> Effect<ConsoleAction> {
        let (client, plans) = (environment.client, confirmation.plans)
        return .run("write", confirmation.title, rule: .keep) { send in
            for plan in plans { _ = try? await client.perform(plan) }
            await send(.write(.rehearsed(plans.count)))
        }
    }

    private func finish(_ state: inout WriteState, _ outcome: WriteOutcome) -> Outcome {
        guard let confirmation = state.confirmation else { return Outcome() }
        state.confirmation = nil
        if confirmation.isUndo, outcome.failure == nil {
            _ = state.done.popLast()
        } else if !outcome.done.isEmpty {
            state.done.append(WriteState.Done(plans: outcome.done, origin: confirmation.origin))
        }
        guard let failure = outcome.failure else {
            let rest = outcome.unsent > 0 ? " \(outcome.unsent) were not sent." : ""
            return Outcome(message: Message(.ok, "Done: \(confirmation.title).\(rest)"), changed: confirmation.origin)
        }
        // A change whose outcome is not known may have happened, and one that was refused may rest on old rows. A form
        // keeps what was typed, so it is not read again unasked.
        return Outcome(
            message: Message(failure, after: outcome.done.count, of: confirmation.plans.count),
            changed: confirmation.origin.isReadAfterFailure ? confirmation.origin : nil)
    }

    /// The plans that put back carry their own check that nobody has changed the record since.
    private func undo(_ state: inout WriteState) -> Outcome {
        guard let last = state.done.last else { return Outcome(message: Message(.info, "Nothing to undo")) }
        let plans = last.plans.reversed().compactMap(\.undo)
        guard plans.count == last.plans.count else {
            return Outcome(message: Message(.warning, "Cannot be undone: \(last.plans.first?.title ?? "")"))
        }
        state.confirmation = Confirmation(plans: plans, origin: last.origin, session: session, isUndo: true)
        return Outcome()
    }
}
