import SisenseClient

/// Signs in, and keeps what was typed when that fails. The environment's client is the one the session began with.
struct SessionReducer: ConsoleFeature {
    let signIn: SignIn

    func reduce(_ state: inout SessionState, _ action: SessionAction) -> ConsoleOutcome {
        switch action {
        case .connectRequested:
            switch signIn {
            case .ask(let user):
                state.phase = .signIn(SignInForm(user: state.userName.isEmpty ? user : state.userName))
            case .setup:
                state.phase = .setup
            case .token:
                state.phase = .connecting
                return .run(connecting(nil, state.client))
            case .password(let user, let password):
                state.userName = user
                state.phase = .connecting
                return .run(connecting((user, password), state.client))
            }
        case .connected(let user, let client):
            // The policy may have been changed while the server was asked.
            let policy = state.client.policy
            state.adopt(client.dryRun(policy.isDryRun))
            if let reason = policy.readOnlyReason { state.client = state.client.readOnly(reason: reason) }
            state.userName = user.email
            state.phase = .ready(user)
        case .connectFailed(let error):
            if case .signIn(var form) = state.phase {
                form.isSending = false
                form.failure = error
                state.phase = .signIn(form)
            } else if error.kind == .unauthorized {
                state.phase = .signIn(SignInForm(user: state.userName, failure: error))
            } else {
                state.phase = .failed(error)
            }
        case .expired(let error):
            guard state.isReady else { break }
            state.phase = .signIn(SignInForm(user: state.userName, failure: error))
        case .tokenReplaced(let token):
            state.adopt(state.client.with(token: token))
        case .ended:
            state.adopt(state.client.with(token: nil))
            state.phase = .signIn(SignInForm(user: state.userName))
        case .fieldChosen, .edited, .submitted:
            return form(&state, action)
        }
        return ConsoleOutcome()
    }

    private func form(_ state: inout SessionState, _ action: SessionAction) -> ConsoleOutcome {
        guard case .signIn(var form) = state.phase, !form.isSending else { return ConsoleOutcome() }
        defer { state.phase = .signIn(form) }
        switch action {
        case .fieldChosen(let field): form.focus = field
        case .edited(let edit):
            switch form.focus {
            case .user: form.user.apply(edit)
            case .password: form.password.apply(edit)
            }
        case .submitted:
            if form.user.text.isEmpty {
                form.focus = .user
            } else if form.password.text.isEmpty {
                form.focus = .password
            } else {
                form.isSending = true
                form.failure = nil
                state.userName = form.user.text
                return .run(connecting((form.user.text, Secret(form.password.text)), state.client))
            }
        default: break
        }
        return ConsoleOutcome()
    }

    /// Goes on with the client of the session, so that a dry run outlives a token.
    private func connecting(
        _ credentials: (user: String, password: Secret)?, _ client: APIClient
    ) -> ConsoleEffect {
        .run(.connecting, "connecting") { send in
            do throws(APIError) {
                var client = client
                if let credentials {
                    let session = try await client.login(user: credentials.user, password: credentials.password)
                    client = client.with(session)
                }
                let user = try await UsersService(client).loggedIn()
                client.account = user.label
                await send(.session(.connected(user, client)))
            } catch {
                await send(.session(.connectFailed(error)))
            }
        }
    }
}
