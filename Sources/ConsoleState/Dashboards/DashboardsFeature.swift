import SisenseClient

extension ListFeature {
    /// All dashboards of the server, each once.
    static let dashboards = ListFeature(
        pane: .dashboards,
        noun: "dashboards",
        columns: DashboardRow.columns,
        load: { environment, take throws(APIError) in
            for try await page in DashboardsService(environment.client).named() {
                await take(RowPage(page.items.map(DashboardRow.content), columns: DashboardRow.columns.count))
            }
        },
        read: { environment, id throws(APIError) in
            let dashboards = DashboardsService(environment.client)
            let dashboard = try await dashboards.named(id.description)
            return ListRecord(row: DashboardRow.content(of: dashboard), json: dashboard.raw)
        },
        plans: [:])
}
