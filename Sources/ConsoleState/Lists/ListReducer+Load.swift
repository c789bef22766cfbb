import Foundation
import SisenseClient

extension ListReducer {
    /// Reads the whole list, page by page.
    func load(_ state: inout ListState, _ action: ListAction) -> ConsoleOutcome {
        switch action {
        case .needed:
            if state.isOutdated { return readAgain(&state) }
            return state.load.isNeeded ? load(&state, .refreshRequested) : ConsoleOutcome()
        case .outdated(let isShown):
            guard state.loadedAt != nil || state.isLoading else {
                // A record that a line led to is open without its list.
                return ConsoleOutcome(effects: isShown ? (state.detail?.id).map { [reading($0, state)] } ?? [] : [])
            }
            // What is on its way may be from before the change.
            if isShown || state.isLoading { return readAgain(&state) }
            state.isOutdated = true
            return dropRefresh(&state)
        case .refreshRequested:
            return state.isLoading ? ConsoleOutcome() : begin(&state) + alwaysBeside(state)
        case .loadRestarted:
            return state.isLoading ? begin(&state) : ConsoleOutcome()
        case .loadStopped:
            guard state.isLoading else { break }
            state.load = .stopped
            state.isSlow = false
            state.incoming = nil
            return .run(.cancel(id(.loading)), .cancel(id(.loadTimer)))
        case .changesCleared:
            state.changes = nil
        default: break
        }
        return ConsoleOutcome()
    }

    /// Takes what came of reading the list.
    func load(_ state: inout ListState, _ result: ListResult) -> ConsoleOutcome {
        switch result {
        case .pageLoaded(let page):
            if state.incoming == nil {
                // Where the gravest comes first, somebody who has not moved looks at that.
                let staysFirst = feature.order != nil && state.scroll.cursor == 0
                state.keepingCursor { $0.append(page) }
                if staysFirst { state.scroll.place(at: 0, count: state.table.count) }
            } else {
                state.incoming?.append(page)
            }
        case .loadSlow:
            state.isSlow = state.isLoading
        case .aged:
            state.isStale = true
        case .loadProgressed(let text):
            state.progress = text
        case .gapsFound(let gaps):
            let new = gaps.filter { $0.hidesRecords && !state.gaps.contains($0) }
            state.gaps = gaps
            // The title has seldom room for all of it.
            guard !new.isEmpty else { break }
            let sentences = new.map(\.sentence).joined(separator: " ")
            return .then(.posted(Message(.warning, sentences).about(.list(feature.pane))))
        case .loadEnded(.success(let date)):
            let (old, new) = (state.table, state.incoming)
            if let new {
                state.replaceTable(with: new)
            } else {
                // Those that were marked before their rows came, and are no more.
                state.markOnly(state.marks)
                state.countMarks()
            }
            state.incoming = nil
            state.isSlow = false
            // A fact that is read for the first time is no change.
            let hasSameFacts = state.facts == state.factsOnTheirWay
            state.facts = state.factsOnTheirWay
            let outcome =
                ConsoleOutcome.run(.cancel(id(.loadTimer))) + ended(&state, at: date) + arrange(&state, as: old)
            guard let new, feature.showsChanges, hasSameFacts else { return outcome }
            return outcome + .run(comparing(new, with: old, state))
        case .loadEnded(.failure(let error)):
            state.incoming = nil
            state.load = .failed(error)
            state.isSlow = false
            state.pace.end(at: context.dependencies.uptime(), hasFailed: true)
            return .run(.cancel(id(.loadTimer))) + failure(error, state)
        case .foundBeside(let action):
            return .then(action)
        case .compared(let changes, let generation):
            if generation == state.table.generation, !changes.isEmpty { state.changes = changes }
        default: break
        }
        return ConsoleOutcome()
    }

    /// Says why a refresh failed: the old rows stay, and hide the reason that an empty list would show.
    private func failure(_ error: APIError, _ state: ListState) -> ConsoleOutcome {
        guard state.table.total > 0, ![.unauthorized, .cancelled].contains(error.kind) else { return ConsoleOutcome() }
        let age = state.loadedAt.map { "the rows are those of \($0)" } ?? "not all rows are here"
        return .then(
            .posted(
                Message(
                    .error, "Could not refresh \(feature.noun), \(age): \(error.message)", detail: error.description
                ).about(.list(feature.pane))))
    }

    /// Reads everything, and replaces what is being read already: that was asked for before a change, and would
    /// show how it was.
    func begin(_ state: inout ListState) -> ConsoleOutcome {
        let dropped = dropRefresh(&state)
        state.load = .loading
        state.isOutdated = false
        state.factsOnTheirWay = state.wantedFacts
        state.pace.begin(at: context.dependencies.uptime())
        state.progress = ""
        state.isSlow = false
        state.incoming = state.table.total == 0 ? nil : RowTable(like: state.table)
        if state.incoming == nil { state.readAt = context.dependencies.now() }
        return dropped + .run(loading(state.id, state.factsOnTheirWay), waiting(state.id))
    }

