import SisenseClient

extension CallPlanner {
    /// The plan of an act on groups; nil for a call that is none.
    func groupAct(_ call: Call) async throws(APIError) -> RequestPlan? {
        switch call.operation {
        case .createGroup:
            guard let name = call.json?["name"]?.string else { return nil }
            return try GroupsService(client).planCreate(name: name)
        case .replaceGroup: return try await rename(call)
        case .deleteGroup: return try await delete(groups: [call.path["id"] ?? ""], call)
        case .deleteGroupV0:
            guard let group = try await group(of: call) else { return nil }
            return try await delete(groups: [group.id], call)
        case .deleteGroups:
            return try await delete(groups: (call.json?["groups"]?.array ?? []).compactMap(\.string), call)
        case .addGroupUsers: return try await changeMembers(call, adds: true)
        case .removeGroupUsers: return try await changeMembers(call, adds: false)
        default: return nil
        }
    }

    private func delete(groups ids: [String], _ call: Call) async throws(APIError) -> RequestPlan? {
        together(try await GroupLoss.deletions(of: ids.map { RecordID($0) }, context), "group", call)
    }

    /// The group that a path names by its id, or by its name as version 0.9 takes it.
    private func group(of call: Call) async throws(APIError) -> Group? {
        let name = call.path["group"] ?? ""
        guard let found = try await GroupsService(client).match([name])[0].only else { return nil }
        return try await GroupsService(client).get(found.id)
    }

    private func rename(_ call: Call) async throws(APIError) -> RequestPlan? {
        guard let name = call.json?["name"]?.string, let group = try await group(of: call) else { return nil }
        let others = call.members.map(\.0).filter { $0 != "name" }
        let plan = try await GroupsService(client).planRename(group, to: name)
        return others.isEmpty ? plan : plan.warning(["Sets \(others.joined(separator: ", ")) too."])
    }

    private func changeMembers(_ call: Call, adds: Bool) async throws(APIError) -> RequestPlan? {
        guard let group = try await group(of: call) else { return nil }
        let typed = call.bodyIDs
        let index = NameIndex(try await context.users.all(named: typed))
        let users = typed.compactMap { index[$0].only }
        let unknown = typed.filter { index[$0].only == nil }
        let service = GroupsService(client)
        let plan =
            adds
            ? try await service.planAddMembers(users, to: group)
            : try await service.planRemoveMembers(users, from: group)
        let problems = unknown.isEmpty ? [] : ["No user, or more than one: \(unknown.joined(separator: ", "))."]
        if let plan { return plan.warning(problems) }
        return RequestPlan(call, on: client.server).warning(
            problems + ["\(group.label) is as this leaves it already: nothing changes."])
    }
}
