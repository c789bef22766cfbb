package import SisenseClient

/// An API token the server has just made. It is kept only until this is closed.
package struct NewToken: Sendable {
    package enum Check: Sendable {
        case running
        /// A call with it was answered; for whom.
        case works(String)
        case failed(APIError)
    }

    package let token: Secret
    package var check = Check.running
    /// Nil until that is known: a token is put away only once it has proven itself.
    package var storage: TokenStorage?
    /// True while it is shown as it is, which a person asked for.
    package internal(set) var isRevealed = false
    /// Where else a person put it, in words; nil when nowhere.
    package internal(set) var copy: String?
    /// True when the last key was one that would lose it.
    package internal(set) var isLeaving = false

    /// True when closing it now loses nothing: it is stored, or a person has it.
    package var isKept: Bool {
        if case .stored? = storage { return true }
        return copy != nil
    }
}

/// The actions on the API token of the user.
package enum TokenAction: Sendable {
    case renewalRequested
    /// Ends the token of this session.
    case logoutRequested
    /// Ends every token of this user.
    case logoutEverywhereRequested
    /// Ends every token of every user.
    case everyoneLogoutRequested
    /// The server has made a new one; nil when it did not say which.
    case renewed(APIToken?)
    case checked(Result<User, APIError>)
    case stored(TokenStorage)
    /// Shows it as it is, or masks it again.
    case revealToggled
    case copyRequested
    case copied(CopyOutcome)
    /// Writes it to a file of its own that only its owner can read.
    case saveRequested
    case saved(TokenStorage)
    /// Closes the new token. It cannot be shown again; one that nobody has is closed only the second time.
    case closed
}

/// The outcome of a new token beside showing it.
package enum TokenStorage: Sendable, Equatable {
    /// The profile keeps no token that could be replaced.
    case notKept
    /// The new token replaced the old one; the value is where that is.
    case stored(String)
    /// It could not be put there; the value is the reason.
    case failed(String)
}

/// Leads to a new API token: a plan, the token itself, and a call that proves that it works before it is put away.
struct TokenReducer: ConsoleFeature {
    let context: WorkContext
    let session: SessionState

    func reduce(_ state: inout NewToken?, _ action: TokenAction) -> ConsoleOutcome {
        switch action {
        case .renewalRequested:
            guard case .ready(let user) = session.phase else { break }
            let use = context.dependencies.tokenKeepers.use(of: user.label)
            return planned(.token) { service throws(APIError) in
                try service.planRenewToken(of: user.label, present: try await present(service), use: use)
            }
        case .logoutRequested:
            return planned(.session) { service throws(APIError) in try service.planLogout() }
        case .logoutEverywhereRequested:
            return planned(.session) { service throws(APIError) in try service.planLogoutEverywhere() }
        case .everyoneLogoutRequested:
            return planned(.session) { service throws(APIError) in try service.planLogoutEveryone() }
        case .renewed(nil):
            return .message(
                .warning, "The server created a new token and did not show it; GET tokens/api shows it")
        case .renewed(let new?):
            state = NewToken(token: new.token)
            // Servers end the other tokens of the user too, this session's among them: it goes on with the new one.
            return .then(.session(.tokenReplaced(new.token))) + .run(checking(new.token))
        case .checked(.success(let user)):
            state?.check = .works(user.label)
            guard let token = state?.token else { break }
            let store = context.dependencies.storeToken
            return .run(
                .run(.tokenStorage, "storing the new token") { send in
                    await send(.token(.stored(await store(token))))
                })
        case .stored(let storage):
            state?.storage = storage
        case .checked(.failure(let error)):
            state?.check = .failed(error)
        case .revealToggled, .copyRequested, .copied, .saveRequested, .saved:
            state?.isLeaving = false
            return keep(&state, action)
        case .closed:
            return close(&state)
        }
        return ConsoleOutcome()
    }

    /// The ways in which a person takes the token.
    private func keep(_ state: inout NewToken?, _ action: TokenAction) -> ConsoleOutcome {
        guard let token = state?.token else { return ConsoleOutcome() }
        switch action {
        case .revealToggled:
            state?.isRevealed.toggle()
        case .copyRequested:
            let copy = context.dependencies.copy
            return .run(
                .run(.copying, "copying the new token") { send in
                    await send(.token(.copied(await copy(token.exposed))))
                })
        case .copied(let outcome):
            let message = outcome.message("the new token")
            if case .failed = outcome {} else { state?.copy = message.text.plain }
            return .then(.posted(message))
        case .saveRequested:
            let save = context.dependencies.saveToken
            return .run(
                .run(.tokenStorage, "saving the new token") { send in
                    await send(.token(.saved(await save(token))))
                })
        case .saved(.stored(let path)):
            state?.copy = "Saved to \(path)"
            return .message(.ok, "The new token is in \(path), which only you can read")
        case .saved(.failed(let reason)):
            return .message(.error, "The new token could not be saved: \(reason)")
        case .saved(.notKept):
            return .message(.error, "There is no folder to save the new token in")
        default: break
        }
        return ConsoleOutcome()
    }

    private func close(_ state: inout NewToken?) -> ConsoleOutcome {
        guard let new = state else { return ConsoleOutcome() }
        if new.isKept || new.isLeaving {
            state = nil
            return ConsoleOutcome()
        }
        state?.isLeaving = true
        return .message(
            .warning,
            """
            Nobody has the new token yet: \(key: .saveToken) saves it, \(key: .copyToken) copies it, \
            \(key: .revealToken) shows it. \(key: .closeToken) again loses it.
            """)
    }

    /// The token as it is now; nil where the server does not tell.
    /// - Throws: `APIError` where its version has no such tokens, so that none can be regenerated.
    private func present(_ service: AuthenticationService) async throws(APIError) -> APIToken? {
        do throws(APIError) {
            return try await service.token()
        } catch  where error.kind == .notFound {
            throw APIError(
                .notFound, status: error.status, message: "This version of Sisense has no API tokens to regenerate.",
                request: error.request, server: error.server,
                nextStep: "Its tokens are those of sessions: log out everywhere to end yours.")
        } catch {
            return nil
        }
    }

    private func planned(
        _ origin: WriteOrigin,
        _ plan: @escaping @concurrent @Sendable (AuthenticationService) async throws(APIError) -> RequestPlan
    ) -> ConsoleOutcome {
        .run(
            .preview("planning", context) { context throws(APIError) in
                PlannedWrite([try await plan(AuthenticationService(context.client))], origin)
            })
    }

    private func checking(_ token: Secret) -> ConsoleEffect {
        let client = context.client.with(token: token)
        return .run(.tokenCheck, "checking the new token") { send in
            do throws(APIError) {
                await send(.token(.checked(.success(try await UsersService(client).loggedIn()))))
            } catch {
                await send(.token(.checked(.failure(error))))
            }
        }
    }
}
