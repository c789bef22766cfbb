extension OperationGroup {
    package static let datasets = OperationGroup(
        "datasets",
        [
            .getDatasets, .getDataset, .getTransformedDataset, .getDatasetPermissions, .getDatasetByFullName,
            .getDatasetSecurity, .createDataset, .createDatasetSecurity, .updateDataset, .replaceDatasetPermissions,
            .deleteDataset, .deleteDatasetSecurityRule, .deleteDatasetSecurityOfColumn,
        ])
}

extension Operation {
    package static let getDatasets = read(
        "/datasets", "List datasets",
        special: .one,
        expandable: ["connection"],
        answers: [Answer(200, "Array of datasets")])

    package static let getDataset = read(
        "/datasets/{id}", "One dataset",
        parameters: [.path("id", "Id of the dataset")],
        answers: [Answer(200, "Dataset"), Answer(404, "Dataset not found")])

    package static let getTransformedDataset = read(
        "/datasets/{id}/transformed", "Dataset with its schema transformation applied",
        parameters: [.path("id", "Id of the dataset")],
        answers: [Answer(200, "Dataset"), Answer(404, "Dataset not found")])

    package static let getDatasetPermissions = read(
        "/datasets/{id}/permissions", "Permissions of a dataset",
        parameters: [.path("id", "Id of the dataset")],
        answers: [Answer(200, "[{partyId, permission, type}]"), Answer(404, "Dataset not found")])

    package static let getDatasetByFullName = read(
        "/datasets/by_fullname/{fullname}", "Dataset by its full name",
        parameters: [.path("fullname", "Full name of the data set, as in live:Title")],
        special: .expand,
        expandable: ["connection"],
        answers: [Answer(200, "Dataset"), Answer(404, "Dataset not found")],
        notes: "An expanded connection comes without its parameters.")

    package static let getDatasetSecurity = read(
        "/datasets/{fullname}/datasecurity", "Data security rules of a dataset",
        parameters: [.path("fullname", "Full name of the data set, as in live:Title")],
        answers: [Answer(200, "Array of rules"), Answer(404, "Dataset not found")])

