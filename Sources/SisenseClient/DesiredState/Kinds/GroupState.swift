// Groups by their names: `{"Sales": {}, "Sales EMEA": {"was": "Sales Europe"}, "Old": null}`. The groups that the
// server keeps by itself are none of them.

extension StateExport {
    func groups() async throws(APIError) -> JSONValue {
        Self.sorted(try await GroupsService(client).names().filter { !$0.isSystem }.map { ($0.label, [:]) })
    }
}

extension StateWork {
    func groups(_ entries: [StateEntry]) async throws(APIError) -> StateComparison {
        let service = GroupsService(client)
        let groups = try await service.names()
        var comparison = StateComparison()
        for entry in entries {
            guard entry.value.isNull || entry.value.object != nil else {
                comparison.problems.append(StateProblem(.groups, entry, "an object is expected, or null"))
                continue
            }
            let named = groups.filter { $0.label == entry.key }
            if let problem = Self.problem(entry.key, named, groups) {
                comparison.problems.append(StateProblem(.groups, entry, problem))
                continue
            }
            try await compare(entry, named.first, groups, service, &comparison)
        }
        return comparison
    }

    /// Two of one name, or names that differ by their case alone, are nobody's to choose between.
    private static func problem(_ name: String, _ named: [Group], _ all: [Group]) -> String? {
        let alike = all.filter { $0.label.lowercased() == name.lowercased() }
        if named.count > 1 || named.isEmpty && !alike.isEmpty {
            return "the server has " + alike.map { "\"\($0.label)\" (\($0.id))" }.joined(separator: " and ")
        }
        return named.first?.isSystem == true ? "the server keeps this group by itself" : nil
    }

    private func compare(
        _ entry: StateEntry, _ now: Group?, _ groups: [Group], _ service: GroupsService,
        _ comparison: inout StateComparison
    ) async throws(APIError) {
        let before = entry.value.text("was")
        let renamed = now == nil ? groups.first { $0.label == before } : nil
        let difference: StateDifference? =
            switch (now, renamed, entry.value.isNull) {
            case (nil, _, true), (_?, _, false): nil
            case (let now?, _, true):
                StateDifference(.groups, entry.key, .remove, now: .string(now.label), wanted: nil)
            case (nil, let renamed?, false):
                StateDifference(
                    .groups, entry.key, .rename, now: .string(renamed.label), wanted: .string(entry.key))
            case (nil, nil, false): StateDifference(.groups, entry.key, .add, now: nil, wanted: [:])
            }
        guard let difference, !difference.isBelow(ignored) else { return }
        comparison.differences.append(difference)
        guard isPlanning else { return }
        switch difference.act {
        case .add: comparison.plans.append(try service.planCreate(name: entry.key))
        case .rename:
            guard let renamed else { return }
            comparison.plans.append(try await service.planRename(try await service.get(renamed.id), to: entry.key))
        case .remove:
            guard let now else { return }
            comparison.plans.append(try service.planDelete(try await service.get(now.id)))
        case .change: break
        }
    }
}
