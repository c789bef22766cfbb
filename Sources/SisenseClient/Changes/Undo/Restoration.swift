/// The facts that all steps of one undo share: who is made again by it, and what is there already.
package struct Restoration: Sendable {
    /// A user or group that was deleted.
    struct Party: Sendable {
        let name: String
        /// Its record, which is there again or is made by this undo; nil where several have its name by now.
        let record: NewRecord?
        /// The ids that its groups had: those that it is put into by being made.
        let groups: Set<String>

        fileprivate init<Value>(_ name: String, _ match: NameMatch<Value>, groups: [Reference] = []) {
            self.name = name
            self.groups = Set(groups.map(\.id))
            record =
                switch match {
                case .none: NewRecord()
                case .one(let value): NewRecord(id: value.id)
                case .several: nil
                }
        }

        /// True while it is about to be made.
        var isWaiting: Bool { record.map { $0.id == nil } ?? false }
    }

    /// The users and groups that were deleted, by the ids they had.
    private(set) var parties: [String: Party] = [:]
    /// The id of whoever undoes; nil where nothing rests on it.
    private(set) var caller: String?
    /// The ids of dashboards of deleted users that are there again, or were deleted by themselves.
    private(set) var dashboards: Set<String> = []
    /// The ids of dashboards that were deleted by themselves and are there again.
    private(set) var ownDashboards: Set<String> = []
    /// All alerts; none where no alert is made again.
    private(set) var alerts: [Alert] = []
    /// The alerts that were deleted by themselves.
    private(set) var ownAlerts: [DeletedAlert] = []

    /// Reads what these ways back rest on, once for all of them.
    @concurrent static func read(
        for ways: [WayBack], _ client: APIClient
    ) async throws(APIError) -> Restoration {
        let ways = ways.flatMap(\.single)
        var restoration = Restoration()
        let users = ways.compactMap { if case .user(let user) = $0 { user } else { nil } }
        let groups = ways.compactMap { if case .group(let group) = $0 { group } else { nil } }
        try await restoration.find(users, groups, client)
        restoration.ownAlerts = ways.compactMap { if case .alert(let alert) = $0 { alert } else { nil } }
        if !restoration.ownAlerts.isEmpty || users.contains(where: { !$0.alerts.isEmpty }) {
            restoration.alerts = try await AlertsService(client).pages().all()
        }
        let owned = Set(users.flatMap(\.dashboards).map(\.dashboard.id))
        let own = ways.compactMap { if case .dashboard(let dashboard) = $0 { dashboard.dashboard.id } else { nil } }
        let existing = try await DashboardsService(client, asAdministrator: true).existing(owned.union(own))
        restoration.ownDashboards = existing.intersection(own)
        restoration.dashboards = existing.intersection(owned).union(own)
        if ways.contains(where: \.makesGoods) { restoration.caller = try await UsersService(client).loggedIn().id }
        return restoration
    }

    /// Looks up who of these is there again.
    private mutating func find(
        _ users: [DeletedUser], _ groups: [DeletedGroup], _ client: APIClient
    ) async throws(APIError) {
        if !users.isEmpty {
            let index = NameIndex(try await UsersService(client).all(named: users.map(\.label)))
            for user in users { parties[user.id] = Party(user.label, index[user.label], groups: user.groups) }
        }
        if !groups.isEmpty {
            let index = NameIndex(try await GroupsService(client).names())
            for group in groups { parties[group.id] = Party(group.name, index[group.name]) }
        }
    }

    /// True when a user is put into a group by being made.
    func brings(_ user: String, into group: String) -> Bool {
        parties[user].map { $0.isWaiting && $0.groups.contains(group) } ?? false
    }

    // MARK: Owners

    /// The owner of before, who can be given something back.
    struct Owner: Sendable {
        let record: NewRecord
        let name: String

        /// The id to give something to. Before it is known, a preview has a text in its place.
        func id(forPreview isPreview: Bool, _ client: APIClient) throws(APIError) -> String {
            if isPreview { return record.id ?? NewRecord.placeholder(of: name) }
            return try record.made(for: "The hand-over", client)
        }
    }

    /// The owner of before; nil when that is whoever undoes, or nobody any more.
    func owner(_ owner: Reference?, _ client: APIClient) async throws(APIError) -> Owner? {
        guard let owner, owner.id != caller else { return nil }
        if let party = parties[owner.id] { return party.record.map { Owner(record: $0, name: party.name) } }
        // It may have been named by its id alone.
        let found = try await UsersService(client).users([owner.id]).first
        return found.map { Owner(record: NewRecord(id: $0.id), name: $0.label) }
    }
}

extension WayBack {
    /// The ways back of the single records that it is made of.
    fileprivate var single: [WayBack] {
        if case .several(let ways) = self { ways.flatMap(\.single) } else { [self] }
    }

    /// True when it makes things again that are their maker's until they are given back.
    fileprivate var makesGoods: Bool {
        switch self {
        case .user, .dashboard, .folder, .alert: true
        case .owner, .group, .entry, .settings, .several: false
        }
    }
}