    package static let createDataset = write(
        .post, "/datasets/", "Create a dataset",
        danger: .reversible, change: .create, touches: [.datasets],
        parameters: [.body(#"{"elasticube", "name", "type": live or extract, "connection", "schema"}"#)],
        answers: [Answer(201, "Created dataset"), Answer(400, "Bad request", codes: [23003, 23004])],
        notes: "The slash at the end may be left out.")

    package static let createDatasetSecurity = write(
        .post, "/datasets/{fullname}/datasecurity", "Add data security rules",
        danger: .destructive, change: .create, touches: [.datasets, .dataSecurity],
        parameters: [
            .path("fullname", "Full name of the data set, as in live:Title"),
            .body(#"{"table", "column", "datatype": text or numeric, "members", "shares"}"#),
        ],
        answers: [
            Answer(201, "Created rule"), Answer(400, "Bad request", codes: [30001, 30003, 30004]),
            Answer(404, "Dataset not found"),
        ])

    package static let updateDataset = write(
        .patch, "/datasets/{id}", "Change a dataset",
        danger: .reversible, change: .merge, touches: [.datasets],
        parameters: [.path("id", "Id of the dataset"), .body("The members to change")],
        answers: [
            Answer(200, "Updated dataset"), Answer(400, "Bad request", codes: [23001, 23003, 23004]),
            Answer(404, "Dataset not found"),
        ])

    package static let replaceDatasetPermissions = write(
        .patch, "/datasets/{id}/permissions", "Replace the permissions of a dataset",
        danger: .destructive, change: .replace, touches: [.datasets],
        parameters: [
            .path("id", "Id of the dataset"), .body(#"[{"partyId", "permission": a, r or w, "type"}]"#, .array),
        ],
        answers: [
            Answer(200, "Permissions"), Answer(400, "Bad request", codes: [23001, 23005, 23006]),
            Answer(404, "Dataset not found"),
        ])

    package static let deleteDataset = write(
        .delete, "/datasets/{id}", "Delete a dataset",
        danger: .destructive, change: .delete, touches: [.datasets, .dataSecurity],
        parameters: [.path("id", "Id of the dataset")],
        answers: [
            Answer(204, "Deleted"), Answer(400, "Bad request", codes: [23001]),
            Answer(404, "Dataset not found"),
        ])

    package static let deleteDatasetSecurityRule = write(
        .delete, "/datasets/datasecurity/{dataSecurityId}", "Delete one data security rule",
        danger: .destructive, change: .delete, touches: [.datasets, .dataSecurity],
        parameters: [.path("dataSecurityId", "Rule id")],
        answers: [Answer(204, "Deleted"), Answer(404, "Not found"), Answer(400, "Bad request", codes: [30006])])

    package static let deleteDatasetSecurityOfColumn = write(
        .delete, "/datasets/{fullname}/datasecurity/{table}/{column}", "Delete the rules of a column",
        danger: .destructive, change: .delete, touches: [.datasets, .dataSecurity],
        parameters: [
            .path("fullname", "Full name of the data set, as in live:Title"), .path("table", "Table"),
            .path("column", "Column"),
        ],
        answers: [Answer(204, "Deleted")])
}

extension OperationGroup {
    package static let datasources = OperationGroup(
        "datasources",
        [
            .getDatasources, .queryDatasource, .queryDatasourceCSV, .queryDatasourceSQL, .generateSQL,
        ])
}

extension Operation {
    package static let getDatasources = read(
        "/datasources", "List data sources", version: .v0,
        answers: [Answer(200, "Array of {title, fullname, id, address, database, live}")])

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

    package static let queryDatasourceSQL = read(
        "/datasources/{datasource}/sql", "Run a SQL query", version: .v0,
        parameters: [
            .path("datasource", "Title of the data source"), .query("query", "The statement", required: true),
            .query("format", "Form of the answer", choices: ["json", "csv"]),
            .query("count", "Rows to return at most; 0 for all", .integer), .query("offset", "Rows to skip", .integer),
            .query("includeMetadata", "Add the types of the columns", .boolean),
            .query("isMaskedResponse", "Mask the values", .boolean),
        ],
        answers: [
            Answer(200, "{headers, values}, or CSV"), Answer(400, "The statement is not understood"),
            Answer(404, "Data source not found"),
        ])

    package static let generateSQL = read(
        "/datasources/{datasource}/jaql/sql", "The SQL of a JAQL query", version: .v0, method: .post,
        parameters: [
            .path("datasource", "Title of the data source"), .body(#"{"metadata": [{"jaql": {"dim"}}]}"#),
        ],
        answers: [Answer(200, "SQL"), Answer(404, "Data source not found")])
}

extension OperationGroup {
    package static let builds = OperationGroup(
        "builds",
        [
            .getBuilds, .startBuild, .getBuild, .cancelBuild, .cancelBuilds,
        ])
}

extension Operation {
    package static let getBuilds = read(
        "/builds", "List build tasks",
        version: .v2,
        parameters: [
            .query("datamodelId", "Id of the data model"),
            .query("status", "State of the build", choices: ["pending", "building", "done", "failed", "cancelled"]),
        ],
        special: [.fields, .sort, .paging],
        answers: [Answer(200, "Array of builds")])

    package static let startBuild = write(
        .post, "/builds", "Start a build",
        version: .v2,
        danger: .reversible, change: .act, touches: [.builds, .dataModels, .cubes],
        parameters: [
            .body(#"{"datamodelId", "buildType": full, by_table, schema_changes or publish, "rowLimit"}"#)
        ],
        answers: [Answer(201, "Build task {oid,...}")])

    package static let getBuild = read(
        "/builds/{buildId}", "One build task",
        version: .v2,
        parameters: [.path("buildId", "Build id")],
        answers: [Answer(200, "{oid,status,...}")])

    package static let cancelBuild = write(
        .delete, "/builds/{buildId}", "Cancel a build",
        version: .v2,
        danger: .destructive, change: .delete, touches: [.builds, .dataModels, .cubes],
        parameters: [.path("buildId", "Build id")],
        answers: [Answer(204, "Cancelled")])

    package static let cancelBuilds = write(
        .delete, "/builds", "Cancel all builds of a data model",
        version: .v2,
        danger: .destructive, change: .delete, touches: [.builds, .dataModels, .cubes],
        parameters: [.query("datamodelId", "Id of the data model", required: true)],
        answers: [Answer(204, "Cancelled"), Answer(404, "Not found")])
}
