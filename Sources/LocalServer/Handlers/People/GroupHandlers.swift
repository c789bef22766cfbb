import SisenseClient

/// User groups (seeds/003, Groups; version 0.9 for renaming and members).
enum GroupHandlers {
    static let routes: Route.Table = [
        .getGroups: Route(.designer) { database, call throws(APIError) in
            let isFromDirectory = call.query("origin").map { $0 == "ad" }
            let ids = call.list("ids").map(Set.init)
            let test: ((JSONObject) -> Bool)? =
                isFromDirectory == nil && ids == nil
                ? nil
                : { group in
                    (isFromDirectory == nil || group["ad"]?.bool == isFromDirectory)
                        && (ids?.contains(group.text("_id")) ?? true)
                }
            let filters = ["name", "mail", "roleId"].map { ($0, call.query($0)) }
            let chosen = database.choose(.groups, equal: filters, where: test)
            return .ok(try database.list(call, .groups, .group, chosen: chosen))
        },
        .getGroup: Route(.designer) { database, call throws(APIError) in
            .ok(try database.one(call, try find(call.value("id"), in: database), .group))
        },
        .createGroup: Route(.administrator) { database, call throws(APIError) in
            .created(try create(try call.json(), in: &database, call))
        },
        .createGroups: Route(.administrator) { database, call throws(APIError) in
            .created(.array(try createAll(&database, call)))
        },
        .createDirectoryGroup: Route(.administrator) { database, call throws(APIError) in
            .created(try create(try call.json(), in: &database, call, isFromDirectory: true))
        },
        .createDirectoryGroups: Route(.administrator) { database, call throws(APIError) in
            .created(.array(try createAll(&database, call, isFromDirectory: true)))
        },
        .deleteGroup: Route(.administrator) { database, call throws(APIError) in
            try delete(try find(call.value("id"), in: database), in: &database)
            return .noContent
        },
        .getGroupsV0: Route(.designer) { database, call throws(APIError) in
            .ok(try listOld(database, call))
        },
        .getGroupV0: Route(.designer) { database, call throws(APIError) in
            .ok(try named(call.value("group"), in: database))
        },
        .deleteGroupV0: Route(.administrator) { database, call throws(APIError) in
            let group = try named(call.value("group"), in: database)
            try delete(group, in: &database)
            return .ok(["_id": group["_id"] ?? .null])
        },
        .replaceGroup: Route(.administrator) { database, call throws(APIError) in
            .ok(try replace(try named(call.value("group"), in: database), in: &database, call))
        },
        .getGroupUsers: Route(.administrator) { database, call throws(APIError) in
            .ok(database.members(ofGroup: try named(call.value("group"), in: database).text("_id")))
        },
        .addGroupUsers: Route(.administrator) { database, call throws(APIError) in
            try changeMembers(&database, call) { groups, id in groups.filter { $0 != id } + [id] }
        },
        .removeGroupUsers: Route(.administrator) { database, call throws(APIError) in
            try changeMembers(&database, call) { groups, id in groups.filter { $0 != id } }
        },
        .deleteGroups: Route(.administrator) { database, call throws(APIError) in
            let ids = try call.object().strings("groups")
            for id in ids { try delete(try named(id, in: database), in: &database) }
            return .ok(.strings(ids))
        },
    ]

    private static func find(_ id: String, in database: Database) throws(APIError) -> JSONObject {
        guard let group = database[.groups][id] else { throw .notFound("group", id) }
        return group
    }

    private static func named(_ name: String, in database: Database) throws(APIError) -> JSONObject {
        guard let group = database.group(name) else { throw .notFound("group", name) }
        return group
    }

    private static func createAll(
        _ database: inout Database, _ call: Call, isFromDirectory: Bool = false
    ) throws(APIError) -> [JSONValue] {
        let items = try call.json().array ?? []
        var created: [JSONValue] = []
        for item in items {
            created.append(.object(try create(item, in: &database, call, isFromDirectory: isFromDirectory)))
        }
        return created
    }

    private static func create(
        _ input: JSONValue, in database: inout Database, _ call: Call, isFromDirectory: Bool = false
    ) throws(APIError) -> JSONObject {
        let input = input.object ?? JSONObject()
        try checkName(input.text("name"), in: database)
        try checkRole(of: input, in: database)
        let id = ObjectID.make(call.now)
        var group = blank
        group["_id"] = .string(id)
        group = group.merging(input, except: ["_id", "ad", "created", "lastUpdated", "users", "usersCount"])
        group["ad"] = .bool(isFromDirectory)
        group["created"] = call.timestamp
        group["lastUpdated"] = call.timestamp
        database.put(group, id: id, in: .groups)
        return group
    }

