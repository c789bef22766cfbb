import SisenseClient

/// The ways into a dashboard that its owner and a list of shares open.
struct ShareAccess: Sendable {
    private let owner: String?
    private let users: [String: Share.Rule]
    private let groups: [String: Grant.Path]

    /// - Parameter name: The name of a group by its id.
    init(owner: String?, shares: [Share], name: (String) -> String) {
        var (users, groups): ([String: Share.Rule], [String: Grant.Path]) = ([:], [:])
        for share in shares {
            guard let rule = share.rule else { continue }
            switch share.party {
            case .user: users[share.id] = rule
            case .group: groups[share.id] = .group(name(share.id), rule)
            }
        }
        (self.owner, self.users, self.groups) = (owner, users, groups)
    }

    /// The groups it goes through.
    var groupIDs: Set<String> { Set(groups.keys) }

    /// Those who need no group.
    var userIDs: Set<String> { Set(users.keys).union([owner].compactMap(\.self)) }

    /// The ways of a user who belongs to `groups`.
    func paths(of user: String, in groups: some Sequence<String>) -> [Grant.Path] {
        var paths: [Grant.Path] = user == owner ? [.owner] : []
        if let rule = users[user] { paths.append(.direct(rule)) }
        for group in groups {
            if let path = self.groups[group] { paths.append(path) }
        }
        return paths
    }
}
