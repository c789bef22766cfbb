import SisenseClient

/// The forms about groups.
enum GroupForms {
    /// Asks for the name of a new group.
    @concurrent static func add(
        _ context: WorkContext, _: [RecordID]
    ) async throws(APIError) -> FormState {
        FormState("Add group", [.text("name", "Name", isRequired: true)]) { context, values throws(APIError) in
            let plan = try GroupsService(context.client).planCreate(name: values.text("name"))
            return .preview([plan], .list(.groups, []))
        }
    }

    /// Asks for another name of one group.
    @concurrent static func rename(
        _ context: WorkContext, _ ids: [RecordID]
    ) async throws(APIError) -> FormState {
        let group = try await group(ids, context)
        let field = FormField.text("name", "Name", group.name, isRequired: true)
        return FormState("Rename \(group.label)", [field]) { context, values throws(APIError) in
            guard !values.changed.isEmpty else { return .posted(Message(.info, "It already has this name")) }
            let plan = try await GroupsService(context.client).planRename(group, to: values.text("name"))
            return .preview([plan], .list(.groups, [RecordID(group.id)]))
        }
    }

    /// Adds members.
    @concurrent static func addMembers(
        _ context: WorkContext, _ ids: [RecordID]
    ) async throws(APIError) -> FormState {
        try await addMembers(context, ids.first ?? "", origin: .list(.groups, ids))
    }

    /// - Parameter origin: The list that changes by it.
    static func addMembers(
        _ context: WorkContext, _ id: RecordID, origin: WriteOrigin
    ) async throws(APIError) -> FormState {
        let group = try await GroupsService(context.client).get(id.description)
        let present = (group.raw["users"]?.array ?? []).compactMap { Reference($0)?.id }
        let reasons = Dictionary(present.map { ($0, "is a member") }, uniquingKeysWith: { first, _ in first })
        let field = FormField.pick(
            "members", "Users", .users(except: reasons), allowsMany: true, isRequired: true)
        return FormState("Add members to \(group.label)", [field]) { context, values throws(APIError) in
            let users = try await context.users.users(values.lines("members"))
            guard let plan = try await GroupsService(context.client).planAddMembers(users, to: group) else {
                return .form(.refused(field: "members", "They are already members"))
            }
            return .preview([plan], origin)
        }
    }

    /// Takes members out.
    @concurrent static func removeMembers(
        _ context: WorkContext, _ ids: [RecordID]
    ) async throws(APIError) -> FormState {
        let group = try await group(ids, context)
        let members = try await GroupsService(context.client).members(of: group)
        let options = members.map { FormOption($0.id, $0.displayName, details: [$0.email]) }
        let field = FormField.pick(
            "members", "Users", PickerSource(options), allowsMany: true, isRequired: true)
        return FormState("Remove members from \(group.label)", [field]) { context, values throws(APIError) in
            let users = members.filter { values.lines("members").contains($0.id) }
            guard let plan = try await GroupsService(context.client).planRemoveMembers(users, from: group) else {
                return .form(.refused(field: "members", "They are no longer members"))
            }
            return .preview([plan], .list(.groups, [RecordID(group.id)]))
        }
    }

    private static func group(
        _ ids: [RecordID], _ context: WorkContext
    ) async throws(APIError) -> Group {
        try await GroupsService(context.client).get(ids.first?.description ?? "")
    }
}
