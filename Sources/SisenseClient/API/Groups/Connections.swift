extension OperationGroup {
    package static let connections = OperationGroup(
        "connection",
        [
            .getConnections, .getConnection, .getRecentConnections, .createConnection, .updateConnection,
            .deleteConnection, .getManagedConnections, .createManagedConnection, .updateManagedConnection,
        ])
}

extension Operation {
    package static let getConnections = read(
        "/connection", "List live connections",
        special: [.sort, .paging],
        answers: [Answer(200, "Array of connections")])

    package static let getConnection = read(
        "/connection/{id}", "One connection",
        parameters: [.path("id", "Id of the connection")],
        answers: [Answer(200, "Connection"), Answer(404, "Connection not found")])

    package static let getRecentConnections = read(
        "/connection/recent", "Recently used connections",
        answers: [Answer(200, "Array of connections")])

    package static let createConnection = write(
        .post, "/connection", "Create a connection",
        danger: .reversible, change: .create, touches: [.connections],
        parameters: [.body("The connection")],
        answers: [Answer(201, "Created connection")],
        notes: "Newer servers have /api/v2/connections instead.")

    package static let updateConnection = write(
        .patch, "/connection/{id}", "Change a connection",
        danger: .reversible, change: .merge, touches: [.connections],
        parameters: [.path("id", "Id of the connection"), .body("The members to change")],
        answers: [Answer(200, "Updated connection"), Answer(404, "Connection not found")],
        notes: "Newer servers have /api/v2/connections instead.")

    package static let deleteConnection = write(
        .delete, "/connection/{id}", "Delete a connection",
        danger: .destructive, change: .delete, touches: [.connections],
        parameters: [.path("id", "Id of the connection")],
        answers: [Answer(204, "Deleted"), Answer(404, "Connection not found")])

    package static let getManagedConnections = read(
        "/connections", "List managed connections",
        version: .v2,
        parameters: [.query("name", "Name filter")],
        answers: [Answer(200, "Array of connections")])

    package static let createManagedConnection = write(
        .post, "/connections", "Create a managed connection",
        version: .v2,
        danger: .reversible, change: .create, touches: [.connections],
        parameters: [.body("The connection")],
        answers: [Answer(201, "Created")])

    package static let updateManagedConnection = write(
        .patch, "/connections/{id}", "Change a managed connection",
        version: .v2,
        danger: .reversible, change: .merge, touches: [.connections],
        parameters: [.path("id", "Id of the connection"), .body("The members to change")],
        answers: [Answer(200, "Updated")])
}

extension OperationGroup {
    package static let liveConnectors = OperationGroup(
        "live_connectors",
        [
            .getLiveConnectors, .getLiveConnector, .countLiveConnectorRows, .previewLiveConnectorTable,
            .listLiveConnectorDatabases, .testLiveConnector, .listLiveConnectorTables, .getLiveConnectorColumns,
            .getConnectionTable,
        ])
}

extension Operation {
    package static let getLiveConnectors = read(
        "/live_connectors", "List live connector services",
        answers: [Answer(200, "[{id,name}]"), Answer(404, "API not found")])

    package static let getLiveConnector = read(
        "/live_connectors/{provider}", "Connection manifest of a connector",
        parameters: [.path("provider", "Name of the connector")],
        answers: [Answer(200, "Manifest"), Answer(404, "API not found")])

    package static let countLiveConnectorRows = read(
        "/live_connectors/{provider}/count", "Row count of a table",
        method: .post,
        parameters: [
            .path("provider", "Name of the connector"), .body(#"{"connection", "schema", "table", "limit"}"#),
        ],
        answers: [Answer(200, "Result"), Answer(404, "API not found")])

    package static let previewLiveConnectorTable = read(
        "/live_connectors/{provider}/table_preview", "Preview rows of a table",
        method: .post,
        parameters: [
            .path("provider", "Name of the connector"), .body(#"{"connection", "schema", "table", "limit"}"#),
        ],
        answers: [Answer(200, "Result"), Answer(404, "API not found")])

    package static let listLiveConnectorDatabases = read(
        "/live_connectors/{provider}/list_databases", "Databases of an instance",
        method: .post,
        parameters: [
            .path("provider", "Name of the connector"), .body(#"{"connection", "schema", "table", "limit"}"#),
        ],
        answers: [Answer(200, "Result"), Answer(404, "API not found")])

    package static let testLiveConnector = read(
        "/live_connectors/{provider}/test_connection", #"Open a test connection; answers {"status":"OK"}"#,
        method: .post,
        parameters: [
            .path("provider", "Name of the connector"), .body(#"{"connection", "schema", "table", "limit"}"#),
        ],
        answers: [Answer(200, "Result"), Answer(404, "API not found")])

    package static let listLiveConnectorTables = read(
        "/live_connectors/{provider}/list_table_schemas", "Tables of a database, without columns",
        method: .post,
        parameters: [
            .path("provider", "Name of the connector"), .body(#"{"connection", "schema", "table", "limit"}"#),
        ],
        answers: [Answer(200, "Result"), Answer(404, "API not found")])

    package static let getLiveConnectorColumns = read(
        "/live_connectors/{provider}/table_schema_details", "Columns of a table",
        method: .post,
        parameters: [
            .path("provider", "Name of the connector"), .body(#"{"connection", "schema", "table", "limit"}"#),
        ],
        answers: [Answer(200, "Result"), Answer(404, "API not found")])

    package static let getConnectionTable = read(
        "/connection/{id}/table_schema_details", "Columns of a table that a connection reads",
        method: .post,
        parameters: [
            .path("id", "Id of the connection"),
            .body(#"{"provider", "connectionData": {connection: {Database}, schema, table}}"#),
        ],
        answers: [
            Answer(200, "{tableName, schemaName, columns: [{columnName, dbType, size}]}"), Answer(404, "Not found"),
        ])
}
