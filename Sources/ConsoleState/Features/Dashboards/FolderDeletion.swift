import SisenseClient

/// Plans the deletion of a folder, with the people who lose the dashboards in it and below it.
enum FolderDeletion {
    static func plan(
        _ folder: Folder, tree: Folder? = nil, _ context: WorkContext
    ) async throws(APIError) -> RequestPlan {
        try await FoldersService(context.client).planDelete(folder, tree: tree) { dashboards throws(APIError) in
            try await losses(of: dashboards, context)
        }
    }

    /// The same for a folder of which the id is known.
    static func plan(of id: String, _ context: WorkContext) async throws(APIError) -> RequestPlan {
        let tree = try await FoldersService(context.client).subtree(of: id)
        return try await plan(tree, tree: tree, context)
    }

    /// Folders hold the titles of their dashboards and seldom their shares, so that each is read by itself.
    private static func losses(of listed: [Dashboard], _ context: WorkContext) async throws(APIError) -> FolderLoss {
        do throws(APIError) {
            let dashboards = try await context.each(listed) { dashboard throws(APIError) in
                try await context.dashboards.get(dashboard.id)
            }
            let viewers = try await DashboardDeletion.viewers(of: dashboards, context)
            return FolderLoss(zip(dashboards, viewers).map { DashboardLoss($0.label, $1) })
        } catch {
            guard error.mayBeOption else { throw error }
            return FolderLoss(
                unknownViewersOf: listed,
                problems: ["How many people lose its dashboards could not be read: \(error.message)"])
        }
    }
}
