import SisenseClient

/// Asks what shall be done when somebody leaves, and opens the checklist.
enum OffboardingForm {
    @concurrent static func open(
        _ context: WorkContext, _ ids: [RecordID]
    ) async throws(APIError) -> FormState {
        let user = try await context.users.get(ids.first?.description ?? "")
        let fields: [FormField] = [
            .text(
                "heir", "Dashboards go to", help: "E-mail address or user name; left empty, they stay",
                search: .users),
            .toggle("shares", "Take out of shares", true),
            .toggle("alerts", "Take out of alerts", true),
            .toggle("groups", "Take out of groups", true),
            .toggle("tokens", "End tokens and sessions", true, help: "Integrations of this account stop working"),
            .toggle("deactivate", "Deactivate", true, help: "The account stays; delete it later"),
        ]
        return FormState("Off-board \(user.label)", fields) { context, values throws(APIError) in
            var wishes = Offboarding.Wishes(
                shares: values.flag("shares"), alerts: values.flag("alerts"), groups: values.flag("groups"),
                tokens: values.flag("tokens"), deactivation: values.flag("deactivate"))
            if !values.text("heir").isEmpty {
                guard let heir = try await context.users.find(values.text("heir")), heir.id != user.id else {
                    return .form(.refused(field: "heir", "Nobody else is called that"))
                }
                wishes.heir = heir
            }
            return .listOpened(.offboarding(of: RecordID(user.id), name: user.label, wishes))
        }
    }
}
