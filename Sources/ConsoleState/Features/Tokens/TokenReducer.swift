import SisenseClient

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
