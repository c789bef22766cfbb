import SisenseClient

/// Works out who can see a dashboard by the shares it has, and by those it shall have.
struct DashboardViewers: Sendable {
    let saved: ShareAccess
    let wanted: ShareAccess

    /// - Parameter name: The name of a group by its id.
    init(owner: Reference?, saved: [Share], wanted: [Share], name: (String) -> String) {
        self.saved = ShareAccess(owner: owner?.id, shares: saved, name: name)
        self.wanted = ShareAccess(owner: owner?.id, shares: wanted, name: name)
    }

    /// How a user who belongs to `groups` comes to see it; nil when there is no way, neither before nor after.
    func grant(_ user: String, name: String, in groups: some Sequence<String>) -> Grant? {
        let (before, after) = (saved.paths(of: user, in: groups), wanted.paths(of: user, in: groups))
        guard !before.isEmpty || !after.isEmpty else { return nil }
        let change: Grant.Change = before.isEmpty ? .gained : after.isEmpty ? .lost : .none
        return Grant(id: user, name: name, paths: after.isEmpty ? before : after, change: change)
    }
}
