import SisenseClient

/// The steps that take somebody who leaves out of the server, without losing what they made.
///
/// Each step looks at what is on the server now. Run again after it was stopped, or after a step failed, it does what
/// is still to be done.
enum OffboardingForm {
    @concurrent static func open(
        _ environment: ConsoleEnvironment, _ ids: [RecordID]
    ) async throws(APIError) -> FormState {
        let user = try await UsersService(environment.client).get(ids.first?.description ?? "")
        let fields: [FormField] = [
            .text("heir", "Dashboards go to", help: "E-mail address or user name; left empty, they stay"),
            .toggle(
                "shares", "Take out of shares", true,
                help: "A hand-over adds the old owner to the shares: run this again"),
            .toggle("alerts", "Take out of alerts", true),
            .toggle("groups", "Take out of groups", true),
            .toggle("sessions", "Log out everywhere", true, help: "API tokens stop working too"),
            .toggle("deactivate", "Deactivate", true, help: "The account stays; delete it later"),
        ]
        return FormState("Off-board \(user.label)", fields) { environment, values throws(APIError) in
            let client = environment.client
            // Read again: an earlier run may have changed it.
            let user = try await UsersService(client).get(user.id)
            var plans: [RequestPlan] = []
            if !values.text("heir").isEmpty {
                guard let heir = try await UsersService(client).find(values.text("heir")), heir.id != user.id else {
                    return .form(.refused(field: "heir", "Nobody else is called that"))
                }
                plans += try await DashboardsService(client).planHandOver(of: user, to: heir)
            }
            if values.flag("shares") { plans += try await shares(of: user, client) }
            if values.flag("alerts") { plans += try await alerts(of: user, client) }
            if values.flag("groups"), !user.groups.isEmpty {
                plans.append(try await UsersService(client).planSetGroups(user, groups: []))
            }
            // An account that is off and left nothing behind has no sessions worth ending.
            if values.flag("sessions"), user.isActive {
                plans.append(try AuthenticationService(client).planLogout([user]))
            }
            if values.flag("deactivate"), user.isActive {
                plans.append(try await environment.users.planDeactivate(user))
            }
            guard !plans.isEmpty else { return .posted(Message(.info, "Nothing is left to do")) }
            return .write(.planned(.success(plans), .list(.users, [RecordID(user.id)])))
        }
    }

    private static func shares(of user: User, _ client: APIClient) async throws(APIError) -> [RequestPlan] {
        let service = DashboardsService(client)
        var plans: [RequestPlan] = []
        for dashboard in try await service.shared(with: [user.id])[user.id, default: []] {
            let list = try await service.shares(of: dashboard.id)
            plans.append(try service.planSaveShares(list.removing(user.id), base: list, of: dashboard))
        }
        return plans
    }

    private static func alerts(of user: User, _ client: APIClient) async throws(APIError) -> [RequestPlan] {
        let service = AlertsService(client)
        var plans: [RequestPlan] = []
        for try await page in service.pages() {
            for alert in page.items where alert.parties.contains(where: { $0.id == user.id }) {
                let others = (alert.raw["parties"]?.array ?? []).filter { Reference($0)?.id != user.id }
                plans.append(
                    try await service.planUpdate(
                        alert, title: "Take \(user.label) out of the alert \(alert.label)",
                        members: [("parties", .array(others))]))
            }
        }
        return plans
    }
}
