extension OperationGroup {
    package static let liveConnectors = OperationGroup(
        "live_connectors",
        [
            .getLiveConnectors, .getLiveConnector, .countLiveConnectorRows, .previewLiveConnectorTable,
            .listLiveConnectorDatabases, .testLiveConnector, .listLiveConnectorTables, .getLiveConnectorColumns,
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
}
