import SisenseClient

extension ListReducer {
    /// Reads the whole list, page by page.
    func load(_ state: inout ListState, _ action: ListAction) -> [Effect<ConsoleAction>] {
        switch action {
        case .refreshRequested:
            guard !state.isLoading else { break }
            state.load = .loading
            state.progress = ""
            state.incoming = state.table.total == 0 ? nil : RowTable(like: state.table)
            return [loading()]
        case .loadStopped:
            guard state.isLoading else { break }
            state.load = .stopped
            state.incoming = nil
            return [.cancel(id("load"))]
        case .pageLoaded(let page):
            if state.incoming == nil {
                state.keepingCursor { $0.append(page) }
            } else {
                state.incoming?.append(page)
            }
        case .loadProgressed(let text):
            state.progress = text
        case .loadEnded(.success(let date)):
            let (old, new) = (state.table, state.incoming)
            new.map { state.replaceTable(with: $0) }
            state.incoming = nil
            state.load = .complete
            state.loadedAt = ClockTime(date, in: environment.timeZone)
            if let new, feature.showsChanges { return [comparing(new, with: old)] }
        case .loadEnded(.failure(let error)):
            state.incoming = nil
            state.load = .failed(error)
        case .compared(let changes, let generation):
            if generation == state.table.generation, !changes.isEmpty { state.changes = changes }
        case .changesCleared:
            state.changes = nil
        default: break
        }
        return []
    }

    private func comparing(_ new: RowTable, with old: RowTable) -> Effect<ConsoleAction> {
        let pane = feature.pane
        return .run(id("compare"), "looking for what has changed") { send in
            await send(.list(pane, .compared(RowChanges(from: old, to: new), generation: new.generation)))
        }
    }

    private func loading() -> Effect<ConsoleAction> {
        let (pane, load, environment) = (feature.pane, feature.load, environment)
        return .run(id("load"), "loading \(feature.noun)") { send in
            var environment = environment
            environment.tell = send
            environment.report = { await send(.list(pane, .loadProgressed($0))) }
            do throws(APIError) {
                try await load(environment) { await send(.list(pane, .pageLoaded($0))) }
                await send(.list(pane, .loadEnded(.success(environment.now()))))
            } catch {
                await send(.list(pane, .loadEnded(.failure(error))))
            }
        }
    }

    /// Puts edited rows in the place of the old ones. What is open shows the edit too.
    func edit(_ state: inout ListState, _ rows: [RowContent]) -> [Effect<ConsoleAction>] {
        var table = RowTable(like: state.table)
        for page in RowPage.pages(rows, columns: feature.columns.count) { table.append(page) }
        state.replaceTable(with: table)
        return Set([state.detail?.id, state.beside?.id].compactMap(\.self)).map(reading)
    }
}
