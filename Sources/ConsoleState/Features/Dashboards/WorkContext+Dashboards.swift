import SisenseClient

extension WorkContext {
    /// The dashboards of the server, with an administrator's rights when we have them.
    var dashboards: DashboardsService { DashboardsService(client, asAdministrator: isAdministrator) }

    /// Those dashboards, each read afresh.
    func dashboards(_ ids: [RecordID]) async throws(APIError) -> [Dashboard] {
        let service = dashboards
        return try await each(ids) { id throws(APIError) in try await service.get(id.description) }
    }
}
