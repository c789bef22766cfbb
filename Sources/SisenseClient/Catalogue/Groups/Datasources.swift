extension OperationGroup {
    package static let datasources = OperationGroup(
        "datasources",
        [
            .getDatasources, .queryDatasource, .queryDatasourceCSV,
        ])
}

extension Operation {
    package static let getDatasources = read(
        "/datasources", "List data sources", version: .v0, answers: [Answer(200, "Array")])

    package static let queryDatasource = read(
        "/datasources/{datasource}/jaql", "Run a JAQL query", version: .v0, method: .post,
        parameters: [
            .path("datasource", "Title of the data source"),
            .body(#"{"metadata": [{"jaql": {"dim"}}], "count", "offset"}"#),
        ],
        answers: [Answer(200, "{headers, values}"), Answer(404, "Data source not found")])

    package static let queryDatasourceCSV = read(
        "/datasources/{datasource}/jaql/csv", "Run a JAQL query for CSV", version: .v0, method: .post,
        parameters: [
            .path("datasource", "Title of the data source"), .form("data", "The JAQL query as JSON"),
        ],
        answers: [Answer(200, "CSV"), Answer(404, "Data source not found")])
}
