import SisenseClient

/// Leads to a new API token: a plan, the token itself, and a call that proves that it works before it is put away.
struct TokenReducer: Sendable {
    let environment: ConsoleEnvironment

    func reduce(_ state: inout NewToken?, _ action: TokenAction, session: SessionState) -> Outcome {
        switch action {
        case .renewalRequested:
            guard case .ready(let user) = session.phase else { break }
            return plan(for: user)
        case .renewed(nil):
            return Outcome(
                message: Message(.warning, "The server made a new token and did not show it; GET tokens/api tells it"))
        case .renewed(let new?):
            state = NewToken(token: new.token)
            return Outcome(effects: [checking(new.token)])
        case .checked(.success(let user)):
            state?.check = .works(user.label)
        case .checked(.failure(let error)):
            state?.check = .failed(error)
        case .closed:
            state = nil
        }
        return Outcome()
    }

    private func plan(for user: User) -> Outcome {
        do throws(APIError) {
            let plan = try AuthenticationService(environment.client).planRenewToken(of: user.label)
            return Outcome(effects: [
                .run("plan", "planning") { send in await send(.write(.planned(.success([plan]), .token))) }
            ])
        } catch {
            return Outcome(message: Message(error))
        }
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
