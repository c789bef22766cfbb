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

    /// Those who lose each of them, in sentences; nil where the server does not say who is in the groups.
    private static func losses(
        of dashboards: [Dashboard], _ context: WorkContext
    ) async throws(APIError) -> [[String]]? {
        let changes = dashboards.map { AccessChanges.Change(owner: $0.owner, before: $0.shares, after: []) }
        do throws(APIError) {
            let access = try await AccessChanges.read(changes, context)
            return changes.indices.map { index in
                let sentences = access.impact(of: index).others
                return sentences.isEmpty ? ["Nobody but its owner sees it."] : sentences
            }
        } catch {
            guard error.mayBeOption else { throw error }
            return nil
        }
    }
}
