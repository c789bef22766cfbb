import SisenseClient

extension ListFeature {
    /// The list of a resource, made of its description.
    init(_ resource: ResourceDescription) {
        self.init(
            resource.pane, title: resource.title, noun: resource.plural, rows: resource.rows,
            commands: resource.actions.map { ListCommand($0, of: resource) },
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
        let (name, keys, hint, help) = (action.name, action.keys, action.hint, action.help)
        guard !action.fields.isEmpty else {
            // What is done to a record of a tree may concern those below it.
            self = .changeEach(name, keys: keys, hint: hint, help, rereadsList: resource.listing.isTree) {
                context, id throws(APIError) in
                try await ResourcePlanner(resource, action, context.client).plan(for: id)
            }
            return
        }
        let form = ResourceForm(resource, action).state
        self =
            switch action.subject {
            case .none: .create(name, keys: keys, hint: hint, help, form: form)
            case .one: .formForOne(name, keys: keys, hint: hint, help, form: form)
            case .each: .form(name, keys: keys, hint: hint, help, form: form)
            }
    }
}
