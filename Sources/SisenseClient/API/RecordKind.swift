/// A kind of record that the server keeps. Each operation that writes says which kinds it touches, so that whatever
/// shows one of them can be read again afterwards.
package enum RecordKind: Sendable, CaseIterable {
    case users, groups, roles, lockouts, licence
    case dashboards, folders, widgets, shares, alerts, reports
    case features, settings, plugins
    case trustedServers, ldapDomains
    case connections, datasets, dataModels, cubes, cubeSets, cubeServers, customTables, dataSecurity, builds
    case customData, suggestions, analyticsTokens
}

extension Set<RecordKind> {
    /// The kinds that an operation may touch of which nothing is known.
    package static let all = Set(RecordKind.allCases)

    /// An account with its memberships and its seat.
    static let account: Set = [.users, .groups, .licence]

    /// A dashboard and what goes with it when it goes.
    static let wholeDashboard: Set = [.dashboards, .folders, .widgets, .shares, .alerts, .reports]

    /// An account and what goes with it when it goes.
    static let wholeAccount = account.union(wholeDashboard)
}
