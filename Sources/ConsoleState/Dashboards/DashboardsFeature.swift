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
            let widgets = try await dashboards.widgets(of: id.description).map { widget in
                "\(widget.type)  \(widget.title.isEmpty ? "untitled" : widget.title)"
            }
            return ListRecord(
                row: DashboardRow.content(of: dashboard), json: dashboard.raw, sections: [.list("Widgets", widgets)])
        },
        plans: [
            "publish": eachDashboard { dashboard, dashboards throws(APIError) in
                try dashboards.planPublish(dashboard)
            },
            "restore": eachDashboard { dashboard, dashboards throws(APIError) in
                try dashboards.planRestore(dashboard)
            },
            "duplicate": eachDashboard { dashboard, dashboards throws(APIError) in
                try dashboards.planDuplicate(dashboard)
            },
            "delete": eachDashboard { dashboard, dashboards throws(APIError) in try dashboards.planDelete(dashboard) },
        ],
        forms: [
            "rename": DashboardForms.rename, "owner": DashboardForms.owner, "move": DashboardForms.move,
            "export": DashboardFileForms.export, "import": DashboardFileForms.import,
        ],
        adding: ["duplicate"])

    private static func eachDashboard(
        _ plan: @escaping @concurrent @Sendable (Dashboard, DashboardsService) async throws(APIError) -> RequestPlan
    ) -> Plan {
        each { environment, id throws(APIError) in
            let dashboards = DashboardsService(environment.client)
            return try await plan(try await dashboards.get(id.description), dashboards)
        }
    }
}
