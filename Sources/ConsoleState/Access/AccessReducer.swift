import SisenseClient

/// Reads what is needed to tell who can see what, and works it out beside the store.
struct AccessReducer: Sendable {
    let environment: ConsoleEnvironment
    /// The shares that are open.
    let shares: SharesState?

    func reduce(_ state: inout AccessState?, _ action: AccessAction) -> [Effect<ConsoleAction>] {
        switch action {
        case .audienceRequested:
            guard let shares, let document = shares.document else { break }
            state = AccessState(title: "Who can see \(shares.title)", pane: .dashboards)
            return [effect { client throws(APIError) in try await Self.audience(document, shares, client) }]
        case .sightRequested(let id, let name):
            state = AccessState(title: "What \(name) can see", pane: .users)
            return [effect { client throws(APIError) in try await Self.sight(id, client) }]
        case .reachRequested(let id, let name):
            state = AccessState(title: "What is shared with \(name)", pane: .groups)
            return [effect { client throws(APIError) in try await Self.reach(id, client) }]
        case .read(.success(let grants)):
            state?.load = .loaded(grants)
        case .read(.failure(let error)):
            state?.load = .failed(error)
        case .moved(let movement, let page):
            let count = state?.grants.count ?? 0
            state?.scroll.move(movement, count: count, page: page)
        case .closed:
            state = nil
            return [.cancel("access")]
        }
        return []
    }

    private func effect(
        _ read: @escaping @concurrent @Sendable (APIClient) async throws(APIError) -> [Grant]
    ) -> Effect<ConsoleAction> {
        let client = environment.client
        return .run("access", "reading who can see what") { send in
            do throws(APIError) {
                await send(.access(.read(.success(try await read(client)))))
            } catch {
                await send(.access(.read(.failure(error))))
            }
        }
    }

    private static func audience(
        _ document: SharesDocument, _ shares: SharesState, _ client: APIClient
    ) async throws(APIError) -> [Grant] {
        let saved = document.list.shares
        let wanted = Set((saved + shares.draft).filter { $0.party == .group }.map(\.id))
        var members: [String: [User]] = [:]
        for group in try await GroupsService(client).names() where wanted.contains(group.id) {
            members[group.id] = try await Self.members(of: group, client)
        }
        let audience = DashboardAudience(
            owner: document.dashboard.owner, members: members, name: { shares.name($0) })
        return audience.grants(saved: saved, wanted: shares.draft)
    }

    /// Those of a group that everybody is in come page by page and without what is not needed.
    private static func members(of group: Group, _ client: APIClient) async throws(APIError) -> [User] {
        guard group.includesEveryone else { return try await GroupsService(client).members(of: group).items }
        var users: [User] = []
        let fields = ["_id", "email", "userName", "firstName", "lastName"]
        for try await page in UsersService(client).pages(ListQuery(fields: fields, isLean: true)) {
            users += page.items
        }
        return users
    }

    private static func sight(_ id: RecordID, _ client: APIClient) async throws(APIError) -> [Grant] {
        let user = try await UsersService(client).get(id.description)
        let role = try await RolesService(client).all().first { $0.id == user.roleID }
        let sight = UserSight(user, groups: try await GroupsService(client).names(), role: role)
        return try await dashboards(client, sight.grant)
    }

    private static func reach(_ group: RecordID, _ client: APIClient) async throws(APIError) -> [Grant] {
        try await dashboards(client) { dashboard in
            let rule = dashboard.shares.first { $0.id == group.description }?.rule
            return rule.map { Grant(id: dashboard.id, name: dashboard.label, paths: [.direct($0)]) }
        }
    }

    /// What `grant` says of all dashboards of the server, by title.
    private static func dashboards(
        _ client: APIClient, _ grant: (Dashboard) -> Grant?
    ) async throws(APIError) -> [Grant] {
        let query = ListQuery(fields: ["oid", "title", "owner", "shares"], isLean: true)
        var grants: [Grant] = []
        for try await page in DashboardsService(client).pages(query) { grants += page.items.compactMap(grant) }
        return grants.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    }
}
