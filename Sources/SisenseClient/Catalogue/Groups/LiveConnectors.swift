extension OperationGroup {
    package static let liveConnectors = OperationGroup(
        "live_connectors",
        [
            .read(
                "/live_connectors", "List live connector services",
                answers: [Answer(200, "[{id,name}]"), Answer(404, "API not found")]),
            .read(
                "/live_connectors/{provider}", "Connection manifest of a connector",
                parameters: [.path("provider", "Name of the connector")],
                answers: [Answer(200, "Manifest"), Answer(404, "API not found")]),
            .read(
                "/live_connectors/{provider}/count", "Row count of a table",
                method: .post,
                parameters: [
                    .path("provider", "Name of the connector"), .body(#"{"connection", "schema", "table", "limit"}"#),
                ],
                answers: [Answer(200, "Result"), Answer(404, "API not found")]),
            .read(
                "/live_connectors/{provider}/table_preview", "Preview rows of a table",
                method: .post,
                parameters: [
                    .path("provider", "Name of the connector"), .body(#"{"connection", "schema", "table", "limit"}"#),
                ],
                answers: [Answer(200, "Result"), Answer(404, "API not found")]),
            .read(
                "/live_connectors/{provider}/list_databases", "Databases of an instance",
                method: .post,
                parameters: [
                    .path("provider", "Name of the connector"), .body(#"{"connection", "schema", "table", "limit"}"#),
                ],
                answers: [Answer(200, "Result"), Answer(404, "API not found")]),
            .read(
                "/live_connectors/{provider}/test_connection", #"Open a test connection; answers {"status":"OK"}"#,
                method: .post,
                parameters: [
                    .path("provider", "Name of the connector"), .body(#"{"connection", "schema", "table", "limit"}"#),
                ],
                answers: [Answer(200, "Result"), Answer(404, "API not found")]),
            .read(
                "/live_connectors/{provider}/list_table_schemas", "Tables of a database, without columns",
                method: .post,
                parameters: [
                    .path("provider", "Name of the connector"), .body(#"{"connection", "schema", "table", "limit"}"#),
                ],
                answers: [Answer(200, "Result"), Answer(404, "API not found")]),
            .read(
                "/live_connectors/{provider}/table_schema_details", "Columns of a table",
                method: .post,
                parameters: [
                    .path("provider", "Name of the connector"), .body(#"{"connection", "schema", "table", "limit"}"#),
                ],
                answers: [Answer(200, "Result"), Answer(404, "API not found")]),
        ])
}
