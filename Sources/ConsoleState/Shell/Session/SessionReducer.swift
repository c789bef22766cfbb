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
                return .run(connecting(.none, state.client))
            case .source(let read):
                state.phase = .connecting
                state.hasRereadToken = !state.client.hasToken
                return .run(connecting(state.client.hasToken ? .none : .source(read), state.client))
            case .password(let user, let password):
                state.userName = user
                state.phase = .connecting
                return .run(connecting(.password(user, password), state.client))
            }
        case .connected(let user, let client):
            // The policy may have been changed while the server was asked.
            let policy = state.client.policy
            state.adopt(client.dryRun(policy.isDryRun))
            if let reason = policy.readOnlyReason { state.client = state.client.readOnly(reason: reason) }
            state.userName = user.email
            (state.isRereadingToken, state.hasRereadToken) = (false, false)
            state.phase = .ready(user)
            state.authorities = .unknown
            return .run(readingAuthorities(state))
        case .authoritiesRead(let authorities, let token):
            guard token == state.tokenNumber else { break }
            state.authorities = authorities
        case .connectFailed(let error):
            if case .signIn(var form) = state.phase {
                form.isSending = false
                form.failure = error
                state.phase = .signIn(form)
            } else if let rereading = rereading(&state, after: error) {
                return .run(rereading)
            } else if error.kind == .unauthorized {
                state.isRereadingToken = false
                state.phase = .signIn(SignInForm(user: state.userName, failure: error))
            } else {
                state.isRereadingToken = false
                state.phase = .failed(error)
            }
        case .expired(let error):
            guard state.isReady, !state.isRereadingToken else { break }
            if let rereading = rereading(&state, after: error) { return .run(rereading) }
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
            case .token: form.token.apply(edit)
            }
        case .submitted:
            let token = form.token.text.trimmingSpaces
            if !token.isEmpty {
                form.failure = nil
                do throws(TokenError) {
                    let token = try Secret(token: token, from: "this form")
                    form.isSending = true
                    return .run(connecting(.pasted(token), state.client))
                } catch {
                    form.failure = APIError(
                        .invalidCall, message: error.description, request: "",
                        server: state.client.server.description, nextStep: error.nextStep)
                }
            } else if form.user.text.isEmpty {
                form.focus = .user
            } else if form.password.text.isEmpty {
                form.focus = .password
            } else {
                form.isSending = true
                form.failure = nil
                state.userName = form.user.text
                return .run(connecting(.password(form.user.text, Secret(form.password.text)), state.client))
            }
        default: break
        }
        return ConsoleOutcome()
    }

    /// What to log in with.
    private enum Credentials: Sendable {
        /// The token that the client has.
        case none
        case password(String, Secret)
        case pasted(Secret)
        case source(TokenReading)
        /// The source, which must give another token than the one that was refused so.
        case newer(TokenReading, than: APIError)
    }

    /// Reads the source of the token again, once, after the server has refused the token; nil where there is none.
    private func rereading(_ state: inout SessionState, after error: APIError) -> ConsoleEffect? {
        guard error.kind == .unauthorized, case .source(let read) = signIn, !state.hasRereadToken else { return nil }
        (state.isRereadingToken, state.hasRereadToken) = (true, true)
        return connecting(.newer(read, than: error), state.client)
    }

    /// Goes on with the client of the session, so that a dry run outlives a token.
    private func connecting(_ credentials: Credentials, _ client: APIClient) -> ConsoleEffect {
        .run(.connecting, "connecting") { send in
            do throws(APIError) {
                var client = try await Self.client(credentials, client)
                let user = try await UsersService(client).loggedIn()
                client.account = user.label
                await send(.session(.connected(user, client)))
            } catch {
                await send(.session(.connectFailed(error)))
            }
        }
    }

    /// Asks once what the caller may do, so that what the server would refuse is off and says why.
    private func readingAuthorities(_ state: SessionState) -> ConsoleEffect {
        let (users, token) = (UsersService(state.client), state.tokenNumber)
        return .run(.authorities, "reading your rights") { send in
            await send(.session(.authoritiesRead(await users.authorities(), token: token)))
        }
    }

    private static func client(
        _ credentials: Credentials, _ client: APIClient
    ) async throws(APIError) -> APIClient {
        switch credentials {
        case .none: return client
        case .pasted(let token): return client.with(token: token)
        case .password(let user, let password):
            return client.with(try await client.login(user: user, password: password))
        case .source(let read): return client.with(token: try await read())
        case .newer(let read, let refusal):
            let token: Secret
            do throws(APIError) {
                token = try await read()
            } catch {
                throw refusal.saying(error.message, nextStep: error.nextStep)
            }
            if client.carries(token) { throw refusal }
            return client.with(token: token)
        }
    }
}
