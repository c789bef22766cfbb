import SisenseClient

/// The session: its token, and what may be sent with it.
extension ConsoleReducer {
    /// What effects need, with the token of the session.
    func connected(_ state: ConsoleState) -> ConsoleEnvironment {
        var environment = environment
        environment.client = state.session.client
        environment.comparison = state.comparison
        environment.shares = state.shares
        if case .ready(let user) = state.session.phase {
            environment.caller = user.id
            environment.isAdministrator = user.roleName.map(Role.isAdministrative) ?? true
        }
        return environment
    }

    /// Whether changes are sent from now on.
    func changePolicy(_ state: inout ConsoleState, _ action: ConsoleAction) -> [Effect<ConsoleAction>] {
        guard state.autoRevert == nil else {
            // What puts them back is a change too.
            return post(Message(.warning, "Settings are on trial: first keep them, or put them back"), &state)
        }
        let client = state.session.client
        if case .dryRunSwitched(let isOn) = action {
            state.session.client = client.dryRun(isOn)
            let isReadOnly = client.policy.readOnlyReason != nil
            let off = isReadOnly ? "No dry run; this session stays read-only" : "No dry run: changes are sent again"
            let text = isOn ? "Dry run: changes are recorded, none is sent; :plans shows them" : off
            return post(Message(.ok, text), &state)
        }
        state.session.client = client.readOnly(reason: "it was made so in this session")
        return post(Message(.ok, "Read-only: nothing is changed until the console is started anew"), &state)
    }

    /// Hands an action to what renews and ends the API token.
    func reduceToken(_ state: inout ConsoleState, _ action: TokenAction) -> [Effect<ConsoleAction>] {
        // Servers end the other tokens of the user too, this session's among them: it goes on with the new one.
        var restarted: [Effect<ConsoleAction>] = []
        if case .renewed(let new?) = action {
            state.session.client = state.session.client.with(token: new.token)
            // What is still loading asks with the old token, and would seem to be signed out.
            for pane in state.lists.loading {
                restarted += reduceList(&state, pane, .loadStopped) + reduceList(&state, pane, .refreshRequested)
            }
        }
        let outcome = TokenReducer(environment: connected(state))
            .reduce(&state.newToken, action, session: state.session)
        return restarted + outcome.effects + post(outcome.message, &state)
    }

    /// Our token has ended: only signing in again gets on.
    func reduceSession(_ state: inout ConsoleState) -> [Effect<ConsoleAction>] {
        SessionReducer(environment: environment).reduce(&state.session, .ended)
    }

    /// A token that stopped working asks for a new one, whoever noticed it, and leaves everything else as it is.
    func expiry(_ state: inout ConsoleState, _ failure: APIError?) -> [Effect<ConsoleAction>] {
        guard let failure, failure.kind == .unauthorized else { return [] }
        return SessionReducer(environment: environment).reduce(&state.session, .expired(failure))
    }
}
