import SisenseClient

/// The forms about dashboards.
enum DashboardForms {
    /// Changes title and description of one dashboard.
    @concurrent static func rename(
        _ context: WorkContext, _ ids: [RecordID]
    ) async throws(APIError) -> FormState {
        let dashboard = try await context.dashboards.get(ids.first?.description ?? "")
        let fields: [FormField] = [
            .text("title", "Title", dashboard.title, isRequired: true),
            .text("desc", "Description", dashboard.description),
        ]
        return FormState("Rename \(dashboard.label)", fields) { context, values throws(APIError) in
            guard !values.changed.isEmpty else { return .posted(Message(.info, "Nothing was changed")) }
            let members = ["title", "desc"].filter(values.changed.contains).map {
                ($0, JSONValue.string(values.text($0)))
            }
            let plan = try await context.dashboards.planUpdate(
                dashboard, title: "Rename \(dashboard.label, each: "dashboard")", members: members)
            return .preview([plan], .list(.dashboards, [RecordID(dashboard.id)]))
        }
    }

    /// Hands all dashboards chosen to somebody else.
    @concurrent static func owner(
        _ context: WorkContext, _ ids: [RecordID]
    ) async throws(APIError) -> FormState {
        // With the names of owners and folders: the preview and the undo are in words.
        let service = context.dashboards
        let read = try await context.each(ids) { id throws(APIError) in try await service.named(id.description) }
        var names = OwnerNames(context)
        let dashboards = await names.fill(read)
        let owners = Set(dashboards.map { $0.owner?.id })
        let present = owners.count == 1 ? [owners.first.flatMap(\.self) ?? "": "is the owner"] : [:]
        let rules = [FormOption("edit", "can edit"), FormOption("view", "can view")]
        let fields: [FormField] = [
            .pick("owner", "New owner", await .owners(context.client, except: present), isRequired: true),
            .choice("rule", "Previous owner", rules),
        ]
        return FormState("Change owner of \(named(dashboards))", fields) { context, values throws(APIError) in
            let user: User
            switch try await NewOwner.read(values.text("owner"), context) {
            case .success(let found): user = found
            case .failure(let refusal): return refusal.action(of: "owner")
            }
            let service = context.dashboards
            var plans: [RequestPlan] = []
            for dashboard in dashboards {
                plans.append(
                    try service.planChangeOwner(dashboard, to: user, rule: Share.Rule(values.text("rule"))))
            }
            guard plans.contains(where: { $0.unchanged == nil }) else {
                return .form(.refused(field: "owner", "\(user.label) is already the owner"))
            }
            return .preview(plans, .list(.dashboards, ids))
        }
    }

    /// Moves all dashboards chosen to another folder.
    @concurrent static func move(
        _ context: WorkContext, _ ids: [RecordID]
    ) async throws(APIError) -> FormState {
        let dashboards = try await context.dashboards(ids)
        let tree = try await FoldersService(context.client).tree()
        let options = [FormOption("", "no folder", details: [""])] + folders(tree)
        let present = Set(dashboards.map { $0.folder?.id ?? "" })
        let field = FormField.pick(
            "folder", "Folder", PickerSource(options),
            chosen: present.count == 1 ? options.filter { present.contains($0.id) } : [], isRequired: true,
            placeholder: "no change")
        return FormState("Move \(named(dashboards))", [field]) { context, values throws(APIError) in
            let folder: JSONValue = values.text("folder").isEmpty ? .null : .string(values.text("folder"))
            let names = RecordNames(Dictionary(options.map { ($0.id, $0.title) }, uniquingKeysWith: { one, _ in one }))
            let title = options.first { $0.id == values.text("folder") }?.title ?? ""
            let service = context.dashboards
            let others = dashboards.filter { $0.folder?.id ?? "" != values.text("folder") }
            let plans = try await context.each(others) { dashboard throws(APIError) in
                try await service.planUpdate(
                    dashboard, title: "Move \(dashboard.label, each: "dashboard") to \(title)",
                    members: [("parentFolder", folder)], names: names)
            }
            guard !plans.isEmpty else { return .posted(Message(.info, "Nothing was changed")) }
            let there = dashboards.filter { $0.folder?.id ?? "" == values.text("folder") }
            return .preview(
                plans, .list(.dashboards, others.map { RecordID($0.id) }),
                total: LeftOut("already there", there.map(\.label)).sentence(of: dashboards.count))
        }
    }

    /// Folders with all below them as a tree to choose from, titled with their paths: `Sales/Regions/EMEA`.
    /// - Parameter obstacle: The reason why a folder, and none below it, can be chosen.
    static func folders(
        _ folders: [Folder], in parent: FormOption? = nil, unless obstacle: (Folder) -> String? = { _ in nil }
    ) -> [FormOption] {
        folders.sorted(byName: \.label).flatMap { folder in
            let path = parent.map { "\($0.title)/\(folder.label)" } ?? folder.label
            let count = folder.contents.dashboards.map { counted($0, "dashboard") } ?? ""
            let reason = parent?.obstacle ?? obstacle(folder)
            let option = FormOption(
                folder.id, path, name: folder.label, depth: parent.map { $0.depth + 1 } ?? 0, details: [count],
                obstacle: reason)
            return [option] + self.folders(folder.folders, in: option, unless: obstacle)
        }
    }

    /// The dashboards in a heading.
    static func named(_ dashboards: [Dashboard]) -> String {
        dashboards.count == 1 ? dashboards[0].label : counted(dashboards.count, "dashboard")
    }
}

/// Points dashboards to another data source: those chosen, or every one of the server that uses the same.
enum DataSourceForm {
    @concurrent static func open(
        _ context: WorkContext, _ ids: [RecordID]
    ) async throws(APIError) -> FormState {
        let dashboards = try await context.dashboards(ids)
        let sources = try await all(context)
        let old = dashboards.lazy.compactMap { DataSource($0.raw["datasource"]) }.first
        let options = sources.filter { $0.source.id != old?.id }.map { entry in
            let use = entry.users.isEmpty ? "not used yet" : counted(entry.users.count, "dashboard")
            return FormOption(entry.source.id, entry.source.title, details: [use])
        }
        guard !options.isEmpty else {
            throw APIError(
                .invalidCall, message: "This server has no other data source.",
                request: Operation.getCubes.id, server: context.client.server.description)
        }
        var fields: [FormField] = [
            .pick("source", "New data source", PickerSource(options), isRequired: true)
        ]
        let users = sources.first { $0.source.id == old?.id }?.users ?? []
        if dashboards.count == 1, old != nil, users.count > 1 {
            fields.append(
                .toggle(
                    "everywhere", "All dashboards", false,
                    help: "For all \(counted(users.count, "dashboard")) on \(old?.title ?? "it"), of all owners"))
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
