import SisenseClient

/// The forms about alerts.
enum AlertForms {
    /// Changes name and message of one alert.
    @concurrent static func edit(
        _ environment: ConsoleEnvironment, _ ids: [RecordID]
    ) async throws(APIError) -> FormState {
        let alert = try await AlertsService(environment.client).get(ids.first?.description ?? "")
        let fields: [FormField] = [
            .text("name", "Name", alert.name, isRequired: true), .text("message", "Message", alert.message),
            .toggle("enabled", "Enabled", alert.isEnabled),
        ]
        return FormState("Edit \(alert.label)", fields) { environment, values throws(APIError) in
            guard !values.changed.isEmpty else { return .posted(Message(.info, "Nothing was changed")) }
            var members = ["name", "message"].filter(values.changed.contains).map {
                ($0, JSONValue.string(values.text($0)))
            }
            if values.changed.contains("enabled") { members.append(("enabled", .bool(values.flag("enabled")))) }
            let plan = try await AlertsService(environment.client).planUpdate(
                alert, title: "Change \(alert.label)", members: members)
            return .write(.planned(.success([plan]), .list(.alerts, [RecordID(alert.id)])))
        }
    }
}
