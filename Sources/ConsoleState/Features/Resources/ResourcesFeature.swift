import SisenseClient

extension ListFeature {
    /// The kinds of records that have a pane made of a description, a line each.
    static let resources = ListFeature(
        .data, title: "Data", noun: "resources", rows: resourceRows,
        commands: [
            .run(
                "open", keys: "Enter", hint: "open", "Open list",
                menu: .content(nil, "Reads the records of this kind."), about: .chosen
            ) { state in
                let pane = state.list?.subject.flatMap { PaneID(rawValue: $0.description) }
                return pane.map { [.paneOpened($0)] } ?? []
            }
        ], emptyText: "No kind of data is described, which is a fault of this program.", isLocal: true,
        recordHeading: "Request",
        load: { _, take throws(APIError) in await resourceRows.hand(ResourceDescription.all, to: take) },
        read: { context, id throws(APIError) in
            guard let resource = PaneID(rawValue: id.description).flatMap(ResourceDescription.of) else {
                throw APIError(
                    .notFound, message: "No data with the name \(id).", request: "",
                    server: context.client.server.description)
            }
            let operations = resource.listing.operations.map { JSONValue.string($0.description) }
            return ListRecord(row: resourceRows.row(resource), json: .array(operations))
        })

    private static let resourceRows = RowLayout<ResourceDescription>(
        [
            Column("name", "Name", 18, priority: 9, isName: true) { $0.title },
            Column("about", "Description", 24, kind: .aside, priority: 8) { $0.about },
        ],
        id: { RecordID($0.pane.rawValue) })
}

extension ListFeature {
    /// The list of a resource, made of its description.
    init(_ resource: ResourceDescription) {
        self.init(
            resource.pane, title: resource.title, noun: resource.plural, rows: resource.rows,
            commands: resource.actions.map { ListCommand($0, of: resource) }, emptyText: resource.emptyText,
            load: { context, take throws(APIError) in
                try await ResourceReader(resource, context.client).load(take)
            },
            read: { context, id throws(APIError) in
                try await ResourceReader(resource, context.client).detail(id)
            })
    }
}

extension ListCommand {
    /// A request made of the record alone, or a form where something is asked.
    fileprivate init(_ action: ResourceAction, of resource: ResourceDescription) {
        let (name, keys, label) = (action.name, action.keys, action.label)
        let menu = MenuLine(action)
        let hint = ListCommand.Hint(action.hint)
        guard !action.fields.isEmpty else {
            // A change to a record of a tree may concern those below it.
            self = .changeEach(
                name, keys: keys, hint: hint, label, menu: menu, rereadsList: resource.listing.isTree,
                unless: { action.goal?.obstacle(in: $0.list) }
            ) {
                context, id throws(APIError) in
                if let planner = action.planner { return try await planner(id, context) }
                return try await ResourcePlanner(resource, action, context.client).plan(for: id)
            }
            return
        }
        let form = ResourceForm(resource, action).state
        self =
            switch action.subject {
            case .none: .create(name, keys: keys, hint: hint, label, menu: menu, form: form)
            case .one: .formForOne(name, keys: keys, hint: hint, label, menu: menu, form: form)
            case .each: .form(name, keys: keys, hint: hint, label, menu: menu, form: form)
            }
    }
}

extension MenuLine {
    /// What destroys stands apart; the rest says what the catalogue says about its operation.
    fileprivate init(_ action: ResourceAction) {
        let summary = action.operation.summary
        let help = summary.isEmpty || summary.hasSuffix(".") ? summary : summary + "."
        self =
            switch (action.subject, action.operation.danger) {
            case (.none, _): .list(nil, help)
            case (_, .destructive): .leaving(nil, help)
            case (_, .read): .content(nil, help)
            case (_, .reversible), (_, .critical): .edit(nil, help)
            }
    }
}
