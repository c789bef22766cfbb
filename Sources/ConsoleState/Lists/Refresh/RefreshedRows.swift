import Foundation
import SisenseClient
import Synchronization

/// The rows that a list was read to without anybody asking, compared with those it had. All that looks at every row is
/// done here, beside the store.
package struct RefreshedRows: Sendable {
    /// The rows as they are now; nil where they are those that the list has.
    private(set) var table: RowTable?
    let changes: RowChanges
    let gaps: [ListGap]
    /// The time at which they were all here.
    let date: Date
    /// Things that were found beside the rows, for other features.
    let beside: [ConsoleAction]

    /// Slow with many rows: meant for an effect.
    /// - Parameter old: The rows that the list had.
    init(_ pages: [RowPage], of old: RowTable, _ gaps: [ListGap], _ beside: [ConsoleAction], at date: Date, name: Int) {
        (self.gaps, self.beside, self.date) = (gaps, beside, date)
        guard !old.hasPages(pages) else {
            (table, changes) = (nil, .none)
            return
        }
        var new = RowTable(like: old)
        for page in pages { new.append(page) }
        changes = RowChanges(from: old, to: new, naming: name)
        // Rows that come in another order only look different where nobody has sorted them.
        table = changes.isEmpty && old.sort != nil ? nil : new
    }

    /// True when its rows are sorted and filtered as those of another table are by now.
    func isArranged(as other: RowTable) -> Bool {
        table.map { $0.sort == other.sort && $0.filter == other.filter } ?? true
    }

    /// The same, sorted and filtered as another table is. Slow with many rows: meant for an effect.
    func arranged(as other: RowTable) -> RefreshedRows {
        var arranged = self
        arranged.table = table?.arranged(as: other)
        return arranged
    }
}

/// The pages and what comes beside them, until all are here.
private final class PageCollector: Sendable {
    private let pages = Mutex<[RowPage]>([])
    private let beside = Mutex<[ConsoleAction]>([])

    func take(_ page: RowPage) { pages.withLock { $0.append(page) } }
    func take(_ action: ConsoleAction) { beside.withLock { $0.append(action) } }

    var all: (pages: [RowPage], beside: [ConsoleAction]) { (pages.withLock(\.self), beside.withLock(\.self)) }
}

extension ListReducer {
    /// Reads the whole list again and shows nothing of that: rows, cursor, marks and signs stay until it is known what is
    /// different, and where nothing is, the same rows stay.
    func refreshQuietly(_ state: inout ListState) -> ConsoleOutcome {
        guard !state.isLoading, !state.isRefreshing else { return ConsoleOutcome() }
        state.refreshToken = context.tokenNumber
        state.pace.begin(at: context.dependencies.uptime())
        return .run(refreshing(state))
    }

    /// Gives up what is being read quietly: rows were changed meanwhile that it would show as they were.
    func dropRefresh(_ state: inout ListState) -> ConsoleOutcome {
        guard state.isRefreshing else { return ConsoleOutcome() }
        state.refreshToken = nil
        state.pace.drop(at: context.dependencies.uptime())
        return .run(.cancel(id(.refreshing)))
    }

    /// Takes what came of it.
    func refreshed(_ state: inout ListState, _ result: Result<RefreshedRows, APIError>) -> ConsoleOutcome {
        guard state.isRefreshing else { return ConsoleOutcome() }
        switch result {
        case .success(let read) where !read.isArranged(as: state.table):
            return .run(arranging(read, as: state))
        case .success(let read):
            return take(read, &state)
        case .failure(let error):
            // The rows are muted and the line above them says why and how old they are. A message for each try would
            // hide others.
            state.load = .failed(error)
            state.refreshToken = nil
            state.pace.end(at: context.dependencies.uptime(), hasFailed: true)
            return ConsoleOutcome()
        }
    }

    private func take(_ read: RefreshedRows, _ state: inout ListState) -> ConsoleOutcome {
        let showsChanges = feature.showsChanges && state.loadedAt != nil
        if let table = read.table { state.replaceTable(with: table, keepsLine: true) }
        // The signs of the last refresh have had their time.
        state.changes = showsChanges && !read.changes.isEmpty ? read.changes : nil
        state.gaps = read.gaps
        state.isOutdated = false
        state.refreshToken = nil
        let changed = state.beside.flatMap { beside in
            state.table.index(of: beside.id).flatMap(state.table.ref(at:)).flatMap { read.changes[$0] }
        }
        let reread =
            changed == nil
            ? alwaysBeside(state)
            : ConsoleOutcome(effects: [state.beside?.id].compactMap(\.self).map { reading($0, state) })
        return ended(&state, at: read.date) + reread + ConsoleOutcome(effects: [], actions: read.beside)
    }

    private func refreshing(_ state: ListState) -> ConsoleEffect {
        let (list, old, name, load, context) = (state.id, state.table, state.nameColumn, feature.load, context)
        let facts = state.facts
        // Not `asking`, which would bring up the sign-in.
        return .run(id(.refreshing), "refreshing \(feature.noun)") { send in
            let (gaps, collector) = (GapLog(), PageCollector())
            var context = context.noting(gaps)
            context.send = { collector.take($0) }
            context.facts = facts
            do throws(APIError) {
                try await load(context) { collector.take($0) }
                let (pages, beside) = collector.all
                let read = RefreshedRows(
                    pages, of: old, gaps.all, beside, at: context.dependencies.now(), name: name)
                await send(.listResult(list, .refreshed(.success(read))))
            } catch {
                await send(.listResult(list, .refreshed(.failure(error))))
            }
        }
    }

    private func arranging(_ read: RefreshedRows, as state: ListState) -> ConsoleEffect {
        let (list, table) = (state.id, state.table)
        return .run(id(.refreshing), "arranging \(feature.noun)") { send in
            await send(.listResult(list, .refreshed(.success(read.arranged(as: table)))))
        }
    }
}
