import SisenseClient

extension ListFeature {
    /// All dashboards of the server, each once; for those who are no administrators, what they see themselves.
    package static let dashboards = dashboards(heading: nil) { context, take throws(APIError) in
        guard context.isAdministrator else {
            return try await handOwn(context, take)
        }
        var owners = OwnerNames(context)
        try await context.dashboards.named().forEachPage { await dashboardRows.hand(await owners.fill($0), to: take) }
    }

    private static func handOwn(_ context: WorkContext, _ take: Take) async throws(APIError) {
        var owners = OwnerNames(context)
        await dashboardRows.hand(await owners.fill(try await context.dashboards.own()), to: take)
    }

    /// The dashboards the caller owns, and what is shared with the caller: the same pane without an administrator's
    /// eyes.
    package static let ownDashboards = dashboards(heading: "Your dashboards") { context, take throws(APIError) in
        try await handOwn(context, take)
    }

    private static func dashboards(heading: String?, load: @escaping Load) -> ListFeature {
        ListFeature(
            .dashboards, title: "Dashboards", heading: heading, noun: "dashboards", rows: dashboardRows,
            commands: dashboardViews + dashboardForms + dashboardChanges, load: load,
            read: { context, id throws(APIError) in
                let dashboard = try await context.dashboards.named(id.description)
                let widgets = try await context.dashboards.widgets(of: id.description).map { widget in
                    "\(widget.type)  \(widget.title.isEmpty ? "untitled" : widget.title)"
                }
                return ListRecord(
                    row: dashboardRows.row(dashboard), json: dashboard.raw, sections: [.list("Widgets", widgets)])
            })
    }

    private static let dashboardRows = RowLayout<Dashboard>(
        [
            Column("title", "Title", 18, priority: 9, isName: true) { $0.label },
            Column("owner", "Owner", 10, priority: 8) { $0.owner.map { $0.name ?? $0.id } ?? "" },
            Column("folder", "Folder", 8, kind: .aside, priority: 5) { $0.folder.map { $0.name ?? $0.id } ?? "" },
            Column(
                "shares", "Shares", 7, priority: 7, alignment: .trailing,
                sortedBy: { $0.isPublic ? .infinity : Double($0.shares.count) }
            ) {
                $0.isPublic ? "public" : "\($0.shares.count)"
            },
            Column("source", "Data source", 11, kind: .aside, priority: 3) { $0.dataSource ?? "" },
            Column("opened", "Last opened", 16, kind: .time, priority: 4, sortedBy: { $0.lastOpened.sortKeyOrNever }) {
                $0.lastOpened?.minuteText ?? "never"
            },
            Column("updated", "Updated", 16, kind: .time, priority: 6, sortedBy: { $0.lastUpdated?.sortKey }) {
                $0.lastUpdated?.minuteText ?? ""
            },
            Column(
                "published", "Published", 10, kind: .time, priority: 0, isShown: false,
                sortedBy: { $0.lastPublished.sortKeyOrNever }
            ) {
                $0.lastPublished?.minuteText ?? "never"
            },
        ],
        id: { RecordID($0.id) })

    package static let renameDashboard = ListCommand.formForOne(
        "rename", keys: "e", hint: "rename", "Rename dashboard…", form: DashboardForms.rename)
    package static let moveDashboard = ListCommand.form(
        "move", keys: "m", "Move to folder…", form: DashboardForms.move)

    private static let dashboardViews: [ListCommand] = [
        renameDashboard,
        .changeEach(
            "publish", keys: "p", hint: "publish", "Publish dashboard",
            plan: each { dashboard, dashboards throws(APIError) in try dashboards.planPublish(dashboard) }),
        .show("shares", hint: "shares", "Edit shares") { .shares(.opened($0, title: $1)) },
        .form("owner", keys: "o", hint: "owner", "Change owner…", form: DashboardForms.owner),
        .show("widgets", keys: "W", hint: "widgets", "Show widgets") {
            .listOpened(.widgets(of: $0, title: $1))
        },
        .show("access", keys: "i", hint: "who can see this", "Show who can see this, and why") {
            .listOpened(.dashboardViewers(of: $0, title: $1))
        },
        .run(
            "mine", keys: "M", hint: "mine/all",
            "Show your own dashboards, or all"
        ) { state in
            let isOwn = state.feature(of: .dashboards)?.heading != nil
            return [.listOpened(isOwn ? .dashboards : .ownDashboards)]
        },
        .run("tree", keys: "f", hint: "folders", "Show folders") { _ in [.tree(.opened)] },
    ]

