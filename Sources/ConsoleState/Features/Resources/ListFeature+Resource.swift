import SisenseClient

extension ListFeature {
    /// The list of a resource, with everything its description says.
    init(_ resource: ResourceDescription) {
        let forms = resource.actions.filter(\.asks)
        let plans = resource.actions.filter { !$0.asks }
        self.init(
            pane: resource.pane,
            noun: resource.plural,
            columns: resource.columns.map { ListColumn($0.id, $0.title) },
            load: { environment, take throws(APIError) in
                try await ResourceReader(resource, environment.client).load(take)
            },
            read: { environment, id throws(APIError) in
                try await ResourceReader(resource, environment.client).detail(id)
            },
            plans: Dictionary(
                uniqueKeysWithValues: plans.map { action in
                    let plan = Self.each { environment, id throws(APIError) in
                        try await ResourcePlanner(resource, action, environment.client).plan(for: id)
                    }
                    return (action.name, plan)
                }),
            forms: Dictionary(uniqueKeysWithValues: forms.map { ($0.name, ResourceForm(resource, $0).state) }),
            // What is done to a record of a tree may concern those below it.
            reloadsAfter: resource.listing.isTree ? Set(plans.map(\.name)) : [])
    }
}

extension ResourceAction {
    /// Whether a form is filled in before.
    package var asks: Bool { !fields.isEmpty }
}
