import SisenseClient

extension ListFeature {
    /// All dashboards of the server, each once; for those who are no administrators, what they see themselves.
    package static let dashboards = dashboards(title: nil) { environment, take throws(APIError) in
        guard environment.isAdministrator else { return try await own(environment, take) }
        try await environment.dashboards.named().forEachPage { await take(rows($0)) }
    }

    /// What the caller owns, and what is shared with the caller: the same pane without an administrator's eyes.
    package static let ownDashboards = dashboards(title: "Your dashboards") { environment, take throws(APIError) in
        try await own(environment, take)
    }

    private static func dashboards(title: String?, load: @escaping Load) -> ListFeature {
        ListFeature(
            pane: .dashboards, noun: "dashboards", columns: DashboardRow.columns, title: title, load: load,
            read: { environment, id throws(APIError) in
                let dashboard = try await environment.dashboards.named(id.description)
                let widgets = try await environment.dashboards.widgets(of: id.description).map { widget in
                    "\(widget.type)  \(widget.title.isEmpty ? "untitled" : widget.title)"
                }
                return ListRecord(
                    row: DashboardRow.content(of: dashboard), json: dashboard.raw,
                    sections: [.list("Widgets", widgets)])
            },
            plans: dashboardPlans, forms: dashboardForms, reloadsAfter: ["duplicate"])
    }

    private static let dashboardPlans: [PlanName: Plan] = [
        "publish": eachDashboard { dashboard, dashboards throws(APIError) in try dashboards.planPublish(dashboard) },
        "restore": eachDashboard { dashboard, dashboards throws(APIError) in try dashboards.planRestore(dashboard) },
        "duplicate": eachDashboard { dashboard, dashboards throws(APIError) in
            try dashboards.planDuplicate(dashboard)
        },
        "delete": eachDashboard { dashboard, dashboards throws(APIError) in try dashboards.planDelete(dashboard) },
    ]

    private static let dashboardForms: [PlanName: Form] = [
        "rename": DashboardForms.rename, "owner": DashboardForms.owner, "move": DashboardForms.move,
        "export": DashboardExportForm.open, "import": DashboardImportForm.open, "copy": DashboardCopyForm.open,
        "source": DataSourceForm.open,
    ]

    private static func own(
        _ environment: ConsoleEnvironment, _ take: @Sendable (RowPage) async -> Void
    ) async throws(APIError) {
        let dashboards = try await environment.dashboards.own().map(DashboardRow.content)
        for page in RowPage.pages(dashboards, columns: DashboardRow.columns.count) { await take(page) }
    }

    private static func rows(_ dashboards: [Dashboard]) -> RowPage {
        RowPage(dashboards.map(DashboardRow.content), columns: DashboardRow.columns.count)
    }

    private static func eachDashboard(
        _ plan: @escaping @concurrent @Sendable (Dashboard, DashboardsService) async throws(APIError) -> RequestPlan
    ) -> Plan {
        each { environment, id throws(APIError) in
            try await plan(try await environment.dashboards.get(id.description), environment.dashboards)
        }
    }
}
