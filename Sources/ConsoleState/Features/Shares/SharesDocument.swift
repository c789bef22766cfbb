package import SisenseClient

/// Who a dashboard is shared with, as read from the server, with the names of everybody in it.
package struct SharesDocument: Sendable {
    package let dashboard: Dashboard
    package let list: ShareList
    package let names: PartyNames

    /// Reads a dashboard, its shares, and the names of those they are about.
    @concurrent static func read(_ id: RecordID, _ client: APIClient) async throws(APIError) -> SharesDocument {
        let dashboards = DashboardsService(client)
        let dashboard = try await dashboards.named(id.description)
        let list = try await dashboards.shares(of: id.description)
        let owner = dashboard.owner.map { [$0.id] } ?? []
        let names = try await PartyNames.read(Set(list.shares.map(\.id) + owner), client)
        return SharesDocument(dashboard: dashboard, list: list, names: names)
    }
}
