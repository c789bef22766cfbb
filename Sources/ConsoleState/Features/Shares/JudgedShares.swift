import SisenseClient

extension WorkContext {
    /// The plan that saves a list of shares in place of another, with who gains and who loses the dashboard by it. That
    /// is worked out again where what somebody else has saved meanwhile is merged with it.
    func planSaveShares(
        _ edited: ShareList, base: ShareList, of dashboard: Dashboard
    ) async throws(APIError) -> RequestPlan {
        let (service, judge) = (dashboards, judge(of: dashboard))
        return try service.planSaveShares(
            edited, base: base, of: dashboard, names: await service.names(of: [edited, base], known: [:]),
            impact: try await judge(client, edited, base), judge: judge)
    }

    /// The same for a list that was merged with what the server has by now.
    /// - Parameter names: Those of the users and groups that are known, by their ids.
    func planSaveShares(
        _ merged: DashboardsService.MergedShares, of dashboard: Dashboard, names: [String: String]
    ) async throws(APIError) -> RequestPlan {
        let (service, judge) = (dashboards, judge(of: dashboard))
        return try service.planSaveShares(
            merged, of: dashboard, names: await service.names(of: [merged.edited, merged.base], known: names),
            impact: try await judge(client, merged.edited, merged.base), judge: judge)
    }

    /// Works out who gains and who loses a dashboard by a change of its shares, as the client that asks may read it.
    func judge(of dashboard: Dashboard) -> DashboardsService.SharesJudge {
        let owner = dashboard.owner
        return { client, edited, base throws(APIError) in
            var context = self
            context.client = client
            return try await AccessChanges.impact(owner: owner, saved: base.shares, wanted: edited.shares, context)
        }
    }
}
