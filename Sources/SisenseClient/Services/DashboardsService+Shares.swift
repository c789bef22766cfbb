/// With whom dashboards are shared.
extension DashboardsService {
    /// With whom a dashboard is shared, and who gets it by mail.
    @concurrent package func shares(of id: String) async throws(APIError) -> ShareList {
        ShareList(try await client.json(try readShares(id)))
    }

    private func readShares(_ id: String) throws(APIError) -> Call {
        try client.call(.getDashboardShares, path: ["id": id], query: access)
    }

    /// The plan that saves a whole list of shares, made from `base` as it was read. Nothing is sent when the list has
    /// changed since.
    /// - Parameter impact: Who gains and who loses it, where that is known.
    package func planSaveShares(
        _ edited: ShareList, base: ShareList, of dashboard: Dashboard, title: String? = nil,
        impact: [String] = []
    ) throws(APIError) -> RequestPlan {
        let before = Set(base.shares.map(\.id))
        let after = Set(edited.shares.map(\.id))
        return RequestPlan(
            title: title ?? "Save the shares of \(dashboard.label)", call: try saveShares(edited, of: dashboard.id),
            target: .init(server: client.server, name: "dashboard \(dashboard.label)"), base: base.document,
            result: edited.document, inverse: try saveShares(base, of: dashboard.id),
            impact: [
                "\(after.subtracting(before).count) added, \(before.subtracting(after).count) removed, \(after.count) in all."
            ] + impact,
            warnings: [
                "The whole list is replaced.", "Recipients see nothing of it until the dashboard is published.",
            ],
            precondition: Precondition(
                read: try readShares(dashboard.id), base: base.document,
                members: ["sharesTo", "isPublic", "subscription"]),
            replan: { [isAdministrator = !access.isEmpty] client, edited, base throws(APIError) in
                try DashboardsService(client, asAdministrator: isAdministrator)
                    .planSaveShares(ShareList(edited), base: ShareList(base), of: dashboard)
            })
    }

    private func saveShares(_ list: ShareList, of id: String) throws(APIError) -> Call {
        try client.call(
            .replaceDashboardShares, path: ["id": id], query: access,
            body: .json(list.document))
    }
}