    /// Arranges rows that were read again as those before them are by now: a filter or an order may have been chosen
    /// meanwhile.
    private func arrange(_ state: inout ListState, as old: RowTable) -> ConsoleOutcome {
        var outcome = ConsoleOutcome()
        if old.filter != state.table.filter { outcome += apply(old.filter, to: &state) }
        if old.sort != state.table.sort { outcome += .run(order(state, by: old.sort)) }
        return outcome
    }

    /// Notes that all rows are here.
    func ended(_ state: inout ListState, at date: Date) -> ConsoleOutcome {
        state.load = .loaded(())
        state.loadedAt = ClockTime(date, in: context.dependencies.timeZone)
        state.readAt = date
        state.isStale = false
        state.pace.end(at: context.dependencies.uptime(), hasFailed: false)
        return .then(.messages(.settled(.list(feature.pane)))) + .run(ageing(state))
    }

    /// The time after which loading is said: what takes less would only flash.
    private static let slowAfter = Duration.milliseconds(300)
    /// The age from which on rows are called old, where they are read only when somebody asks.
    private static let staleAfter = Duration.seconds(5 * 60)
    /// The intervals after which they are old where they are read again by themselves.
    private static let staleIntervals = 3

    private func staleAfter(_ state: ListState) -> Duration {
        let pane = feature.pane
        guard let chosen = context.refreshInterval, !feature.isLocal, pane.refreshPace != .never else {
            return Self.staleAfter
        }
        return state.pace.interval(pane.refreshInterval(chosen)) * Self.staleIntervals
    }

    private func waiting(_ list: ListID) -> ConsoleEffect {
        let sleep = context.dependencies.sleep
        return .run(id(.loadTimer), "") { send in
            await sleep(Self.slowAfter)
            await send(.listResult(list, .loadSlow))
        }
    }

    private func ageing(_ state: ListState) -> ConsoleEffect {
        let (list, sleep, age) = (state.id, context.dependencies.sleep, staleAfter(state))
        return .run(id(.ageing), "") { send in
            await sleep(age)
            await send(.listResult(list, .aged))
        }
    }

    /// Reads everything, and the records that are open, the one beside the list too.
    func readAgain(_ state: inout ListState) -> ConsoleOutcome {
        let open = Set([state.detail?.id, state.beside?.id].compactMap(\.self)).filter { !$0.description.isEmpty }
        return begin(&state) + ConsoleOutcome(effects: open.map { reading($0, state) })
    }

    /// Reads the record beside a list that always has one: what it shows is a part of what is refreshed.
    func alwaysBeside(_ state: ListState) -> ConsoleOutcome {
        guard feature.showsBeside, let id = state.beside?.id, state.table.index(of: id) != nil else {
            return ConsoleOutcome()
        }
        return .run(reading(id, state))
    }

    private func comparing(_ new: RowTable, with old: RowTable, _ state: ListState) -> ConsoleEffect {
        let (list, name) = (state.id, state.nameColumn)
        return .run(id(.comparison), "checking for changes") { send in
            let changes = RowChanges(from: old, to: new, naming: name)
            await send(.listResult(list, .compared(changes, generation: new.generation)))
        }
    }

    private func loading(_ list: ListID, _ facts: Set<ColumnFact>) -> ConsoleEffect {
        let load = feature.load
        return .asking(
            id(.loading), "loading \(feature.noun)", context, again: { _ in .then(.list(list.pane, .loadRestarted)) }
        ) { context, send in
            let gaps = GapLog()
            var context = context.reporting { await send(.listResult(list, .loadProgressed($0))) }.noting(gaps)
            context.send = { await send(.listResult(list, .foundBeside($0))) }
            context.facts = facts
            do throws(APIError) {
                try await load(context) { await send(.listResult(list, .pageLoaded($0))) }
                await send(.listResult(list, .gapsFound(gaps.all)))
                await send(.listResult(list, .loadEnded(.success(context.dependencies.now()))))
            } catch {
                await send(.listResult(list, .loadEnded(.failure(error))))
            }
        }
    }

    /// Replaces old rows with edited ones. What is open shows the edit too.
    func edit(_ state: inout ListState, _ rows: [RowContent]) -> ConsoleOutcome {
        var table = RowTable(like: state.table)
        for page in RowPage.pages(rows, columns: feature.columns.count) { table.append(page) }
        state.replaceTable(with: table)
        return dropRefresh(&state)
            + ConsoleOutcome(
                effects: Set([state.detail?.id, state.beside?.id].compactMap(\.self)).map { reading($0, state) })
    }
}
