import SisenseClient

/// Points dashboards to another data source: those chosen, or every one of the server that uses the same.
enum DataSourceForm {
    @concurrent static func open(
        _ context: WorkContext, _ ids: [RecordID]
    ) async throws(APIError) -> FormState {
        let dashboards = try await context.dashboards(ids)
        let sources = try await all(context)
        let old = dashboards.lazy.compactMap { DataSource($0.raw["datasource"]) }.first
        let options = sources.filter { $0.source.id != old?.id }.map { entry in
            let use = entry.users.isEmpty ? "not used yet" : "\(entry.users.count) dashboards"
            return FormOption(entry.source.id, "\(entry.source.title)  (\(use))")
        }
        guard !options.isEmpty else {
            throw APIError(
                .invalidCall, message: "This server has no other data source.",
                request: Operation.getCubes.id, server: context.client.server.description)
        }
        var fields: [FormField] = [.choice("source", "New data source", options)]
        let users = sources.first { $0.source.id == old?.id }?.users ?? []
        if dashboards.count == 1, old != nil, users.count > 1 {
            fields.append(
                .toggle(
                    "everywhere", "All dashboards", false,
                    help: "For all \(users.count) dashboards on \(old?.title ?? "it"), of all owners"))
        }
        let title = "Data source of \(DashboardForms.named(dashboards))"
        return FormState(title, fields) { context, values throws(APIError) in
            guard let new = sources.first(where: { $0.source.id == values.text("source") })?.source else {
                return .form(.refused(field: "source", "No data source with that name"))
            }
            if values.flag("everywhere"), let old {
                let plan = try context.dashboards.planReplaceSource(old, by: new, in: users)
                return .preview([plan], .list(.dashboards, []))
            }
            var plans: [RequestPlan] = []
            for dashboard in dashboards where DataSource(dashboard.raw["datasource"])?.id != new.id {
                plans.append(try await context.dashboards.planReplaceSource(of: dashboard, by: new))
            }
            guard !plans.isEmpty else { return .posted(Message(.info, "Nothing was changed")) }
            return .preview(plans, .list(.dashboards, ids))
        }
    }

    /// The data sources that dashboards use, each with the titles of those, then the cubes that none uses.
    private static func all(
        _ context: WorkContext
    ) async throws(APIError) -> [(source: DataSource, users: [String])] {
        var used: [String: (source: DataSource, users: [String])] = [:]
        for try await page in context.dashboards.pages(ListQuery(fields: ["oid", "title", "datasource"])) {
            for dashboard in page.items {
                guard let source = DataSource(dashboard.raw["datasource"]) else { continue }
                used[source.id, default: (source, [])].users.append(dashboard.label)
            }
        }
        let cubes = try await CubesService(context.client).all().map { DataSource(cube: $0) }
        let others = cubes.filter { used[$0.id] == nil }.map { (source: $0, users: [String]()) }
        return (used.values + others).sorted { $0.source.id < $1.source.id }.sorted(byName: \.source.title)
    }
}
