import SisenseClient

/// Makes groups as they are or were there. On one server a group is known by its id, so that a new name is a rename,
/// and its people come and go one by one; nobody loses what is shared with it on the way.
extension ComparePlans {
    /// The plans that make one group, or make it as it is there.
    func group(_ line: CompareLine) async throws(APIError) -> [RequestPlan] {
        let service = GroupsService(client)
        guard let there = line.there else { return [] }
        guard let here = line.here else { return try await newGroup(there) }
        guard let id = here.id,
            let group = try await client.unlessGone({ () throws(APIError) in try await service.get(id) })
        else { throw refusal(line, "this server has no such group any more") }
        var plans: [RequestPlan] = []
        if line.isRenamed { plans.append(try await service.planRename(group, to: there.path[0])) }
        guard let ours = here.members, let theirs = there.members else { return plans }
        let (present, wanted) = (Set(ours.map(\.id)), Set(theirs.map(\.id)))
        let missing = wanted.subtracting(present)
        let users = try await UsersService(client).users(missing.union(present.subtracting(wanted)).sorted())
        let gone = theirs.filter { member in missing.contains(member.id) && !users.contains { $0.id == member.id } }
        if let plan = try await service.planAddMembers(users.filter { missing.contains($0.id) }, to: group) {
            plans.append(plan)
        }
        if let plan = try await service.planRemoveMembers(users.filter { !missing.contains($0.id) }, from: group) {
            plans.append(plan)
        }
        guard !gone.isEmpty else { return plans }
        let sentence = "No longer on this server: \(Excerpt.of(gone.map(\.label)))."
        guard !plans.isEmpty else { throw refusal(line, "its former members are gone: \(sentence)") }
        return plans.map { $0.warning([sentence]) }
    }

    /// A group that is missing here. One that was deleted from here comes back as its deletion was recorded, with all
    /// that was shared with it.
    private func newGroup(_ there: ServerSnapshot.Line) async throws(APIError) -> [RequestPlan] {
        let service = GroupsService(client)
        let name = there.path[0]
        guard let id = there.id else { return [try service.planCreate(name: name)] }
        let changes = context.dependencies.audit?.newest(on: client.server, limit: .max) ?? []
        let deletion = changes.first { change in
            change.isUndoable && change.target?.operation == .deleteGroup && change.target?.values["id"] == id
        }
        if let deletion { return try await client.planUndo(of: deletion) }
        return try await service.planRecreate(name: name, members: there.members ?? [])
    }

    /// The plans that delete the groups that are not there. They are deleted together: none is another path to what is
    /// shared with one of the others.
    func groupDeletions(_ lines: [CompareLine]) async throws(APIError) -> [RequestPlan] {
        guard !lines.isEmpty else { return [] }
        var ids: [RecordID] = []
        for line in lines {
            if let id = line.here?.id {
                ids.append(RecordID(id))
                continue
            }
            let match = try await GroupsService(client).match([line.path[0]])[0]
            if case .several = match { throw refusal(line, match.problem("group", named: line.path[0]) ?? "") }
            guard let group = match.only else { throw refusal(line, "this server has no such group any more") }
            ids.append(RecordID(group.id))
        }
        return try await GroupLoss.deletions(of: ids, context)
    }
}
