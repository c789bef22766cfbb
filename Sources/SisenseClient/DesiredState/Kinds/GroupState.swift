// Groups by their names: `{"Sales": {}, "Sales EMEA": {"was": "Sales Europe"}, "Old": null}`. The groups that the
// server keeps by itself are none of them.

extension StateExport {
    func groups() async throws(APIError) -> JSONValue {
        let names = StateNames([], try await GroupsService(client).names())
        var members: [(String, JSONValue)] = []
        for group in names.groups where !group.isSystem {
            if names.ambiguity(of: group.label) != nil {
                let reason = "another has the same name, but for case or accents"
                client.note(ListGap("groups", .without(group.label, because: reason)))
            } else {
                members.append((group.label, [:]))
            }
        }
        return Self.sorted(members)
    }
}

extension StateWork {
    mutating func groups(_ entries: [StateEntry]) async throws(APIError) -> StateComparison {
        let service = GroupsService(client)
        var comparison = StateComparison(sentBy: sender)
        comparison.totals[.groups] = names.groups.count { !$0.isSystem }
        let byLabel = Dictionary(grouping: names.groups, by: \.label)
        var leaving: [LeavingGroup] = []
        for entry in entries {
            guard entry.value.isNull || entry.value.object?.keys.allSatisfy({ $0 == "was" }) == true else {
                comparison.problems.append(
                    StateProblem(.groups, entry, "an object is expected, empty or with \"was\", or null"))
                continue
            }
            if let problem = names.ambiguity(of: entry.key) {
                comparison.problems.append(StateProblem(.groups, entry, problem))
                continue
            }
            let now = byLabel[entry.key]?.first
            if now?.isSystem == true {
                comparison.problems.append(StateProblem(.groups, entry, "the server keeps this group by itself"))
                continue
            }
            let renamed = now == nil ? entry.formerKey.flatMap { byLabel[$0]?.first } : nil
            if renamed?.isSystem == true {
                comparison.problems.append(
                    StateProblem(.groups, entry, "\(renamed?.label ?? "") is a group that the server keeps by itself"))
                continue
            }
            if let now, entry.value.isNull {
                let difference = StateDifference(.groups, entry.key, .remove, now: .string(now.label), wanted: nil)
                leaving += counting([difference]).map { LeavingGroup(group: now, difference: $0) }
            } else {
                try await compare(entry, now, renamed, service, &comparison)
            }
        }
        let named = Set(entries.flatMap { [$0.key] + [$0.formerKey].compactMap(\.self) })
        for group in names.groups where !group.isSystem && !named.contains(group.label) {
            leaving += unnamed(.groups, group.label, now: .string(group.label), ["name": group.label]).map {
                LeavingGroup(group: group, difference: $0)
            }
        }
        comparison.differences += leaving.map(\.difference)
        if isPlanning { try await remove(leaving, service, &comparison) }
        return comparison
    }

    private mutating func compare(
        _ entry: StateEntry, _ now: Group?, _ renamed: Group?, _ service: GroupsService,
        _ comparison: inout StateComparison
    ) async throws(APIError) {
        guard now == nil, !entry.value.isNull else { return }
        let difference =
            renamed.map {
                StateDifference(.groups, entry.key, .rename, now: .string($0.label), wanted: .string(entry.key))
            } ?? StateDifference(.groups, entry.key, .add, now: nil, wanted: [:])
        guard !counting([difference]).isEmpty else { return }
        comparison.differences.append(difference)
        guard isPlanning else { return }
        let plan: RequestPlan
        if let renamed {
            plan = try await service.planRename(try await service.get(renamed.id), to: entry.key)
        } else {
            plan = try service.planCreate(name: entry.key)
            names.note(plan, making: entry.key)
        }
        comparison.add([plan], for: [difference])
    }

    /// A group that goes, with what a record of changes needs to make it again.
    private func remove(
        _ leaving: [LeavingGroup], _ service: GroupsService, _ comparison: inout StateComparison
    ) async throws(APIError) {
        guard !leaving.isEmpty else { return }
        let references = try await PartyReferences.read(of: Set(leaving.map(\.group.id)), client, asAdministrator: true)
        for item in leaving {
            let group = try await service.get(item.group.id)
            let members = try await service.members(of: group)
            let own = references[group.id] ?? PartyReferences()
            let plan = try service.planDelete(
                group, members: members, in: own,
                keeping: group.isDirectory ? nil : DeletedGroup(group, members: members, references: own))
            comparison.add([plan.warning(own.problems)], for: [item.difference])
        }
    }
}

/// A group that shall be no more.
private struct LeavingGroup: Sendable {
    let group: Group
    let difference: StateDifference
}
