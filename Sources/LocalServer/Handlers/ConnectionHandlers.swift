import SisenseClient

/// Live connections: version 1 of older servers (seeds/003, Connection) and version 2 of newer ones over one table.
/// Passwords are sealed when kept and never answered.
enum ConnectionHandlers {
    static let routes: Route.Table = [
        .getConnections: Route(.dataDesigner) { database, call throws(APIError) in
            .ok(try database.list(call, .connections, .connection).map(shown))
        },
        .getRecentConnections: Route(.dataDesigner) { database, _ throws(APIError) in
            let newest = database[.connections].sorted(by: "lastUpdated").suffix(5).reversed()
            return .ok(newest.map { shown(database[.connections][slot: $0]) })
        },
        .getConnection: Route(.dataDesigner) { database, call throws(APIError) in
            .ok(shown(try find(database, call)))
        },
        .createConnection: Route(.dataDesigner) { database, call throws(APIError) in
            .created(try create(&database, call))
        },
        .updateConnection: Route(.dataDesigner) { database, call throws(APIError) in
            .ok(try change(&database, call))
        },
        .deleteConnection: Route(.dataDesigner) { database, call throws(APIError) in
            database.remove(id: try find(database, call).text("_id"), from: .connections)
            return .noContent
        },
        .getManagedConnections: Route(.dataDesigner) { database, call throws(APIError) in
            let chosen = database.choose(.connections, equal: [("name", call.query("name"))])
            return .ok(try database.list(call, .connections, .connection, chosen: chosen).map(shown))
        },
        .createManagedConnection: Route(.dataDesigner) { database, call throws(APIError) in
            .created(try create(&database, call))
        },
        .updateManagedConnection: Route(.dataDesigner) { database, call throws(APIError) in
            .ok(try change(&database, call))
        },
    ]

    private static func find(_ database: Database, _ call: Call) throws(APIError) -> JSONObject {
        guard let connection = database[.connections][call.value("id")] else {
            throw .notFound("connection", call.value("id"))
        }
        return connection
    }

    private static func create(_ database: inout Database, _ call: Call) throws(APIError) -> JSONObject {
        let input = try call.object()
        guard input["provider"]?.string?.isEmpty == false else { throw .missing(["provider"]) }
        let id = ObjectID.make(call.now)
        var connection = JSONObject([
            ("_id", .string(id)), ("oid", .string(id)), ("owner", .string(try call.person().id)), ("name", ""),
            ("description", ""), ("provider", ""), ("schema", ""), ("timeout", 0), ("refreshRate", 0),
            ("timezone", "UTC"), ("parameters", [:]),
        ])
        connection = connection.merging(sealed(input, &database), except: ["_id", "oid", "owner"])
        connection["created"] = call.timestamp
        connection["lastUpdated"] = call.timestamp
        database.put(connection, id: id, in: .connections)
        return shown(connection)
    }

    private static func change(_ database: inout Database, _ call: Call) throws(APIError) -> JSONObject {
        let old = try find(database, call)
        var connection = old.merging(sealed(try call.object(), &database), except: ["_id", "oid", "owner", "created"])
        connection["lastUpdated"] = call.timestamp
        database.put(connection, id: old.text("_id"), in: .connections)
        return shown(connection)
    }

    /// Names of parameters are the provider's: `password`, `Password`, `clientSecret`.
    private static func isSecret(_ name: String) -> Bool {
        ["password", "secret", "token"].contains { name.lowercased().contains($0) }
    }

    private static func sealed(_ input: JSONObject, _ database: inout Database) -> JSONObject {
        guard var parameters = input["parameters"]?.object else { return input }
        for member in parameters.members where isSecret(member.key) {
            if let secret = member.value.string { parameters[member.key] = .string(database.seal().close(secret)) }
        }
        var input = input
        input["parameters"] = .object(parameters)
        return input
    }

    private static func shown(_ connection: JSONObject) -> JSONObject {
        guard let parameters = connection["parameters"]?.object else { return connection }
        var connection = connection
        let open = parameters.members.filter { !isSecret($0.key) }
        connection["parameters"] = .object(JSONObject(open.map { ($0.key, $0.value) }))
        return connection
    }
}