    private static let dashboardForms: [ListCommand] = [
        moveDashboard,
        .form(
            "export", keys: "D", "Export as .dash, PNG or PDF…", form: DashboardExportForm.open),
        .create("import", "Import dashboards…", form: DashboardImportForm.open),
        .form("copy", "Copy to trusted server…", form: DashboardCopyForm.open),
        .form("source", "Change data source…", form: DataSourceForm.open),
    ]

    private static let dashboardChanges: [ListCommand] = [
        .changeEach(
            "duplicate", "Duplicate dashboard", rereadsList: true,
            plan: each { dashboard, dashboards throws(APIError) in try dashboards.planDuplicate(dashboard) }),
        .changeEach(
            "restore", "Restore last published version…",
            plan: each { dashboard, dashboards throws(APIError) in try dashboards.planRestore(dashboard) }),
        .changeEach(
            "delete", "Delete dashboard, for everyone",
            plan: each { dashboard, dashboards throws(APIError) in try await dashboards.planDelete(dashboard) }),
    ]

    /// A plan for one dashboard, which is read first.
    private static func each(
        _ plan: @escaping @concurrent @Sendable (Dashboard, DashboardsService) async throws(APIError) -> RequestPlan
    ) -> @concurrent @Sendable (WorkContext, RecordID) async throws(APIError) -> RequestPlan {
        { context, id throws(APIError) in
            try await plan(try await context.dashboards.get(id.description), context.dashboards)
        }
    }
}

extension ListFeature {
    /// The widgets of a dashboard.
    package static func widgets(of dashboard: RecordID, title: String) -> ListFeature {
        ListFeature(
            .widgets, title: "Widgets", heading: "Widgets of \(title)", noun: "widgets", below: Parent(.dashboards),
            rows: widgetRows, commands: [.back(to: .dashboards)],
            load: { context, take throws(APIError) in
                let widgets = try await context.dashboards.widgets(of: dashboard.description)
                await widgetRows.hand(widgets, to: take)
            },
            read: { context, id throws(APIError) in
                let widget = try await context.dashboards.widget(id.description, of: dashboard.description)
                return ListRecord(row: widgetRows.row(widget), json: widget.raw)
            })
    }

    private static let widgetRows = RowLayout<Widget>(
        [
            Column("title", "Title", 16, priority: 9, isName: true) {
                $0.title.isEmpty ? "untitled" : $0.title
            },
            Column("type", "Type", 12, kind: .aside, priority: 8) { $0.type },
            Column("subtype", "Subtype", 12, kind: .aside, priority: 5) { $0.subtype },
            Column("source", "Data source", 11, kind: .aside, priority: 6) {
                DataSource($0.raw["datasource"])?.title ?? ""
            },
            Column("updated", "Updated", 16, kind: .time, priority: 4, sortedBy: { $0.lastUpdated?.sortKey }) {
                $0.lastUpdated?.minuteText ?? ""
            },
        ],
        id: { RecordID($0.id) })
}

extension WorkContext {
    /// The dashboards of the server, with an administrator's rights when we have them.
    var dashboards: DashboardsService { DashboardsService(client, asAdministrator: isAdministrator) }

    /// The dashboards of these ids, each read again.
    func dashboards(_ ids: [RecordID]) async throws(APIError) -> [Dashboard] {
        let service = dashboards
        return try await each(ids) { id throws(APIError) in try await service.get(id.description) }
    }
}
