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
                dashboard, title: "Rename \(dashboard.label)", members: members)
            return .preview([plan], .list(.dashboards, [RecordID(dashboard.id)]))
        }
    }

    /// Hands all dashboards chosen to somebody else.
    @concurrent static func owner(
        _ context: WorkContext, _ ids: [RecordID]
    ) async throws(APIError) -> FormState {
        let dashboards = try await context.dashboards(ids)
        let rules = [FormOption("edit", "can edit"), FormOption("view", "can view")]
        let fields: [FormField] = [
            .text(
                "owner", "New owner", isRequired: true, help: "Email address or user name",
                search: .users),
            .choice("rule", "Previous owner", rules),
        ]
        return FormState("Change owner of \(named(dashboards))", fields) { context, values throws(APIError) in
            guard let user = try await UsersService(context.client).find(values.text("owner")) else {
                return .form(.refused(field: "owner", "No user with that name"))
            }
            let service = context.dashboards
            var plans: [RequestPlan] = []
            for dashboard in dashboards where dashboard.owner?.id != user.id {
                plans.append(
                    try service.planChangeOwner(dashboard, to: user, rule: Share.Rule(values.text("rule"))))
            }
            guard !plans.isEmpty else { return .form(.refused(field: "owner", "\(user.label) is already the owner")) }
            return .preview(plans, .list(.dashboards, ids))
        }
    }

    /// Moves all dashboards chosen to another folder.
    @concurrent static func move(
        _ context: WorkContext, _ ids: [RecordID]
    ) async throws(APIError) -> FormState {
        let dashboards = try await context.dashboards(ids)
        let folders = paths(of: try await FoldersService(context.client).tree())
        let options = [FormOption("", "no folder")] + folders
        let field = FormField.choice("folder", "Folder", options, chosen: dashboards.first?.folder?.id)
        return FormState("Move \(named(dashboards))", [field]) { context, values throws(APIError) in
            let folder: JSONValue = values.text("folder").isEmpty ? .null : .string(values.text("folder"))
            let title = options.first { $0.id == values.text("folder") }?.title ?? ""
            let service = context.dashboards
            let others = dashboards.filter { $0.folder?.id ?? "" != values.text("folder") }
            let plans = try await context.each(others) { dashboard throws(APIError) in
                try await service.planUpdate(
                    dashboard, title: "Move \(dashboard.label) to \(title)", members: [("parentFolder", folder)])
            }
            guard !plans.isEmpty else { return .posted(Message(.info, "Nothing was changed")) }
            return .preview(plans, .list(.dashboards, ids))
        }
    }

    /// Folders with all below them as options, by their paths: `Sales/Regions/EMEA`.
    static func paths(of folders: [Folder], in parent: String = "") -> [FormOption] {
        folders.flatMap { folder in
            let path = parent.isEmpty ? folder.label : "\(parent)/\(folder.label)"
            return [FormOption(folder.id, path)] + paths(of: folder.folders, in: path)
        }
    }

    /// The dashboards in a heading.
    static func named(_ dashboards: [Dashboard]) -> String {
        dashboards.count == 1 ? dashboards[0].label : "\(dashboards.count) dashboards"
    }
}
