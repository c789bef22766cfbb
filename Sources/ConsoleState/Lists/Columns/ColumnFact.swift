import SisenseClient

/// A fact about the records of a list that only other records of the server tell. They are read once for the whole
/// list, and only while a column of the fact is shown, sorted by or filtered by.
package enum ColumnFact: Sendable, Hashable {
    /// The dashboards that a user owns.
    case ownedDashboards
    /// The alerts that a user owns.
    case ownedAlerts
    /// The dashboards that are shared with a group.
    case sharedDashboards
    /// The people who can see a dashboard.
    case viewers
    /// The widgets of a dashboard.
    case widgets
    /// The folders that lead to a dashboard.
    case folderPaths

    /// The records that tell it, as in "reading dashboards".
    package var source: String {
        switch self {
        case .ownedDashboards, .sharedDashboards: "dashboards"
        case .ownedAlerts: "alerts"
        case .viewers: "users and groups"
        case .widgets: "widgets"
        case .folderPaths: "folders"
        }
    }
}

extension ListState {
    /// The facts that the columns ask for now.
    var wantedFacts: Set<ColumnFact> {
        var wanted: Set<ColumnFact> = []
        for (index, column) in columns.enumerated() {
            guard let fact = column.fact else { continue }
            let isShown = arrangement?.items.contains { $0.id == column.id && $0.isShown } ?? column.isShown
            let isSorted = table.sort?.place(of: index) != nil
            if isShown || isSorted || filter.terms.contains(where: { $0.column == index }) { wanted.insert(fact) }
        }
        return wanted
    }

    /// The columns whose cells are known: all but those of facts that nobody has asked for.
    var readColumns: [ListColumn] { columns.filter { column in column.fact.map(facts.contains) ?? true } }

    /// The records that are being read because a column asks for what they tell; empty where the rows have it all.
    package var sourcesOnTheirWay: [String] {
        guard isLoading else { return [] }
        return Set(wantedFacts.subtracting(facts).map(\.source)).sorted()
    }
}

extension ListState {
    /// The records that nobody has read although a column asks for what they tell, since reading them was stopped or
    /// failed.
    package var unreadSources: [String] {
        isLoading ? [] : Set(wantedFacts.subtracting(facts).map(\.source)).sorted()
    }
}

extension ListReducer {
    /// Reads the list again where a column asks for a fact that its rows were read without.
    func readFacts(_ state: inout ListState) -> ConsoleOutcome {
        guard feature.hasFacts else { return ConsoleOutcome() }
        return switch state.load {
        case .loaded where !state.wantedFacts.isSubset(of: state.facts): begin(&state)
        case .loading where !state.wantedFacts.isSubset(of: state.factsOnTheirWay): begin(&state)
        case .notStarted, .loading, .loaded, .failed, .stopped: ConsoleOutcome()
        }
    }
}

extension WorkContext {
    /// Counts how often each record is named by those that tell a fact.
    /// - Parameters:
    ///   - list: The list whose column it is, as in `users`.
    ///   - read: Reads the ids of those named.
    /// - Returns: Nil where nobody asks for the fact, and, with that noted, where the server refuses it.
    func counts(
        _ fact: ColumnFact, for list: String, _ read: @Sendable () async throws(APIError) -> [String]
    ) async throws(APIError) -> [String: Int]? {
        let ids = try await self.fact(fact, for: list, read)
        return ids.map { ids in Dictionary(ids.map { ($0, 1) }, uniquingKeysWith: +) }
    }

    /// Reads what tells a fact.
    /// - Returns: Nil where nobody asks for the fact, and, with that noted, where the server refuses it.
    func fact<Value: Sendable>(
        _ fact: ColumnFact, for list: String, _ read: @Sendable () async throws(APIError) -> Value
    ) async throws(APIError) -> Value? {
        guard facts.contains(fact) else { return nil }
        await report("reading \(fact.source)")
        let result = await attempt { () async throws(APIError) in [try await read()] }
        return try client.optional(list, "what the \(fact.source) tell", result).first
    }
}
