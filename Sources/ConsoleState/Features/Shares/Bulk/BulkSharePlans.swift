import SisenseClient

/// Plans one edit of the shares of several dashboards: a save for each that changes, and its publishing.
enum BulkSharePlans {
    /// - Parameters:
    ///   - documents: The dashboards with their lists as they were shown. Each list is read again; what others have
    ///     changed in it since stays.
    ///   - names: Those of the users and groups, by their ids.
    ///   - publishes: True when each dashboard is published once it is saved.
    ///   - origin: Where it was asked for.
    static func make(
        _ edits: ShareEdits, on documents: [SharesDocument], names: [String: String], publishes: Bool,
        _ origin: WriteOrigin, _ context: WorkContext
    ) async throws(APIError) -> PlannedWrite {
        let service = context.dashboards
        let merged = try await context.each(documents) { document throws(APIError) -> [Merged] in
            try await merge(edits, into: document, service)
        }.flatMap(\.self)
        guard !merged.isEmpty else {
            throw APIError(
                .invalidCall, message: "Nothing is left to change: all of these dashboards are shared like that.",
                request: Operation.replaceDashboardShares.id, server: context.client.server.description,
                nextStep: "Nothing needs to be repeated.")
        }
        let impact = try await impact(of: merged, context)
        var saves: [RequestPlan] = []
        for (index, item) in merged.enumerated() {
            saves.append(
                try service.planSaveShares(
                    item.shares, of: item.dashboard, names: names, impact: impact.own[index],
                    warnings: publishes ? [] : [DashboardsService.unpublished], judge: context.judge(of: item.dashboard)
                ).following([]))
        }
        guard publishes else { return PlannedWrite(saves, origin, total: impact.total) }
        // All lists are saved first: where one is refused, its dashboard alone is not published.
        var publishings: [RequestPlan] = []
        for (item, save) in zip(merged, saves) {
            publishings.append(try service.planPublish(item.dashboard).following([save]))
        }
        return PlannedWrite(saves + publishings, origin, total: impact.total)
    }

    /// A list that changes, merged with what the server has by now.
    private struct Merged: Sendable {
        let dashboard: Dashboard
        let shares: DashboardsService.MergedShares
    }

    /// None where the edits change nothing.
    private static func merge(
        _ edits: ShareEdits, into document: SharesDocument, _ service: DashboardsService
    ) async throws(APIError) -> [Merged] {
        let (dashboard, list) = (document.dashboard, document.list)
        let wanted = edits.applied(to: list.shares, owner: dashboard.owner?.id)
        guard wanted != list.shares else { return [] }
        do throws(APIError) {
            let shares = try await service.mergeShares(list.setting(wanted), base: list, of: dashboard)
            return [Merged(dashboard: dashboard, shares: shares)]
        } catch {
            // Somebody else has made the same edit of this one.
            if case .conflict(let conflict) = error.kind, conflict.isMade { return [] }
            throw error
        }
    }

    /// Sentences about each of several changes, and about all of them together.
    private struct Impact: Sendable {
        var own: [SharesImpact]
        var total: [String]
    }

    /// The people who gain and who lose each of them, or the reason why that is not known.
    private static func impact(of merged: [Merged], _ context: WorkContext) async throws(APIError) -> Impact {
        let changes = merged.map { item in
            AccessChanges.Change(
                owner: item.dashboard.owner, before: item.shares.base.shares, after: item.shares.edited.shares)
        }
        do throws(APIError) {
            let access = try await AccessChanges.read(changes, context)
            return Impact(own: changes.indices.map(access.impact), total: access.total)
        } catch {
            guard error.mayBeOption else { throw error }
            let unknown = SharesImpact.notJudged(error.message)
            return Impact(own: changes.map { _ in unknown }, total: unknown.others)
        }
    }
}
