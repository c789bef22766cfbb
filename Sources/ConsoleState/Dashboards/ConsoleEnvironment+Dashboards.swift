import SisenseClient

extension ConsoleEnvironment {
    /// The dashboards of the server, with an administrator's rights when we have them.
    var dashboards: DashboardsService { DashboardsService(client, asAdministrator: isAdministrator) }

    /// Those dashboards, each read afresh.
    func dashboards(_ ids: [RecordID]) async throws(APIError) -> [Dashboard] {
        var dashboards: [Dashboard] = []
        for id in ids { dashboards.append(try await self.dashboards.get(id.description)) }
        return dashboards
    }
}
