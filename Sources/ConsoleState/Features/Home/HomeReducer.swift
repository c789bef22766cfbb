import Foundation
import SisenseClient

/// Reads what Home shows beside what the look through the server finds, each part by itself, so that none waits for
/// another or takes it along when it fails.
struct HomeReducer: ConsoleFeature {
    let context: WorkContext

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
                readingChanges(), countingRequests()) + ConsoleOutcome(effects: [readingSnapshots()].compactMap(\.self))
        case .applicationRead(let result): state.application = Loadable(result)
        case .licenceRead(let result): state.licence = Loadable(result)
        case .found(let findings):
            for finding in findings { state.findings[finding.id] = finding }
        case .factsRead(let facts): state.facts = facts
        case .everythingRequested:
            state.checksEverything = true
            return .then(.list(.lint, .refreshRequested))
        case .fixRequested(let id):
            return state.findings[id].map(fix) ?? ConsoleOutcome()
        case .recallRequested, .recalled, .sinceRequested, .visitSinceRequested, .snapshotsRead,
            .surveyed, .compared, .snapshotCompared:
            return visit(&state, action)
        case .changesRead(let changes, let count): (state.changes, state.changeCount) = (changes, count)
        case .requestMade: return .run(countingRequests())
        case .requestsRead(let requests): state.requests = requests
        case .moved(let movement, let lines, let page): state.move(movement, in: lines, page: page)
        case .cursorPlaced(let index, let lines): state.place(at: index, in: lines)
        }
        return ConsoleOutcome()
    }

    private func fix(_ finding: Finding) -> ConsoleOutcome {
        switch finding.rule.fix {
        case .command(let pane, let command)?:
            .then(.list(pane, .commandRunOn(command, finding.culprits.map(\.id))))
        case .checkAgain?: .then(.list(.lint, .refreshRequested))
        case .checkEverything?: .then(.home(.everythingRequested))
        case nil: .message(.info, finding.rule.advice)
        }
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

    /// Changes that there is room for.
    private static let changeCount = 12
    /// Changes from which on they are not counted one by one.
    private static let mostCounted = 1000
    /// Changes among which those of unknown outcome are looked for.
    private static let lookedThrough = 200

    /// Looks through the record of changes, beside the store.
    private func readingChanges() -> ConsoleEffect {
        let (audit, server) = (context.dependencies.audit, context.client.server)
        return .run(.home(.changes), "") { send in
            let excerpt = audit?.newest(Self.mostCounted) { $0.server == server.description }
            let found = excerpt?.changes ?? []
            let count: Amount = excerpt?.mayHaveMore == true ? .atLeast(found.count) : .exactly(found.count)
            let all = found.prefix(Self.lookedThrough).map { change in
                HomeChange(change, when: change.time.map { moment($0.date) } ?? "")
            }
            let changes = all.filter(\.isOpen) + all.filter { !$0.isOpen }
            await send(.home(.changesRead(Array(changes.prefix(Self.changeCount)), count: count)))
        }
    }

    /// Looks through the requests of this session, beside the store.
    private func countingRequests() -> ConsoleEffect {
        let traces = context.dependencies.traces
        return .run(.home(.requests), "") { send in
            await send(.home(.requestsRead(RequestSummary(traces))))
        }
    }
}
