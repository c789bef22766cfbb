import SisenseClient

/// Works out who can see a dashboard: the owner, those it is shared with by name, and the members of groups.
struct EffectiveAccess {
    let owner: Reference?
    /// The members of every group that occurs in a list of shares, by the id of the group.
    let members: [String: [User]]
    /// The name of a user or group by its id.
    let name: (String) -> String

    /// Everybody who can see the dashboard by `wanted` or by `saved`, by name.
    func people(saved: [Share], wanted: [Share]) -> [PersonAccess] {
        var names: [String: String] = [:]
        for users in members.values {
            for user in users { names[user.id] = user.displayName }
        }
        let before = paths(saved)
        let after = paths(wanted)
        let ids = Set(before.keys).union(after.keys)
        return ids.map { id in
            let change: PersonAccess.Change = before[id] == nil ? .gains : after[id] == nil ? .loses : .none
            let paths = (after[id] ?? before[id] ?? []).sorted { $0.strength > $1.strength }
            return PersonAccess(id: id, name: names[id] ?? name(id), paths: paths, change: change)
        }
        .sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    }

    private func paths(_ shares: [Share]) -> [String: [PersonAccess.Path]] {
        var paths: [String: [PersonAccess.Path]] = [:]
        if let owner { paths[owner.id] = [.owner] }
        for share in shares {
            guard let rule = share.rule else { continue }
            switch share.party {
            case .user: paths[share.id, default: []].append(.direct(rule))
            case .group:
                let path = PersonAccess.Path.group(name(share.id), rule)
                for member in members[share.id] ?? [] { paths[member.id, default: []].append(path) }
            }
        }
        return paths
    }
}
