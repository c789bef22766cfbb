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
    /// Closes the new token. It cannot be shown again.
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
            let keepers = context.dependencies.tokenKeepers
            return planned(.token) { service throws(APIError) in
                try service.planRenewToken(of: user.label, present: try? await service.token(), keepers: keepers)
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
        case .closed:
            state = nil
        }
        return ConsoleOutcome()
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
