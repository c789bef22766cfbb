import SisenseClient

/// The forms about alerts.
enum AlertForms {
    /// Changes name and message of one alert.
    @concurrent static func edit(
        _ context: WorkContext, _ ids: [RecordID]
    ) async throws(APIError) -> FormState {
        let alert = try await AlertsService(context.client).get(ids.first?.description ?? "")
        let fields: [FormField] = [
            .text("name", "Name", alert.name, isRequired: true), .text("message", "Message", alert.message),
            .toggle("enabled", "Enabled", alert.isEnabled),
        ]
        return FormState("Edit \(alert.label)", fields) { context, values throws(APIError) in
            guard !values.changed.isEmpty else { return .posted(Message(.info, "Nothing was changed")) }
            var members = ["name", "message"].filter(values.changed.contains).map {
                ($0, JSONValue.string(values.text($0)))
            }
            if values.changed.contains("enabled") { members.append(("enabled", .bool(values.flag("enabled")))) }
            let plan = try await AlertsService(context.client).planUpdate(
                alert, title: "Change \(alert.label)", members: members)
            return .preview([plan], .list(.alerts, [RecordID(alert.id)]))
        }
    }

    /// Chooses who is told. Parties of a kind the form does not know stay.
    @concurrent static func receivers(
        _ context: WorkContext, _ ids: [RecordID]
    ) async throws(APIError) -> FormState {
        let alert = try await AlertsService(context.client).get(ids.first?.description ?? "")
        let groups = try await GroupsService(context.client).names()
        let users = try await context.users.users(alert.parties.map(\.id))
        let known = Dictionary(
            groups.map { ($0.id, $0.label) } + users.map { ($0.id, $0.label) }, uniquingKeysWith: { first, _ in first })
        let parties = alert.raw["parties"]?.array ?? []
        let others = parties.filter { Reference($0).map { known[$0.id] == nil } ?? true }
        let field = FormField.lines(
            "parties", "Recipients", alert.parties.compactMap { known[$0.id] },
            help: "Group, email address or user name", search: .users(and: groups))
        return FormState("Recipients of \(alert.label)", [field]) { context, values throws(APIError) in
            var chosen: [JSONValue] = []
            for name in values.lines("parties") {
                if let id = known.first(where: { $0.value == name })?.key,
                    let party = parties.first(where: { Reference($0)?.id == id })
                {
                    chosen.append(party)
                } else if let group = groups.first(where: { $0.label.lowercased() == name.lowercased() }) {
                    chosen.append(["type": "group", "id": .string(group.id)])
                } else if let user = try await context.users.find(name) {
                    chosen.append(["type": "user", "id": .string(user.id)])
                } else {
                    return .form(.refused(field: "parties", "No user or group with the name \(name)"))
                }
            }
            guard values.changed.contains("parties") else { return .posted(Message(.info, "Nothing was changed")) }
            let plan = try await AlertsService(context.client).planUpdate(
                alert, title: "Change the recipients of \(alert.label)", members: [("parties", .array(chosen + others))]
            )
            return .preview([plan], .list(.alerts, [RecordID(alert.id)]))
        }
    }
}
