package import Foundation
package import SisenseClient

/// The state of Home: the facts of the server beside what the panes have read themselves.
package struct HomeState: Sendable {
    /// The panes whose records are counted. They are read when Home is opened, and then are there when one goes on.
    package static let counted: [PaneID] = [
        .users, .groups, .dashboards, .alerts, .connections, .datasets, .cubes, .builds,
    ]

    package var application = Loadable<ApplicationStatus, APIError>.loading
    package var licence = Loadable<Licence, APIError>.loading
    /// The findings in the settings. Accounts and what hangs on them are looked at by the pane of findings only: that
    /// reads every list of the server.
    package var findings = Loadable<[Finding], APIError>.loading
    /// Requests of this session that failed, the newest first.
    package var failures: [RequestTrace] = []
    /// The time at which all this was asked for; nil before.
    package internal(set) var openedAt: Date?
    package var scroll = Scroll()

    /// True while a part that was asked for has not come.
    var isLoading: Bool {
        openedAt != nil && (application.isLoading || licence.isLoading || findings.isLoading)
    }
}

/// The actions on Home.
package enum HomeAction: Sendable {
    case refreshRequested
    case applicationRead(Result<ApplicationStatus, APIError>)
    case licenceRead(Result<Licence, APIError>)
    case findingsRead(Result<[Finding], APIError>)
    /// A request was made, which may have failed.
    case requestMade
    case failuresRead([RequestTrace])
    /// `count` is the number of lines that lead somewhere.
    case moved(Movement, count: Int, page: Int)
}

extension HomeAction {
    /// The error this reports, if any.
    var failure: APIError? {
        switch self {
        case .applicationRead(.failure(let error)), .licenceRead(.failure(let error)),
            .findingsRead(.failure(let error)):
            error
        default: nil
        }
    }
}

/// Reads what Home shows, each part by itself, so that none waits for another or takes it along when it fails.
struct HomeReducer: ConsoleFeature {
    let context: WorkContext

    /// The number of failed requests that there is room for.
    private static let failureCount = 8

    func reduce(_ state: inout HomeState, _ action: HomeAction) -> ConsoleOutcome {
        switch action {
        case .refreshRequested:
            state.openedAt = context.dependencies.now()
            return .run(
                reading(.application, "application", HomeAction.applicationRead) { context throws(APIError) in
                    try await ApplicationService(context.client).status()
                },
                reading(.licence, "licence", HomeAction.licenceRead) { context throws(APIError) in
                    try await AccountService(context.client).licence()
                },
                reading(.settings, "settings", HomeAction.findingsRead) { context throws(APIError) in
                    try await Lint.settingsFindings(context)
                },
                lookingForFailures())
        case .applicationRead(let result): state.application = Loadable(result)
        case .licenceRead(let result): state.licence = Loadable(result)
        case .findingsRead(let result): state.findings = Loadable(result)
        case .requestMade: return .run(lookingForFailures())
        case .failuresRead(let failures): state.failures = failures
        case .moved(let movement, let count, let page): state.scroll.move(movement, count: count, page: page)
        }
        return ConsoleOutcome()
    }

    private func reading<Value: Sendable>(
        _ work: HomeWork, _ what: SourceText, _ action: @escaping @Sendable (Result<Value, APIError>) -> HomeAction,
        _ read: @escaping @concurrent @Sendable (WorkContext) async throws(APIError) -> Value
    ) -> ConsoleEffect {
        .asking(.home(work), "reading the \(what)", context) { context, send in
            do throws(APIError) {
                await send(.home(action(.success(try await read(context)))))
            } catch {
                await send(.home(action(.failure(error))))
            }
        }
    }

    /// Looks through the requests of this session, beside the store.
    private func lookingForFailures() -> ConsoleEffect {
        let traces = context.dependencies.traces
        return .run(.home(.failures), "") { send in
            let failures = traces.all.filter(\.isFailure)
            await send(.home(.failuresRead(Array(failures.prefix(Self.failureCount)))))
        }
    }
}
