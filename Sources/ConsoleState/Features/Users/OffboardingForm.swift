import SisenseClient

/// Asks what shall be done when somebody leaves, and opens the checklist.
enum OffboardingForm {
    @concurrent static func open(
        _ context: WorkContext, _ ids: [RecordID]
    ) async throws(APIError) -> FormState {
        let user = try await context.users.get(ids.first?.description ?? "")
        let fields: [FormField] = [
            .text(
                "newOwner", "New owner", help: "Of the dashboards: email address or user name; empty: no change",
                search: .users),
            .toggle("shares", "Remove from shares", true),
            .toggle("alerts", "Remove from alerts", true),
            .toggle("groups", "Remove from groups", true),
            .toggle("tokens", "End tokens and sessions", true, help: "Integrations of this account stop working"),
            .toggle("deactivate", "Deactivate", true, help: "The account stays; delete it later"),
        ]
        return FormState("Off-board \(user.label)", fields) { context, values throws(APIError) in
            var wishes = Offboarding.Wishes(
                shares: values.flag("shares"), alerts: values.flag("alerts"), groups: values.flag("groups"),
                tokens: values.flag("tokens"), deactivation: values.flag("deactivate"))
            if !values.text("newOwner").isEmpty {
                guard let newOwner = try await context.users.find(values.text("newOwner")), newOwner.id != user.id
                else {
                    return .form(.refused(field: "newOwner", "No other user with that name"))
                }
                wishes.newOwner = newOwner
            }
            return .listOpened(.offboarding(of: RecordID(user.id), name: user.label, wishes))
        }
    }
}
