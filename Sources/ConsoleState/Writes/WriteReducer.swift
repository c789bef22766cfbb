import SisenseClient

/// Leads a plan through preview and approval to the one effect that sends it.
struct WriteReducer: Sendable {
    let environment: ConsoleEnvironment

    /// What the rest of the console has to do next, beside the effects.
    struct Outcome {
        var effects: [Effect<ConsoleAction>] = []
        var message: Message?
        /// What has changed on the server and must be read again.
        var changed: WriteOrigin?
    }

    func reduce(_ state: inout WriteState, _ action: WriteAction) -> Outcome {
        switch action {
        case .planned(.success(let plan), let origin):
            state.confirmation = Confirmation(plan: plan, origin: origin)
        case .planned(.failure(let error), _):
            return Outcome(message: Message(.error, error.description))
        case .confirmed:
            guard var confirmation = state.confirmation, confirmation.canSend else { break }
            confirmation.isSending = true
            state.confirmation = confirmation
            return Outcome(effects: [sending(confirmation)])
        case .finished(.success(let plan), let origin):
            state.confirmation = nil
            state.done.append(WriteState.Done(plan: plan, origin: origin))
            return Outcome(message: Message(.ok, "Done: \(plan.title)"), changed: origin)
        case .finished(.failure(let error), let origin):
            state.confirmation = nil
            // A change whose outcome is not known may have happened, and one that was refused may rest on old rows. A
            // form keeps what was typed, so it is not read again unasked.
            return Outcome(message: Message(.error, error.description), changed: origin == .security ? nil : origin)
        case .undoRequested:
            return undo(state)
        case .cancelled:
            guard !state.isSending else { break }
            state.confirmation = nil
            return Outcome(message: Message(.info, "Nothing was sent"))
        case .shown, .focusMoved, .pageChosen, .scrolled, .nameEdited:
            look(&state, action)
        }
        return Outcome()
    }

    private func look(_ state: inout WriteState, _ action: WriteAction) {
        guard var confirmation = state.confirmation, !confirmation.isSending else { return }
        switch action {
        case .shown: confirmation.isShown = true
        case .focusMoved: confirmation.focus = confirmation.focus == .cancel ? .send : .cancel
        case .pageChosen(let page):
            confirmation.page = page
            confirmation.scroll = Scroll()
        case .scrolled(let movement, let lines, let page):
            confirmation.scroll.move(movement, count: max(lines - page + 1, 1), page: page)
        case .nameEdited(let edit): confirmation.typed.apply(edit)
        default: break
        }
        state.confirmation = confirmation
    }

    private func sending(_ confirmation: Confirmation) -> Effect<ConsoleAction> {
        let (client, plan, origin) = (environment.client, confirmation.plan, confirmation.origin)
        return .run("write", plan.title, rule: .keep) { send in
            do throws(APIError) {
                _ = try await client.perform(plan)
                await send(.write(.finished(.success(plan), origin)))
            } catch {
                await send(.write(.finished(.failure(error), origin)))
            }
        }
    }

    private func undo(_ state: WriteState) -> Outcome {
        guard let last = state.done.last else { return Outcome(message: Message(.info, "Nothing to undo")) }
        guard let inverse = last.plan.inverse else {
            return Outcome(message: Message(.warning, "Cannot be undone: \(last.plan.title)"))
        }
        let (client, origin) = (environment.client, last.origin)
        return Outcome(effects: [
            .run("plan", "reading what is about to be put back") { send in
                do throws(APIError) {
                    await send(.write(.planned(.success(try await inverse.plan(client)), origin)))
                } catch {
                    await send(.write(.planned(.failure(error), origin)))
                }
            }
        ])
    }
}
