package import SisenseClient

extension PaneID {
    package static let dashboardViewers = PaneID("audience", title: "Who can see it")
    package static let userAccess = PaneID("sight", title: "What they can see")
    package static let groupAccess = PaneID("reach", title: "What is shared with it")
}

extension ListFeature {
    /// Everybody who can see a dashboard, and by which paths.
    /// - Parameters:
    ///   - draft: The shares as they shall be, where they are being edited; nil for those the server has.
    ///   - parent: Where it is asked for.
    package static func dashboardViewers(
        of dashboard: RecordID, title: String, draft: [Share]? = nil, parent: PaneID = .dashboards
    ) -> ListFeature {
        ListFeature(
            pane: .dashboardViewers, noun: "people", columns: GrantRow.people, title: "Who can see \(title)",
            parent: parent,
            load: { environment, take throws(APIError) in
                let reader = try await ViewersReader.open(dashboard, draft: draft, environment.client)
                try await reader.read(report: environment.report) { grants in
                    let rows = grants.map(GrantRow.content)
                    for page in RowPage.pages(rows, columns: GrantRow.people.count) { await take(page) }
                }
            },
            read: { environment, id throws(APIError) in
                let reader = try await ViewersReader.open(dashboard, draft: draft, environment.client)
                let user = try await UsersService(environment.client).get(id.description)
                let grant = try await reader.read(user)
                return GrantRow.record(of: grant ?? Grant(id: user.id, name: user.displayName, paths: []))
            })
    }

    /// What a user can see, and by which paths.
    package static func userAccess(of user: RecordID, name: String) -> ListFeature {
        dashboards(.userAccess, "What \(name) can see", parent: .users) { client throws(APIError) in
            try await UserAccess.read(user, client).grant
        }
    }

    /// What is shared with a group.
    package static func groupAccess(of group: RecordID, name: String) -> ListFeature {
        dashboards(.groupAccess, "What is shared with \(name)", parent: .groups) { _ throws(APIError) in
            { dashboard in
                let rule = dashboard.shares.first { $0.id == group.description }?.rule
                return rule.map { Grant(id: dashboard.id, name: dashboard.label, paths: [.group(name, $0)]) }
            }
        }
    }

    /// A list of those dashboards of the server for which there is a grant.
    private static func dashboards(
        _ pane: PaneID, _ title: String, parent: PaneID,
        grant: @escaping @concurrent @Sendable (APIClient) async throws(APIError) -> @Sendable (Dashboard) -> Grant?
    ) -> ListFeature {
        ListFeature(
            pane: pane, noun: "dashboards", columns: GrantRow.dashboards, title: title, parent: parent,
            load: { environment, take throws(APIError) in
                let grant = try await grant(environment.client)
                let query = ListQuery(fields: ["oid", "title", "owner", "shares"], isLean: true)
                try await DashboardsService(environment.client).pages(query).forEachPage { dashboards in
                    await take(GrantRow.page(dashboards.compactMap(grant), GrantRow.dashboards))
                }
            },
            read: { environment, id throws(APIError) in
                let grant = try await grant(environment.client)
                let dashboard = try await DashboardsService(environment.client).get(id.description)
                let found = grant(dashboard) ?? Grant(id: dashboard.id, name: dashboard.label, paths: [])
                return GrantRow.record(of: found)
            })
    }
}
