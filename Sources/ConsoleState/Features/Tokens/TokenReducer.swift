import SisenseClient

/// Leads to a new API token: a plan, the token itself, and a call that proves that it works before it is put away.
struct TokenReducer: Sendable {
    let environment: ConsoleEnvironment

    func reduce(_ state: inout NewToken?, _ action: TokenAction, session: SessionState) -> Outcome {
        switch action {
        case .renewalRequested:
            guard case .ready(let user) = session.phase else { break }
            let keepers = environment.tokenKeepers
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
            return Outcome(
                message: Message(.warning, "The server made a new token and did not show it; GET tokens/api tells it"))
        case .renewed(let new?):
            state = NewToken(token: new.token)
            return Outcome(effects: [checking(new.token)])
        case .checked(.success(let user)):
            state?.check = .works(user.label)
            guard let token = state?.token else { break }
            let store = environment.storeToken
            return Outcome(effects: [
                .run("token store", "putting the new token away") { send in
                    await send(.token(.stored(await store(token))))
                }
            ])
        case .stored(let storage):
            state?.storage = storage
        case .checked(.failure(let error)):
            state?.check = .failed(error)
        case .closed:
            state = nil
        }
        return Outcome()
    }

    private func planned(
        _ origin: WriteOrigin,
        _ plan: @escaping @concurrent @Sendable (AuthenticationService) async throws(APIError) -> RequestPlan
    ) -> Outcome {
        let service = AuthenticationService(environment.client)
        return Outcome(effects: [
            .run("plan", "planning") { send in
                do throws(APIError) {
                    await send(.write(.planned(.success([try await plan(service)]), origin)))
                } catch {
                    await send(.write(.planned(.failure(error), origin)))
                }
            }
        ])
    }

    private func checking(_ token: Secret) -> Effect<ConsoleAction> {
        let client = environment.client.with(token: token)
        return .run("token check", "trying the new token") { send in
            do throws(APIError) {
                await send(.token(.checked(.success(try await UsersService(client).loggedIn()))))
            } catch {
                await send(.token(.checked(.failure(error))))
            }
        }
    }
}
