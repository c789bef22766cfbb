import SisenseClient

/// Plans the deletion of dashboards, each with the people who lose it.
enum DashboardDeletion {
    static func plans(of ids: [RecordID], _ context: WorkContext) async throws(APIError) -> [RequestPlan] {
        let service = context.dashboards
        let dashboards = try await context.each(ids) { id throws(APIError) in try await service.get(id.description) }
        let losses = try await losses(of: dashboards, context)
        return try await context.each(Array(dashboards.indices)) { index throws(APIError) in
            try await service.planDelete(dashboards[index], losing: losses?[index])
        }
    }

    /// Those who see each of them beside its owner, and are not deleted themselves.
    static func viewers(
        of dashboards: [Dashboard], except deleted: Set<String> = [], _ context: WorkContext
    ) async throws(APIError) -> [DashboardLoss.Viewers] {
        let access = try await AccessChanges.read(dashboards.map(change), context)
        return dashboards.indices.map { index in
            access.losing(index).map { .people($0.subtracting(deleted)) } ?? .everyone
        }
    }

    private static func change(_ dashboard: Dashboard) -> AccessChanges.Change {
        AccessChanges.Change(owner: dashboard.owner, before: dashboard.shares, after: [])
    }

    /// Those who lose each of them, in sentences; nil where the server does not say who is in the groups.
    private static func losses(
        of dashboards: [Dashboard], _ context: WorkContext
    ) async throws(APIError) -> [[String]]? {
        do throws(APIError) {
            let access = try await AccessChanges.read(dashboards.map(change), context)
            return dashboards.indices.map { index in
                let sentences = access.impact(of: index).others
                return sentences.isEmpty ? ["Nobody but its owner sees it."] : sentences
            }
        } catch {
            guard error.mayBeOption else { throw error }
            return nil
        }
    }
}
