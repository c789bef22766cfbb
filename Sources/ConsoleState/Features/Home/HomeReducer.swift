import SisenseClient

/// Reads what Home shows, each part by itself, so that none waits for another or takes it along when it fails.
struct HomeReducer: Sendable {
    let environment: ConsoleEnvironment

    /// As many failed requests as there is room for.
    private static let failureCount = 8

    func reduce(_ state: inout HomeState, _ action: HomeAction) -> [Effect<ConsoleAction>] {
        switch action {
        case .refreshRequested:
            state.openedAt = environment.now()
            let (client, environment) = (environment.client, environment)
            return [
                reading("application", HomeAction.applicationRead) { () throws(APIError) in
                    try await ApplicationService(client).status()
                },
                reading("licence", HomeAction.licenceRead) { () throws(APIError) in
                    try await AccountService(client).licence()
                },
                reading("settings", HomeAction.findingsRead) { () throws(APIError) in
                    try await Lint.settingsFindings(environment)
                },
                lookingForFailures(),
            ]
        case .applicationRead(let result): state.application = Loadable(result)
        case .licenceRead(let result): state.licence = Loadable(result)
        case .findingsRead(let result): state.findings = Loadable(result)
        case .failuresRead(let failures): state.failures = failures
        case .moved(let movement, let count, let page): state.scroll.move(movement, count: count, page: page)
        }
        return []
    }

    private func reading<Value: Sendable>(
        _ what: String, _ action: @escaping @Sendable (Result<Value, APIError>) -> HomeAction,
        _ read: @escaping @concurrent @Sendable () async throws(APIError) -> Value
    ) -> Effect<ConsoleAction> {
        .run(EffectID("home \(what)"), "reading the \(what)") { send in
            do throws(APIError) {
                await send(.home(action(.success(try await read()))))
            } catch {
                await send(.home(action(.failure(error))))
            }
        }
    }

    /// Looks through the requests of this session, beside the store.
    func lookingForFailures() -> Effect<ConsoleAction> {
        let traces = environment.traces
        return .run("home failures", "") { send in
            let failures = traces.all.filter(\.isFailure)
            await send(.home(.failuresRead(Array(failures.prefix(Self.failureCount)))))
        }
    }
}
