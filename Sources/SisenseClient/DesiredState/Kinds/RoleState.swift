// Roles by the names the API has for them, with their permissions:
// `{"consumer": {"manifest": {"widgets": {"export_csv": false}}}}`. Names that people see are understood too.

extension StateExport {
    func roles() async throws(APIError) -> JSONValue {
        let roles = try await RolesService(client).withManifests()
        return Self.sorted(roles.map { ($0.name, ["manifest": Self.ordered($0.raw["manifest"] ?? [:])]) })
    }

    private static func ordered(_ manifest: JSONValue) -> JSONValue {
        guard let members = manifest.object?.members else { return manifest }
        return sorted(members.map { ($0.key, ordered($0.value)) })
    }
}

extension StateWork {
    func roles(_ entries: [StateEntry]) async throws(APIError) -> StateComparison {
        let service = RolesService(client)
        var comparison = StateComparison(sentBy: sender)
        for entry in entries {
            guard let role = names.role(entry.key) else {
                comparison.problems.append(
                    StateProblem(.roles, entry, "the server has no such role, and the API cannot make one"))
                continue
            }
            guard let manifest = entry.value["manifest"], manifest.object != nil else {
                comparison.problems.append(StateProblem(.roles, entry, "a \"manifest\" is expected"))
                continue
            }
            var differences: [StateDifference] = []
            for flag in manifest.leaves where flag.value != [:] {
                let path = JSONPath((["manifest"] + flag.path).map(JSONPath.Step.member))
                guard role.raw[path] != flag.value else { continue }
                differences.append(
                    StateDifference(
                        .roles, entry.key, at: ["manifest"] + flag.path, role.raw[path] == nil ? .add : .change,
                        now: role.raw[path], wanted: flag.value))
            }
            differences = counting(differences)
            comparison.differences += differences
            guard isPlanning, !differences.isEmpty else { continue }
            let changes = differences.map { difference in
                ManifestChange(
                    Array(difference.path.dropFirst()), now: difference.now, wanted: difference.wanted ?? .null)
            }
            comparison.add(try service.planManifest(role, changes), for: differences)
        }
        return comparison
    }
}
