import SisenseClient

extension WorkContext {
    /// The plan that saves a list of shares in place of another, with who gains and who loses the dashboard by it. That
    /// is worked out again where what somebody else has saved meanwhile is merged with it.
    func planSaveShares(
        _ edited: ShareList, base: ShareList, of dashboard: Dashboard
    ) async throws(APIError) -> RequestPlan {
        let (owner, service) = (dashboard.owner, dashboards)
        @concurrent @Sendable func impact(
            _ client: APIClient, _ edited: ShareList, _ base: ShareList
        ) async throws(APIError) -> SharesImpact {
            var context = self
            context.client = client
            return try await AccessChanges.impact(owner: owner, saved: base.shares, wanted: edited.shares, context)
        }
        return try service.planSaveShares(
            edited, base: base, of: dashboard, names: await service.names(of: [edited, base], known: [:]),
            impact: try await impact(client, edited, base), judge: impact)
    }
}
