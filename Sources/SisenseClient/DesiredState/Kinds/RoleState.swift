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
            comparison.add(try service.planManifest(role, differences), for: differences)
        }
        return comparison
    }
}

extension RolesService {
    /// All roles with what they allow.
    func withManifests() async throws(APIError) -> [Role] {
        let query = [QueryItem("includeManifest", "true"), QueryItem("includeBaseRolesName", "true")]
        return try await client.records("roles", .getRoles, query: query)
    }

    /// The changes of what a role allows: a request for each place in the manifest, since one sets the flags of one.
    fileprivate func planManifest(_ role: Role, _ differences: [StateDifference]) throws(APIError) -> [RequestPlan] {
        let places = Tally(differences.map { Array($0.path.dropFirst().dropLast()) }).values
        var base = role.raw
        var plans: [RequestPlan] = []
        for place in places {
            let own = differences.filter { Array($0.path.dropFirst().dropLast()) == place }
            let plan = try planManifest(role, place, own, base: base)
            base = plan.result ?? base
            plans.append(plan)
        }
        return plans
    }

    private func planManifest(
        _ role: Role, _ place: [String], _ differences: [StateDifference], base: JSONValue
    ) throws(APIError) -> RequestPlan {
        var result = base
        for difference in differences {
            result.set(JSONPath(difference.path.map(JSONPath.Step.member)), to: difference.wanted ?? .null)
        }
        func call(_ value: (StateDifference) -> JSONValue?) throws(APIError) -> Call {
            let flags = differences.map { ($0.path.last ?? "", value($0) ?? .null) }
            return try client.call(
                .updateRoleManifest, path: ["idOrName": role.id, "path": place.joined(separator: "/")],
                body: .json(.object(JSONObject(flags))))
        }
        // A flag that was not there cannot be taken away again.
        let isUndoable = differences.allSatisfy { $0.now != nil }
        return RequestPlan(
            title: "Change what \(role.title) may do in \(place.joined(separator: " "))", call: try call(\.wanted),
            target: .init(server: client.server, name: "role \(role.title)"), base: base, result: result,
            inverse: isUndoable ? try call(\.now) : nil, impact: ["Applies at once to all users with this role."],
            precondition: Precondition(
                read: try client.call(.getRole, path: ["idOrName": role.id]), base: base, members: ["manifest"]))
    }
}
