/// A permission of a role, with its value now and the one it shall have.
package struct ManifestChange: Sendable {
    /// The members of the manifest that lead to it, as in `widgets`, `export_csv`.
    package let path: [String]
    /// Nil where the role does not name it.
    package let now: JSONValue?
    package let wanted: JSONValue

    package init(_ path: [String], now: JSONValue?, wanted: JSONValue) {
        (self.path, self.now, self.wanted) = (path, now, wanted)
    }

    fileprivate var parent: [String] { Array(path.dropLast()) }
}

extension RolesService {
    /// All roles with what they allow.
    @concurrent package func withManifests() async throws(APIError) -> [Role] {
        let query = [QueryItem("includeManifest", "true"), QueryItem("includeBaseRolesName", "true")]
        return try await client.records("roles", .getRoles, query: query)
    }

    /// The changes of what a role allows: a request for each place in the manifest, since one sets the flags of one.
    /// - Parameter role: With its manifest.
    package func planManifest(_ role: Role, _ changes: [ManifestChange]) throws(APIError) -> [RequestPlan] {
        var base = role.raw
        var plans: [RequestPlan] = []
        for parent in Tally(changes.map(\.parent)).values {
            let plan = try planManifest(role, parent, changes.filter { $0.parent == parent }, base: base)
            base = plan.result ?? base
            plans.append(plan)
        }
        return plans
    }

    private func planManifest(
        _ role: Role, _ parent: [String], _ changes: [ManifestChange], base: JSONValue
    ) throws(APIError) -> RequestPlan {
        var result = base
        for change in changes {
            result.set(JSONPath((["manifest"] + change.path).map(JSONPath.Step.member)), to: change.wanted)
        }
        func call(_ value: (ManifestChange) -> JSONValue) throws(APIError) -> Call {
            let flags = changes.map { ($0.path.last ?? "", value($0)) }
            return try client.call(
                .updateRoleManifest, path: ["idOrName": role.id, "path": parent.joined(separator: "/")],
                body: .json(.object(JSONObject(flags))))
        }
        // A flag that was not there cannot be taken away again.
        let isUndoable = changes.allSatisfy { $0.now != nil }
        return RequestPlan(
            title: "Change what \(role.title) may do in \(parent.joined(separator: " "))", call: try call(\.wanted),
            target: .init(server: client.server, name: "role \(role.title)"), base: base, result: result,
            inverse: isUndoable ? try call { $0.now ?? .null } : nil,
            impact: ["Applies at once to all users with this role."],
            precondition: Precondition(
                read: try client.call(.getRole, path: ["idOrName": role.id]), base: base, members: ["manifest"]))
    }
}
