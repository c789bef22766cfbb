import SisenseClient

/// Plans the deletion of dashboards, each with the people who lose it.
enum DashboardDeletion {
    static func plans(of ids: [RecordID], _ context: WorkContext) async throws(APIError) -> JointPlans {
        let service = context.dashboards
        let dashboards = try await context.each(ids) { id throws(APIError) in try await service.get(id.description) }
        let losses = try await losses(of: dashboards, context)
        let plans = try await context.each(Array(dashboards.indices)) { index throws(APIError) in
            try await service.planDelete(dashboards[index], losing: losses?.own[index])
        }
        return JointPlans(plans, total: losses?.total ?? [])
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

    /// Sentences on who loses each of several dashboards, and on how many people lose at least one.
    private struct Losses: Sendable {
        let own: [[String]]
        let total: [String]
    }

    /// Those who lose each of them; nil where the server does not say who is in the groups.
    private static func losses(of dashboards: [Dashboard], _ context: WorkContext) async throws(APIError) -> Losses? {
        do throws(APIError) {
            let access = try await AccessChanges.read(dashboards.map(change), context)
            let own = dashboards.indices.map { index in
                let sentences = access.impact(of: index).others
                return sentences.isEmpty ? ["Nobody but its owner sees it."] : sentences
            }
            return Losses(own: own, total: access.total)
        } catch {
            guard error.mayBeOption else { throw error }
            return nil
        }
    }
}
