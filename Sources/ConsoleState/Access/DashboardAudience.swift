import SisenseClient

/// Works out who can see a dashboard: the owner, those it is shared with by name, and the members of groups.
struct DashboardAudience {
    let owner: Reference?
    /// The members of every group that occurs in a list of shares, by the id of the group.
    let members: [String: [User]]
    /// The name of a user or group by its id.
    let name: (String) -> String

    /// Everybody who can see the dashboard by `wanted` or by `saved`, by name.
    func grants(saved: [Share], wanted: [Share]) -> [Grant] {
        var names: [String: String] = [:]
        for users in members.values {
            for user in users { names[user.id] = user.displayName }
        }
        let (before, after) = (paths(saved), paths(wanted))
        return Set(before.keys).union(after.keys).map { id in
            let change: Grant.Change = before[id] == nil ? .gained : after[id] == nil ? .lost : .none
            let paths = after[id] ?? before[id] ?? []
            return Grant(id: id, name: names[id] ?? name(id), paths: paths, change: change)
        }
        .sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    }

    private func paths(_ shares: [Share]) -> [String: [Grant.Path]] {
        var paths: [String: [Grant.Path]] = [:]
        if let owner { paths[owner.id] = [.owner] }
        for share in shares {
            guard let rule = share.rule else { continue }
            switch share.party {
            case .user: paths[share.id, default: []].append(.direct(rule))
            case .group:
                let path = Grant.Path.group(name(share.id), rule)
                for member in members[share.id] ?? [] { paths[member.id, default: []].append(path) }
            }
        }
        return paths
    }
}
