import SisenseClient

/// Live connectors (seeds/003, Live Connectors). All of them reach the same place: the sample tables.
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
