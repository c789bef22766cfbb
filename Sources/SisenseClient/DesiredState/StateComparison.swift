/// What a server has otherwise than files want it, and the changes that would mend that.
package struct StateComparison: Sendable {
    package internal(set) var differences: [StateDifference] = []
    /// In the order in which they are to be sent.
    package internal(set) var plans: [RequestPlan] = []
    /// What cannot be compared; nothing is to be planned while there is any.
    package internal(set) var problems: [StateProblem] = []
    /// Differences that can be planned only once the changes before them are made, a sentence each.
    package internal(set) var later: [String] = []

    init() {}

    /// Compares a server with what files want of it. Only what they name is read.
    /// - Parameter isPlanning: True to make plans too, which reads each record that differs.
    /// - Throws: `APIError` for a kind that cannot be read: what is not known is not the same.
    package init(_ folder: StateFolder, _ client: APIClient, isPlanning: Bool) async throws(APIError) {
        var work = StateWork(client: client, ignored: folder.ignored, isPlanning: isPlanning)
        if isPlanning, folder.entries[.users] != nil {
            // Whoever would lock themselves out shall know it.
            work.caller = try await UsersService(client.trying).loggedIn().id
        }
        for kind in StateKind.allCases {
            guard let entries = folder.entries[kind] else { continue }
            switch kind {
            case .features: add(try await work.features(entries))
            case .roles: add(try await work.roles(entries))
            case .groups: add(try await work.groups(entries))
            case .users: add(try await work.users(entries, wantedGroups: folder.entries[.groups] ?? []))
            case .servers: add(try await work.servers(entries))
            // The origins are a part of the system settings: two plans would stand in each other's way.
            case .settings: add(try await work.settings(entries, origins: folder.entries[.origins]?.first))
            case .origins where folder.entries[.settings] == nil:
                add(try await work.settings([], origins: entries.first))
            case .origins: break
            }
        }
    }

    private mutating func add(_ other: StateComparison) {
        differences += other.differences
        plans += other.plans
        problems += other.problems
        later += other.later
    }
}

/// The work of comparing one kind.
struct StateWork: Sendable {
    let client: APIClient
    let ignored: [String]
    let isPlanning: Bool
    /// The id of the user who plans; nil where it is not known.
    var caller: String?

    /// The differences that count.
    func counting(_ differences: [StateDifference]) -> [StateDifference] {
        differences.filter { !$0.isBelow(ignored) }
    }
}
