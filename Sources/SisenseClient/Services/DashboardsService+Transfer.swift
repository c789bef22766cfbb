/// Dashboards out of a server and into it: as files, pictures and documents, and to other servers.
extension DashboardsService {
    /// The format in which a dashboard can be written.
    package enum Format: String, Sendable, CaseIterable {
        case dash
        case png
        case pdf
    }

    /// Several dashboards as one `.dash` file.
    @concurrent package func export(_ ids: [String]) async throws(APIError) -> Response {
        try await reading { client, access throws(APIError) in
            let query = [QueryItem("dashboardIds", ids.joined(separator: ","))] + access
            return try await client.read(.exportDashboards, query: query)
        }
    }

    /// One dashboard as a picture or a document. `options` are the query fields of the operation: the paper, the width.
    @concurrent package func export(
        _ id: String, as format: Format, options: [QueryItem] = []
    ) async throws(APIError) -> Response {
        switch format {
        case .dash: try await export([id])
        case .png: try await client.read(.exportDashboardPNG, path: ["id": id], query: options)
        case .pdf: try await client.read(.exportDashboardPDF, path: ["id": id], query: options)
        }
    }

    /// One widget as a picture of so many pixels.
    @concurrent package func exportWidget(
        _ id: String, of dashboard: String, width: String, height: String
    ) async throws(APIError) -> Response {
        try await client.read(
            .exportWidgetPNG, path: ["dashboardId": dashboard, "id": id],
            query: [QueryItem("width", width), QueryItem("height", height)])
    }

    /// The dashboards that have the ids of those in a file, whole: an import may overwrite them.
    /// - Parameter existing: The ids of those that are there.
    @concurrent package func overwritten(
        by file: JSONValue, among existing: Set<String>
    ) async throws(APIError) -> [Dashboard] {
        let ids = file.dashboardIDs.filter(existing.contains)
        return try await ids.concurrentMap(maxConcurrent: Self.maxConcurrent) { id throws(APIError) in
            try await get(id)
        }
    }

    /// `file` is the content of a `.dash` file, `folder` the id of the one to import into.
    /// - Parameter present: The dashboards of the same ids as they are now, where they are to be overwritten. It is sent
    ///   only while they are so, and while no other one has such an id.
    package func planImport(
        _ file: JSONValue, action: String = "duplicate", over present: [Dashboard] = [], into folder: String? = nil,
        republishes: Bool = false,
        title: PlanTitle? = nil, impact: [String] = [], warnings: [String] = [], changes: [FieldChange] = []
    ) throws(APIError) -> RequestPlan {
        let titles = (file.array ?? [file]).map { $0.text("title") ?? "untitled" }
        var query = [QueryItem("action", action)]
        if let folder { query.append(QueryItem("importFolder", folder)) }
        if republishes { query.append(QueryItem("republish", "true")) }
        return try client.plan(
            title ?? "Import \(counted(titles.count, "dashboard"))", name: titles.joined(separator: ", "),
            .importDashboards, query: query, body: .json(file),
            on: action == "overwrite" ? .unchanged(try overwriting(file, present)) : .nothing(.makesRecord),
            impact: impact,
            warnings: warnings + (action == "overwrite" ? ["Dashboards of the same id are overwritten."] : []),
            changes: changes)
    }

    /// The checks that an import overwrites the dashboards that were read for it, as they were read, and no others.
    private func overwriting(_ file: JSONValue, _ present: [Dashboard]) throws(APIError) -> [Precondition] {
        var conditions: [Precondition] = []
        for id in file.dashboardIDs {
            if let dashboard = present.first(where: { $0.id == id }) {
                conditions.append(try unchanged(dashboard))
            } else {
                conditions.append(try Holdings(.sameDashboard, of: id).condition([], client))
            }
        }
        return conditions
    }

    /// Copies one dashboard to a server that trusts this one.
    /// - Parameters:
    ///   - token: An API token of that server.
    ///   - action: The way to treat a dashboard of the same id there: `skip`, `overwrite` or `duplicate`.
    package func planCopy(
        _ dashboard: Dashboard, to server: TrustedServer, token: Secret, action: String, republishes: Bool = false,
        ignoresVersion: Bool = false
    ) throws(APIError) -> RequestPlan {
        let flags = [("republish", republishes), ("force", ignoresVersion)].filter(\.1)
        return try client.plan(
            "Copy \(dashboard.label) to \(server.label)", name: "dashboard \(dashboard.label)",
            .copyDashboards, query: flags.map { QueryItem($0.0, "true") },
            body: .json([
                "server": .string(server.address), "authorization": ["token": .string(token.exposed), "deviceId": ""],
                "dashboards": [["id": .string(dashboard.id), "action": .string(action)]],
            ]), on: .nothing(.sameForAnyState),
            impact: ["\(server.label) gets \(dashboard.label) with its widgets; this server stays as it is."],
            warnings: (action == "overwrite" ? ["A dashboard of the same id there is overwritten."] : [])
                + ["Its data source must exist there under the same name."])
    }

    /// Points one dashboard to another data source.
    package func planReplaceSource(of dashboard: Dashboard, by new: DataSource) async throws(APIError) -> RequestPlan {
        let base = try await get(dashboard.id)
        guard let old = DataSource(base.raw["datasource"]) else {
            throw APIError(
                .invalidCall, message: "\(dashboard.label) has no data source to replace.",
                request: Operation.getDashboard.line(["id": dashboard.id]), server: client.server.description)
        }
        var result = base.raw
        result["datasource"] = new.raw
        let read = try client.call(.getDashboard, path: ["id": dashboard.id])
        return RequestPlan(
            title: "Change the data source of \(dashboard.label) to \(new.title)",
            call: try replace(old, by: new, in: dashboard.id),
            target: .init(server: client.server, name: "dashboard \(dashboard.label)"), base: base.raw, result: result,
            inverse: try replace(new, by: old, in: dashboard.id),
            impact: ["It and its widgets show the data of \(new.title), no longer of \(old.title)."],
            warnings: ["Widgets that use tables or columns \(new.title) does not have show errors."],
            precondition: Precondition(read: read, base: base.raw, members: ["datasource"]))
    }

    /// Points every dashboard that uses `old` to another data source, whoever owns it.
    /// - Parameter titles: Those dashboards.
    package func planReplaceSource(
        _ old: DataSource, by new: DataSource, in titles: [String]
    ) throws(APIError) -> RequestPlan {
        RequestPlan(
            title: "Change the data source of every dashboard on \(old.title) to \(new.title)",
            call: try replace(old, by: new, in: nil),
            danger: .critical, target: .init(server: client.server, name: "data source \(old.title)"),
            impact: ["\(counted(titles.count, "dashboard")) of the server: \(Excerpt.of(titles))."],
            warnings: [
                "Dashboards of other owners change too.",
                "This cannot be undone as a whole: dashboards that already used \(new.title) cannot be distinguished afterwards.",
            ]
        ).resting(on: .nothing(.unreadable))
    }

    private func replace(_ old: DataSource, by new: DataSource, in dashboard: String?) throws(APIError) -> Call {
        try client.call(
            .replaceDatasource,
            path: ["server": old.address, "title": old.title],
            query: dashboard.map { [QueryItem("dashboardId", $0)] } ?? [], body: .json(new.raw))
    }
}

extension JSONValue {
    /// The ids of the dashboards in the content of a `.dash` file.
    package var dashboardIDs: [String] { (array ?? [self]).compactMap { Dashboard($0)?.id } }
}
