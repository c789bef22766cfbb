package import SisenseClient

extension ListFeature {
    /// Everybody who can see a dashboard, and by which paths.
    /// - Parameters:
    ///   - draft: The shares as they shall be, where they are being edited; nil for those the server has.
    ///   - parent: Where it is asked for.
    package static func dashboardViewers(
        of dashboard: RecordID, title: String, draft: [Share]? = nil, parent: PaneID = .dashboards
    ) -> ListFeature {
        ListFeature(
            .dashboardViewers, title: "Who can see this", heading: "Who can see \(title)", noun: "people",
            below: Parent(parent), rows: GrantRow.people, commands: [.back(to: parent)],
            load: { context, take throws(APIError) in
                let reader = try await ViewersReader.open(dashboard, draft: draft, context.client)
                try await reader.read(report: context.report) { await GrantRow.people.hand($0, to: take) }
            },
            read: { context, id throws(APIError) in
                let reader = try await ViewersReader.open(dashboard, draft: draft, context.client)
                let user = try await UsersService(context.client).get(id.description)
                let grant = try await reader.read(user)
                return GrantRow.record(
                    of: grant ?? Grant(id: user.id, name: user.displayName, paths: []), GrantRow.people)
            })
    }

    /// What a user can see, and by which paths.
    package static func userAccess(of user: RecordID, name: String) -> ListFeature {
        dashboards(.userAccess, "What this user can see", "What \(name) can see", parent: .users) {
            client throws(APIError) in
            try await UserAccess.read(user, client).grant
        }
    }

    /// What is shared with a group.
    package static func groupAccess(of group: RecordID, name: String) -> ListFeature {
        dashboards(.groupAccess, "What this group can see", "What \(name) can see", parent: .groups) {
            _ throws(APIError) in
            { dashboard in
                let rule = dashboard.shares.first { $0.id == group.description }?.rule
                return rule.map { Grant(id: dashboard.id, name: dashboard.label, paths: [.group(name, $0)]) }
            }
        }
    }

    /// A list of those dashboards of the server for which there is a grant.
    private static func dashboards(
        _ pane: PaneID, _ title: String, _ heading: String, parent: PaneID,
        grant: @escaping @concurrent @Sendable (APIClient) async throws(APIError) -> @Sendable (Dashboard) -> Grant?
    ) -> ListFeature {
        ListFeature(
            pane, title: title, heading: heading, noun: "dashboards", below: Parent(parent), rows: GrantRow.dashboards,
            commands: [.back(to: parent)],
            load: { context, take throws(APIError) in
                let grant = try await grant(context.client)
                let query = ListQuery(fields: ["oid", "title", "owner", "shares"], isLean: true)
                try await DashboardsService(context.client).pages(query).forEachPage { dashboards in
                    await GrantRow.dashboards.hand(dashboards.compactMap(grant), to: take)
                }
            },
            read: { context, id throws(APIError) in
                let grant = try await grant(context.client)
                let dashboard = try await DashboardsService(context.client).get(id.description)
                let found = grant(dashboard) ?? Grant(id: dashboard.id, name: dashboard.label, paths: [])
                return GrantRow.record(of: found, GrantRow.dashboards)
            })
    }
}
