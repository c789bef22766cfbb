import SisenseClient

/// What a role looks like in answers.
enum Roles {
    /// A role without its list of permissions.
    static func short(_ role: JSONObject) -> JSONObject {
        var role = role
        role["manifest"] = nil
        return role
    }
}

/// Roles (version 0.9; the only place that turns role names into ids).
///
/// A manifest is kept and answered. What a caller may do follows from the base role alone: no description of the API
/// says which operation a flag of a manifest opens or closes.
enum RoleHandlers {
    static let routes: Route.Table = [
        .getRoles: Route(.designer) { database, call throws(APIError) in
            let hasManifest = call.flag("includeManifest") ?? false
            return .ok(database[.roles].records.map { hasManifest ? $0 : Roles.short($0) })
        },
        .getRole: Route(.designer) { database, call throws(APIError) in
            .ok(try find(call, database))
        },
        .updateRoleManifest: Route(.administrator) { database, call throws(APIError) in
            var role = try find(call, database)
            let path = call.value("path").split(separator: "/").map(String.init)
            guard path.count <= 10 else { throw .invalid("A manifest has no more than ten levels") }
            role["manifest"] = merge(role["manifest"] ?? [:], path[...], .object(try call.object()))
            database.put(role, id: role.text("_id"), in: .roles)
            return .ok(role)
        },
    ]

    private static func find(_ call: Call, _ database: Database) throws(APIError) -> JSONObject {
        let name = call.value("idOrName")
        guard let role = database[.roles][name] ?? database[.roles].records("name", name).first else {
            throw .notFound("role", name)
        }
        return role
    }

    /// `flags` merged into what is at `path` of a manifest.
    private static func merge(_ value: JSONValue, _ path: ArraySlice<String>, _ flags: JSONValue) -> JSONValue {
        let object = value.object ?? JSONObject()
        guard let name = path.first else { return .object(object.merging(flags.object ?? JSONObject())) }
        var changed = object
        changed[name] = merge(object[name] ?? [:], path.dropFirst(), flags)
        return .object(changed)
    }
}
