import SisenseClient

/// The forms about the groups that users are members of. Each is one picker.
enum UserGroupForms {
    /// Puts all users chosen into groups.
    @concurrent static func join(_ context: WorkContext, _ ids: [RecordID]) async throws(APIError) -> FormState {
        let users = try await context.users(ids)
        let groups = try await groups(context.client)
        let full = users.count == 1 ? "is a member" : "all are members"
        let options = FormOption.groups(groups, of: users) { $0 == users.count ? full : nil }
        let field = FormField.pick(field, "Groups", PickerSource(options), allowsMany: true, isRequired: true)
        return FormState("Add \(UserForms.named(users)) to groups", [field]) { context, values throws(APIError) in
            try await preview(joining: Set(values.lines(self.field)), leaving: [], groups, users, context)
        }
    }

    /// Takes all users chosen out of groups.
    @concurrent static func leave(_ context: WorkContext, _ ids: [RecordID]) async throws(APIError) -> FormState {
        let users = try await context.users(ids)
        let groups = try await groups(context.client).filter { members(of: $0, users) > 0 }
        let options = FormOption.groups(groups, of: users)
        let field = FormField.pick(field, "Groups", PickerSource(options), allowsMany: true, isRequired: true)
        return FormState("Remove \(UserForms.named(users)) from groups", [field]) { context, values throws(APIError) in
            try await preview(joining: [], leaving: Set(values.lines(self.field)), groups, users, context)
        }
    }

    /// Says for each group that all users chosen are members, or none; what nobody touches stays as it is.
    @concurrent static func change(_ context: WorkContext, _ ids: [RecordID]) async throws(APIError) -> FormState {
        let users = try await context.users(ids)
        let groups = try await groups(context.client)
        let shared = Set(groups.filter { members(of: $0, users) == users.count }.map(\.id))
        let options = FormOption.groups(groups, of: users)
        let field = FormField.pick(
            field, "Groups", PickerSource(options), chosen: options.filter { shared.contains($0.id) },
            allowsMany: true)
        return FormState("Groups of \(UserForms.named(users))", [field]) { context, values throws(APIError) in
            let chosen = Set(values.lines(self.field))
            let leaving = shared.subtracting(chosen).union(values.cleared(self.field))
            return try await preview(joining: chosen.subtracting(shared), leaving: leaving, groups, users, context)
        }
    }

    private static let field = "groups"

    /// Groups whose members are set by hand, with the number of their members.
    static func groups(_ client: APIClient) async throws(APIError) -> [Group] {
        try await GroupsService(client).withMemberCounts().all().filter { !$0.isSystem }
    }

    private static func preview(
        joining: Set<String>, leaving: Set<String>, _ groups: [Group], _ users: [User], _ context: WorkContext
    ) async throws(APIError) -> ConsoleAction {
        let service = GroupsService(context.client)
        var plans: [RequestPlan] = []
        for group in groups {
            if joining.contains(group.id), let plan = try await service.planAddMembers(users, to: group) {
                plans.append(plan.following([]))
            }
            if leaving.contains(group.id), let plan = try await service.planRemoveMembers(users, from: group) {
                plans.append(plan.following([]))
            }
        }
        guard !plans.isEmpty else { return .posted(Message(.info, "Nothing to change: already as requested")) }
        let changed = Set(plans.flatMap(\.call.bodyIDs))
        let others = users.filter { !changed.contains($0.id) }
        return .preview(
            plans, .list(.users, users.filter { changed.contains($0.id) }.map { RecordID($0.id) }),
            total: LeftOut("already as requested", others.map(\.label)).sentence(of: users.count))
    }

    /// The number of some users who are members of a group.
    fileprivate static func members(of group: Group, _ users: [User]) -> Int {
        users.count { user in user.groups.contains { $0.id == group.id } }
    }
}

extension FormOption {
    /// Groups, with how many of some users are members of each.
    /// - Parameter obstacle: The reason why a group with so many of them cannot be chosen.
    static func groups(
        _ groups: [Group], of users: [User], unless obstacle: (Int) -> String? = { _ in nil }
    ) -> [FormOption] {
        groups.map { group in
            let members = UserGroupForms.members(of: group, users)
            let isPartial = members > 0 && members < users.count
            return FormOption(
                group.id, group.label,
                details: [
                    group.memberCount.map { counted($0, "member") } ?? "",
                    isPartial ? "has \(members) of \(users.count)" : "",
                ],
                obstacle: users.isEmpty ? nil : obstacle(members), isPartial: isPartial)
        }
    }
}
