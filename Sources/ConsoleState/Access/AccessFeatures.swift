package import SisenseClient

extension PaneID {
    package static let audience = PaneID("audience", title: "Who can see it")
    package static let sight = PaneID("sight", title: "What they can see")
    package static let reach = PaneID("reach", title: "What is shared with it")
}

extension ListFeature {
    /// Everybody who can see a dashboard, and by which paths.
    /// - Parameter draft: The shares as they shall be, where they are being edited; nil for those the server has.
    package static func audience(of dashboard: RecordID, title: String, draft: [Share]? = nil) -> ListFeature {
        ListFeature(
            pane: .audience, noun: "people", columns: GrantRow.people, title: "Who can see \(title)",
            parent: .dashboards,
            load: { environment, take throws(APIError) in
                let reader = try await AudienceReader.open(dashboard, draft: draft, environment.client)
                try await reader.read { grants in
                    // A page of rows holds so many and no more.
                    for start in stride(from: 0, to: grants.count, by: RowRef.pageCapacity) {
                        let end = min(start + RowRef.pageCapacity, grants.count)
                        await take(GrantRow.page(Array(grants[start..<end]), GrantRow.people))
                    }
                }
            },
            read: { environment, id throws(APIError) in
                let reader = try await AudienceReader.open(dashboard, draft: draft, environment.client)
                let user = try await UsersService(environment.client).get(id.description)
                let grant = try await reader.read(user)
                return GrantRow.record(of: grant ?? Grant(id: user.id, name: user.displayName, paths: []))
            })
    }

    /// What a user can see, and by which paths.
    package static func sight(of user: RecordID, name: String) -> ListFeature {
        dashboards(.sight, "What \(name) can see", parent: .users) { client throws(APIError) in
            try await UserSight.read(user, client).grant
        }
    }

    /// What is shared with a group.
    package static func reach(of group: RecordID, name: String) -> ListFeature {
        dashboards(.reach, "What is shared with \(name)", parent: .groups) { _ throws(APIError) in
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
                for try await page in DashboardsService(environment.client).pages(query) {
                    await take(GrantRow.page(page.items.compactMap(grant), GrantRow.dashboards))
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
