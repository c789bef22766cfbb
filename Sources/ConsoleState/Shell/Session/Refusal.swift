import SisenseClient

/// A request that the server refused for its token, and the way to ask again.
///
/// Work that was started with one token may be refused because the session has another by now. Whatever asks the server
/// for the session is started by `asking`, so that all of it goes on with the new token, and none of it signs out a
/// session whose token is good.
package struct Refusal: Sendable {
    let work: ConsoleWork
    /// The number of the token it was, as `SessionState.tokenNumber` counts them.
    let token: Int
    /// The failure, to be reported where there is no newer token.
    let result: ConsoleAction
    let again: @Sendable (WorkContext) -> ConsoleOutcome
}

extension Effect<ConsoleAction, ConsoleWork> {
    /// Work that asks the server, and reports at the end what failed. Where the token was replaced meanwhile, it runs
    /// again with the new one instead of reporting that the old one was refused.
    /// - Parameters:
    ///   - holdsInput: True when what is typed meanwhile is meant for what comes of it.
    ///   - again: The work that asking again begins with; by default, all of the work.
    static func asking(
        _ id: ConsoleWork, _ label: SourceText, _ context: WorkContext, holdsInput: Bool = false,
        again: (@Sendable (WorkContext) -> ConsoleOutcome)? = nil,
        _ operation: @escaping @concurrent @Sendable (WorkContext, @escaping Send) async -> Void
    ) -> ConsoleEffect {
        let again = again ?? { .run(.asking(id, label, $0, holdsInput: holdsInput, operation)) }
        return .run(id, label, holdsInput: holdsInput) { send in
            await operation(context) { action in
                guard action.failure?.kind == .unauthorized else { return await send(action) }
                await send(.refused(Refusal(work: id, token: context.tokenNumber, result: action, again: again)))
            }
        }
    }
}

extension ConsoleReducer {
    /// Asks again with a newer token. While a token is being renewed, what is refused waits for the outcome: the server
    /// may have ended the old one before it says so.
    func take(_ refusal: Refusal, _ state: inout ConsoleState) -> ConsoleOutcome {
        guard refusal.token == state.session.tokenNumber || !state.session.isReady else {
            return refusal.again(WorkContext(dependencies, state))
        }
        guard !state.isRenewingToken else {
            state.session.refusals.append(refusal)
            return ConsoleOutcome()
        }
        if case .source = dependencies.signIn, state.session.isReady, !state.session.hasRereadToken,
            let error = refusal.result.failure
        {
            state.session.refusals.append(refusal)
            return .then(.session(.expired(error)))
        }
        return .then(refusal.result)
    }

    /// Drops what waits and is no longer wanted, because it was cancelled or asked for again; and hands on the rest
    /// once no token is being renewed.
    func settleRefusals(_ outcome: inout ConsoleOutcome, _ state: inout ConsoleState) {
        guard !state.session.refusals.isEmpty else { return }
        state.session.refusals.removeAll { refusal in outcome.effects.contains { $0.id == refusal.work } }
        guard !state.isRenewingToken else { return }
        outcome.actions += state.session.refusals.map(ConsoleAction.refused)
        state.session.refusals = []
    }
}

extension ConsoleState {
    /// True while there may be another token soon.
    fileprivate var isRenewingToken: Bool { writes.isRenewingToken || session.isRereadingToken }
}
