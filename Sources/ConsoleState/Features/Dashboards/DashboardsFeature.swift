import SisenseClient

extension ListFeature {
    /// All dashboards of the server, each once; for those who are no administrators, what they see themselves.
    package static let dashboards = dashboards(heading: nil) { context, take throws(APIError) in
        guard context.isAdministrator else {
            return try await handOwn(context, take)
        }
        let facts = try await DashboardFacts.read(context)
        var owners = OwnerNames(context)
        try await context.dashboards.named().forEachPage { await hand(await owners.fill($0), facts, take) }
    }

    private static func handOwn(_ context: WorkContext, _ take: Take) async throws(APIError) {
        let facts = try await DashboardFacts.read(context)
        var owners = OwnerNames(context)
        await hand(await owners.fill(try await context.dashboards.own()), facts, take)
    }

    private static func hand(_ dashboards: [Dashboard], _ facts: DashboardFacts, _ take: Take) async {
        await DashboardRow.layout.hand(dashboards.map { DashboardRow(dashboard: $0, facts: facts) }, to: take)
    }

    /// The dashboards the caller owns, and what is shared with the caller: the same pane without an administrator's
    /// eyes.
    package static let ownDashboards = dashboards(heading: "Your dashboards") { context, take throws(APIError) in
        try await handOwn(context, take)
    }

    private static func dashboards(heading: String?, load: @escaping Load) -> ListFeature {
        ListFeature(
            .dashboards, title: "Dashboards", heading: heading, noun: "dashboards", rows: DashboardRow.layout,
            commands: dashboardViews + dashboardForms + dashboardChanges,
            emptyText: "No dashboard here, or none that you may see. \(key: .listActions) offers to import some.",
            load: load,
            read: { context, id throws(APIError) in
                let dashboard = try await context.dashboards.named(id.description)
                return ListRecord(
                    row: DashboardRow.layout.row(DashboardRow(dashboard: dashboard)), json: dashboard.raw,
                    page: DashboardPage.page(of: dashboard, context))
            })
    }

    package static let renameDashboard = ListCommand.formForOne(
        "rename", keys: "e", hint: "rename", "Rename…", menu: .edit("e", "Changes the title. Shares and links stay."),
        form: DashboardForms.rename)
    package static let moveDashboard = ListCommand.form(
        "move", keys: "m", "Move to folder…", menu: .edit("m", "The folders are yours: others keep theirs."),
        form: DashboardForms.move)

    private static let dashboardViews: [ListCommand] = [
        renameDashboard,
        .changeEach(
            "publish", keys: "p", hint: "publish", "Publish",
            menu: .access("p", "Everyone it is shared with sees it as it is now, instead of as it was published last."),
            plan: each { dashboard, dashboards throws(APIError) in try dashboards.planPublish(dashboard) }),
        .run(
            "shares", keys: "w", hint: "shares", "Shares…",
            menu: .access("w", "Who may view or edit it; of several, all in one list. Edits are sent together."),
            about: .chosen
        ) { state in
            state.list.flatMap(sharesOpened).map { [$0] } ?? []
        },
        .formForOne(
            "copyshares", "Copy shares to…",
            menu: .access("S", "Shares other dashboards with the same users and groups."),
            form: DashboardSharingForms.copy),
        .form(
            "owner", keys: "o", hint: "owner", "Change owner…",
            menu: .leaving("o", "Gives the dashboards to another user."), form: DashboardForms.owner),
        .show("widgets", keys: "W", hint: "widgets", "Widgets", menu: .content("W", "What the dashboard shows.")) {
            .listOpened(.widgets(of: $0, title: $1))
        },
        .show(
            "access", keys: "i", hint: "who can see this", "Who can see this",
            menu: .access("i", "Everyone, each with the way: directly, by a group, as owner, as administrator.")
        ) {
            .listOpened(.dashboardViewers(of: $0, title: $1))
        },
        .run(
            "mine", keys: "M", hint: "mine/all", "Your own, or all",
            menu: .list("M", "Changes between all dashboards of the server and those you own or can see yourself.")
        ) { state in
            let isOwn = state.feature(of: .dashboards)?.heading != nil
            return [.listOpened(isOwn ? .dashboards : .ownDashboards)]
        },
        .run(
            "tree", keys: "f", hint: "folders", "Folders",
            menu: .list("f", "The same dashboards as a tree of folders, and back.")
        ) { _ in [.tree(.opened)] },
    ]

    private static let dashboardForms: [ListCommand] = [
        moveDashboard,
        .form(
            "export", keys: "X", "Export…", menu: .content("X", "Writes .dash, PNG or PDF files."),
            form: DashboardExportForm.open),
        .create(
            "import", "Import dashboards…",
            menu: .list("I", "From .dash files, as this console or the server writes them."),
            form: DashboardImportForm.open),
        .form(
            "copy", "Copy to server…",
            menu: .content("C", "Copies to a server that this one trusts (:trusted), under the same name."),
            form: DashboardCopyForm.open),
        .form(
            "source", "Change data source…", menu: .edit("s", "Every widget reads from the new one."),
            form: DataSourceForm.open),
    ]

    private static let dashboardChanges: [ListCommand] = [
        .changeEach(
            "duplicate", "Duplicate", menu: .content("d", "Makes a copy that you own, shared with no one."),
            rereadsList: true,
            plan: each { dashboard, dashboards throws(APIError) in try dashboards.planDuplicate(dashboard) }),
        .changeEach(
            "restore", "Restore last published version",
            menu: .edit("r", "Undoes everything since the last publishing. Cannot be undone."),
            plan: each { dashboard, dashboards throws(APIError) in try dashboards.planRestore(dashboard) }),
        .changeTogether(
            "delete", "Delete dashboard…",
            menu: .leaving("D", "Deletes it for everyone it is shared with, with its alerts. An undo makes it again.")
        ) { context, ids throws(APIError) in try await DashboardDeletion.plans(of: ids, context) },
    ]

    /// Opens the shares of one dashboard, or of all that are marked.
    private static func sharesOpened(_ list: ListState) -> ConsoleAction? {
        let targets = list.targets
        guard let id = targets.first else { return nil }
        guard targets.count == 1 else { return .bulkShares(.opened(targets)) }
        let title = id == list.subject ? list.subjectTitle : list.table.index(of: id).map(list.name) ?? "\(id)"
        return .shares(.opened(id, title: title))
    }

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
            rows: widgetRows,
            commands: [
                .form("export", keys: "X", "Export as PNG…", menu: .content("X", "Writes a picture of each.")) {
                    context, ids throws(APIError) in
                    try await WidgetExportForm.open(context, ids, of: dashboard)
                },
                .back(to: .dashboards),
            ],
            emptyText: "This dashboard shows nothing yet. Widgets are made in the web application.",
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
            Column("type", "Type", 12, kind: .aside, priority: 8) { $0.kind },
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
