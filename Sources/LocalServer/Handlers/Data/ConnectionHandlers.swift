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
        // Who reads this sends `Database` of the connection, its schema and the table.
        .getConnectionTable: Route(.dataDesigner) { database, call throws(APIError) in
            let connection = try find(database, call)
            let data = try call.object()["connectionData"]
            let asked = data?["connection"]?["Database"]?.string
            let name = asked ?? connection["parameters"]?["database"]?.string ?? ""
            guard let source = SampleDatasource.all.first(where: { $0.database == name || $0.title == name }) else {
                throw .notFound("database", name)
            }
            let title = data?["table"]?.string ?? ""
            guard let table = source.tables.first(where: { $0.name == title }) else { throw .notFound("table", title) }
            return .ok(table.sourceSchema(catalog: source.database, schema: data?["schema"] ?? connection["schema"]))
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

    /// A connection with the secrets of its parameters sealed.
    static func sealed(_ input: JSONObject, _ database: inout Database) -> JSONObject {
        guard var parameters = input["parameters"]?.object else { return input }
        for member in parameters.members where isSecret(member.key) {
            if let secret = member.value.string { parameters[member.key] = .string(database.seal().close(secret)) }
        }
        var input = input
        input["parameters"] = .object(parameters)
        return input
    }

    /// A connection without the secrets of its parameters.
    static func shown(_ connection: JSONObject) -> JSONObject {
        guard let parameters = connection["parameters"]?.object else { return connection }
        var connection = connection
        let open = parameters.members.filter { !isSecret($0.key) }
        connection["parameters"] = .object(JSONObject(open.map { ($0.key, $0.value) }))
        return connection
    }
}

/// Live connectors (seeds/003, Live Connectors). All of them reach the same data: the sample tables.
enum LiveConnectorHandlers {
    private static let providers: [(id: String, name: String, port: Int)] = [
        ("PostgreSQL", "PostgreSQL", 5432), ("MySql", "MySQL", 3306), ("SqlServer", "Microsoft SQL Server", 1433),
        ("Snowflake", "Snowflake", 443), ("RedShift", "Amazon Redshift", 5439),
    ]

    static let routes: Route.Table = [
        .getLiveConnectors: Route(.dataDesigner) { _, _ throws(APIError) in
            .ok(.array(providers.map { ["id": .string($0.id), "name": .string($0.name)] }))
        },
        .getLiveConnector: Route(.dataDesigner) { _, call throws(APIError) in
            let provider = try provider(call)
            return .ok([
                "id": .string(provider.id), "name": .string(provider.name),
                "parameters": [
                    ["name": "host", "type": "string", "required": true],
                    ["name": "port", "type": "number", "required": false, "default": .count(provider.port)],
                    ["name": "username", "type": "string", "required": true],
                    ["name": "password", "type": "password", "required": true],
                    ["name": "database", "type": "string", "required": false],
                ],
            ])
        },
        .testLiveConnector: Route(.dataDesigner) { _, call throws(APIError) in
            _ = try connection(call)
            return .ok(["status": "OK"])
        },
        .listLiveConnectorDatabases: Route(.dataDesigner) { _, call throws(APIError) in
            _ = try connection(call)
            return .ok(.strings(SampleDatasource.all.map(\.database)))
        },
        .listLiveConnectorTables: Route(.dataDesigner) { _, call throws(APIError) in
            let tables = try source(call).tables
            return .ok(.array(tables.map { ["name": .string($0.name), "type": "table"] }))
        },
        .getLiveConnectorColumns: Route(.dataDesigner) {
            _, call throws(APIError) in
            .ok(try table(call).schema)
        },
        .previewLiveConnectorTable: Route(.dataDesigner) { _, call throws(APIError) in
            let table = try table(call)
            let limit = max(0, try call.json()["limit"]?.integer ?? 100)
            return .ok([
                "columns": .strings(table.columns.map(\.name)),
                "rows": .array(table.rows.prefix(limit).map(JSONValue.array)),
            ])
        },
        .countLiveConnectorRows: Route(.dataDesigner) { _, call throws(APIError) in
            .ok(["count": .count(try table(call).rows.count)])
        },
    ]

    private static func provider(_ call: Call) throws(APIError) -> (id: String, name: String, port: Int) {
        let name = call.value("provider")
        guard let provider = providers.first(where: { $0.id.lowercased() == name.lowercased() }) else {
            throw .notFound("connector", name)
        }
        return provider
    }

    /// - Throws: 422 for parameters that no connection could be opened with.
    private static func connection(_ call: Call) throws(APIError) -> JSONValue {
        _ = try provider(call)
        let body = try call.json()
        let connection = body["connection"] ?? body
        guard connection["host"]?.string?.isEmpty == false else { throw .missing(["connection.host"]) }
        return connection
    }

    private static func source(_ call: Call) throws(APIError) -> SampleDatasource {
        let connection = try connection(call)
        let name = (try call.json()["schema"] ?? connection["database"])?.string ?? ""
        guard let source = SampleDatasource.all.first(where: { $0.database == name || $0.title == name }) else {
            throw .notFound("database", name)
        }
        return source
    }

    private static func table(_ call: Call) throws(APIError) -> SampleDatasource.Table {
        let source = try source(call)
        let name = try call.json()["table"]?.string ?? ""
        guard let table = source.tables.first(where: { $0.name == name }) else { throw .notFound("table", name) }
        return table
    }
}

extension SampleDatasource.Table {
    /// Name and columns.
    var schema: JSONValue {
        [
            "name": .string(name),
            "columns": .array(columns.map { ["name": .string($0.name), "type": .string($0.type)] }),
        ]
    }
}
