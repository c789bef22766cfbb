package import SisenseClient

extension DashboardsService {
    /// Dashboards as an administrator sees them, as most tests do.
    package init(_ client: APIClient) { self.init(client, asAdministrator: true) }

    /// The plan of a test that is not about who gains or loses a dashboard.
    package func planSaveShares(
        _ edited: ShareList, base: ShareList, of dashboard: Dashboard, names: [String: String],
        title: PlanTitle? = nil
    ) throws(APIError) -> RequestPlan {
        try planSaveShares(
            edited, base: base, of: dashboard, names: names, title: title, impact: SharesImpact(), judge: nil)
    }
}