    private static let blank = JSONObject([
        ("_id", ""), ("name", ""), ("roleId", .null), ("defaultRole", "consumer"), ("ad", false), ("objectSid", ""),
        ("dn", ""), ("uSNChanged", ""), ("mail", ""), ("language", ""),
    ])

    private static func checkRole(of group: JSONObject, in database: Database) throws(APIError) {
        if let role = group["roleId"]?.string, database[.roles][role] == nil { throw .notFound("role", role) }
    }

    private static func checkName(_ name: String, in database: Database) throws(APIError) {
        guard database[.groups].slots("name", name).isEmpty else {
            throw .invalid("The group '\(name)' exists already", status: 400)
        }
    }

    /// Puts the body in the place of a group: what it leaves out is as in a new one, but for what only the server sets
    /// and for where the group comes from. Its members are kept by the users.
    private static func replace(
        _ group: JSONObject, in database: inout Database, _ call: Call
    ) throws(APIError) -> JSONObject {
        guard SystemGroup(id: group.text("_id")) == nil else { throw .forbidden("This group belongs to the system") }
        let input = try call.object()
        if input.text("name") != group.text("name") {
            // The name of a directory group comes from the directory.
            guard group["ad"]?.bool != true else { throw .invalid("A directory group keeps its name", status: 400) }
            try checkName(input.text("name"), in: database)
        }
        try checkRole(of: input, in: database)
        let kept: Set<String> = ["_id", "ad", "created", "objectSid", "dn", "uSNChanged", "ldapDomainId"]
        var changed = blank
        for key in kept { changed[key] = group[key] }
        changed = changed.merging(input, except: kept.union(["lastUpdated", "users", "usersCount"]))
        changed["lastUpdated"] = call.timestamp
        database.put(changed, id: changed.text("_id"), in: .groups)
        return changed
    }

    /// A group goes with every right it gave.
    private static func delete(_ group: JSONObject, in database: inout Database) throws(APIError) {
        let id = group.text("_id")
        guard SystemGroup(id: id) == nil else { throw .forbidden("This group belongs to the system") }
        for user in database[.users].records("groups", id) {
            var user = user
            user["groups"] = .strings(user.strings("groups").filter { $0 != id })
            database.put(user, id: user.text("_id"), in: .users)
        }
        database.removeParty(id)
        database.remove(id: id, from: .groups)
    }

    private static func changeMembers(
        _ database: inout Database, _ call: Call, _ change: ([String], String) -> [String]
    ) throws(APIError) -> Reply {
        let group = try named(call.value("group"), in: database).text("_id")
        guard SystemGroup(id: group) == nil else { throw .forbidden("This group belongs to the system") }
        let items = try call.json().array ?? []
        var ids: [String] = []
        for item in items {
            var user = try UserHandlers.named(item.string ?? "", in: database)
            user["groups"] = .strings(change(user.strings("groups"), group))
            user["lastUpdated"] = call.timestamp
            database.put(user, id: user.text("_id"), in: .users)
            ids.append(user.text("_id"))
        }
        return .ok(.strings(ids))
    }

    private static func listOld(_ database: Database, _ call: Call) throws(APIError) -> [JSONObject] {
        let query = try SpecialQuery.ofVersion0(call)
        let search = call.query("search")?.lowercased()
        let chosen = search.flatMap { text in
            database.choose(.groups, equal: []) { $0.text("name").lowercased().contains(text) }
        }
        return query.page(of: database[.groups], chosen: chosen).map { group in
            var group = group
            if call.flag("usersCount") ?? false {
                group["usersCount"] = .count(database.members(ofGroup: group.text("_id")).count)
            }
            return group
        }
    }
}

/// The form of a role in answers.
enum Roles {
    /// A role without its list of permissions.
    static func short(_ role: JSONObject) -> JSONObject {
        var role = role
        role["manifest"] = nil
        return role
    }
}

/// Roles (version 0.9; the only handlers that turn role names into ids).
///
/// A manifest is kept and answered. It takes away what `Permissions` names, from callers whose base role would allow it,
/// and never gives anything.
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
            guard database[.roles].records.contains(where: { isGroup(path[...], of: $0["manifest"]) }) else {
                throw .notFound("group of permissions", path.joined(separator: "/"))
            }
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

    /// True when `path` leads to a group of flags in a manifest, and not to a flag or to nothing.
    private static func isGroup(_ path: ArraySlice<String>, of manifest: JSONValue?) -> Bool {
        guard let name = path.first else { return manifest?.object != nil }
        return isGroup(path.dropFirst(), of: manifest?[name])
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
