import SisenseClient

/// Asks whom to share a dashboard with.
enum ShareForm {
    @concurrent static func add(_ context: WorkContext) async throws(APIError) -> FormState {
        let groups = try await GroupsService(context.client).names()
        let rules = [FormOption("view", "can view"), FormOption("edit", "can edit")]
        return FormState(
            "Share with",
            [
                .text(
                    "party", "User or group", isRequired: true, help: "Group, email address or user name",
                    search: .users(and: groups)),
                .choice("rule", "Right", rules),
                .toggle("subscribe", "Mail report", false),
            ]
        ) { context, values throws(APIError) in
            let wanted = values.text("party")
            let rule = Share.Rule(values.text("rule"))
            if let group = groups.first(where: { $0.name.lowercased() == wanted.lowercased() }) {
                let share = Share(.group, id: group.id, rule: rule, isSubscribed: values.flag("subscribe"))
                return .shares(.added(share, name: group.label))
            }
            guard let user = try await UsersService(context.client).find(wanted) else {
                return .form(.refused(field: "party", "No user or group with that name"))
            }
            let share = Share(.user, id: user.id, rule: rule, isSubscribed: values.flag("subscribe"))
            return .shares(.added(share, name: user.displayName))
        }
    }
}
