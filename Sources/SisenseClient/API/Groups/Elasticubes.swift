extension OperationGroup {
    package static let elasticubes = OperationGroup(
        "elasticubes",
        [
            .testRServer, .getCubeServerSettings, .replaceCubeServerSettings, .createCubeSet, .explainJAQL,
            .createCustomTable, .createManualQuery, .deleteCustomField, .getCubeSets, .getCubeSet, .updateCubeSet,
            .deleteCubeSet, .getCubeRevision, .getManualQuery, .updateManualQuery, .deleteManualQuery,
            .getCustomTables, .getCustomTable, .updateCustomTable, .deleteCustomTable, .getCustomFields,
            .createCustomField, .getCustomField, .updateCustomField, .getRelations, .createRelations,
            .updateRelations, .deleteRelations, .getCubes, .updateCube, .getCubeServers, .getCubeServer, .startCube,
            .stopCube, .restartCube, .getCubePermissions, .replaceCubePermissions, .getCubeSecurity,
            .createCubeSecurity,
        ])
}

extension Operation {
    package static let testRServer = read(
        "/elasticubes/servers/{server}/settings/rserver/test",
        "Test the connection from the ElastiCube server to an R server",
        parameters: [
            .path("server", "Address of the data source; LocalHost for the local one, Set for sets"),
            .query("rserver", "R server address host:port", required: true),
        ],
        answers: [Answer(200, "True or false"), Answer(403, "Forbidden"), Answer(500, "Internal server error")])

    package static let getCubeServerSettings = read(
        "/elasticubes/servers/{server}/settings", "ElastiCube server settings",
        parameters: [.path("server", "Address of the data source; LocalHost for the local one, Set for sets")],
        answers: [
            Answer(200, "Settings object"), Answer(403, "Forbidden"), Answer(500, "Internal server error"),
        ])

    package static let replaceCubeServerSettings = write(
        .post, "/elasticubes/servers/{server}/settings", "Save ElastiCube server settings",
        danger: .destructive, change: .replace, touches: [.cubeServers],
        parameters: [
            .path("server", "Address of the data source; LocalHost for the local one, Set for sets"),
            .query("restart", "true restarts the cubes of that server", .boolean),
            .body(
                "DefaultDataDirectory, ElasticubeMemoryAllocation, DataImportChunkSize, SimultaneousQueryExecutions, QueryTimeout, RecycleQueries, RserverEnabled, Rserver"
            ),
        ],
        answers: [
            Answer(200, "Settings object"), Answer(403, "Forbidden"), Answer(500, "Internal server error"),
        ],
        notes: "restart=true interrupts everyone who works with its cubes.")

    package static let createCubeSet = write(
        .post, "/elasticubes/sets", "Create an ElastiCube set",
        danger: .reversible, change: .create, touches: [.cubeSets],
        parameters: [.body(#"{"title", "server", "fullNames": [...]}"#)],
        answers: [
            Answer(201, "Created set"), Answer(400, "Bad request", codes: [22001, 22002, 22003, 22004, 22005]),
        ])

    package static let explainJAQL = read(
        "/elasticubes/{elasticube}/jaql/explain", "Explain a JAQL query",
        method: .post,
        parameters: [
            .path("elasticube", "Cube title"), .query("rowcount", "Add row count", .boolean),
            .query("uniquecount", "Add unique count", .boolean), .body("The JAQL query"),
        ],
        answers: [
            Answer(200, "Explanation"), Answer(400, "Bad request", codes: [22001, 22002, 22003, 22004, 22005]),
        ])

    package static let createCustomTable = write(
        .post, "/elasticubes/{server}/{title}/custom_tables", "Create a custom table from SQL",
        danger: .reversible, change: .create, touches: [.customTables, .cubes],
        parameters: [
            .path("server", "Address of the data source; LocalHost for the local one, Set for sets"),
            .path("title", "Title of the ElastiCube or data source"),
            .body(#"{"tableName", "sqlQuery"}; the names are not documented"#),
        ],
        answers: [Answer(200, "Result"), Answer(403, "Forbidden"), Answer(500, "Internal server error")])

    package static let createManualQuery = write(
        .post, "/elasticubes/{server}/{title}/sql_manual_query", "Create a table from a manual SQL query",
        danger: .reversible, change: .create, touches: [.customTables, .cubes],
        parameters: [
            .path("server", "Address of the data source; LocalHost for the local one, Set for sets"),
            .path("title", "Title of the ElastiCube or data source"),
            .body("The query and the name of the new table"),
        ],
        answers: [Answer(200, "Result"), Answer(403, "Forbidden"), Answer(500, "Internal server error")])

    package static let deleteCustomField = write(
        .delete, "/elasticubes/{server}/{title}/{tableName}/custom_fields/{fieldName}", "Delete a custom field",
        danger: .destructive, change: .delete, touches: [.customTables, .cubes],
        parameters: [
            .path("server", "Address of the data source; LocalHost for the local one, Set for sets"),
            .path("title", "Title of the ElastiCube or data source"), .path("tableName", "Table title"),
            .path("fieldName", "Field title"),
        ],
        answers: [Answer(200, "Result"), Answer(403, "Forbidden"), Answer(500, "Internal server error")])

    package static let getCubeSets = read(
        "/elasticubes/sets", "List ElastiCube sets",
        answers: [Answer(200, "Array of sets")])

    package static let getCubeSet = read(
        "/elasticubes/sets/{title}", "One ElastiCube set",
        parameters: [.path("title", "Set title")],
        answers: [Answer(200, "Set")])

    package static let updateCubeSet = write(
        .patch, "/elasticubes/sets/{title}", "Change an ElastiCube set",
        danger: .reversible, change: .merge, touches: [.cubeSets],
        parameters: [.path("title", "Set title"), .body("The members to change")],
        answers: [Answer(200, "Updated set")])

    package static let deleteCubeSet = write(
        .delete, "/elasticubes/sets/{title}", "Delete an ElastiCube set",
        danger: .destructive, change: .delete, touches: [.cubeSets],
        parameters: [.path("title", "Set title")],
        answers: [Answer(200, "Deleted")])

    package static let getCubeRevision = read(
        "/elasticubes/{server}/{title}/revision", "Build revision of a cube or set",
        parameters: [
            .path("server", "Address of the data source; LocalHost for the local one, Set for sets"),
            .path("title", "Title of the ElastiCube or data source"),
        ],
        answers: [Answer(200, "Revision string")])

    package static let getManualQuery = read(
        "/elasticubes/{server}/{title}/sql_manual_query/{tableName}", "Read a manual SQL query",
        parameters: [
            .path("server", "Address of the data source; LocalHost for the local one, Set for sets"),
            .path("title", "Title of the ElastiCube or data source"), .path("tableName", "Table title"),
        ],
        answers: [Answer(200, "Result")])

    package static let updateManualQuery = write(
        .patch, "/elasticubes/{server}/{title}/sql_manual_query/{tableName}", "Change a manual SQL query",
        danger: .reversible, change: .merge, touches: [.customTables, .cubes],
        parameters: [
            .path("server", "Address of the data source; LocalHost for the local one, Set for sets"),
            .path("title", "Title of the ElastiCube or data source"), .path("tableName", "Table title"),
            .body("The new query"),
        ],
        answers: [Answer(200, "Result")])

    package static let deleteManualQuery = write(
        .delete, "/elasticubes/{server}/{title}/sql_manual_query/{tableName}", "Delete a manual SQL query",
        danger: .destructive, change: .delete, touches: [.customTables, .cubes],
        parameters: [
            .path("server", "Address of the data source; LocalHost for the local one, Set for sets"),
            .path("title", "Title of the ElastiCube or data source"), .path("tableName", "Table title"),
        ],
        answers: [Answer(200, "Result")])

    package static let getCustomTables = read(
        "/elasticubes/{server}/{title}/custom_tables", "List custom tables and their SQL",
        parameters: [
            .path("server", "Address of the data source; LocalHost for the local one, Set for sets"),
            .path("title", "Title of the ElastiCube or data source"),
        ],
        answers: [Answer(200, "Array")])

    package static let getCustomTable = read(
        "/elasticubes/{server}/{title}/custom_tables/{tableName}", "Read a custom table",
        parameters: [
            .path("server", "Address of the data source; LocalHost for the local one, Set for sets"),
            .path("title", "Title of the ElastiCube or data source"), .path("tableName", "Table title"),
        ],
        answers: [Answer(200, "Result")])

    package static let updateCustomTable = write(
        .patch, "/elasticubes/{server}/{title}/custom_tables/{tableName}", "Change a custom table",
        danger: .reversible, change: .merge, touches: [.customTables, .cubes],
        parameters: [
            .path("server", "Address of the data source; LocalHost for the local one, Set for sets"),
            .path("title", "Title of the ElastiCube or data source"), .path("tableName", "Table title"),
            .body("The new query"),
        ],
        answers: [Answer(200, "Result")])

    package static let deleteCustomTable = write(
        .delete, "/elasticubes/{server}/{title}/custom_tables/{tableName}", "Delete a custom table",
        danger: .destructive, change: .delete, touches: [.customTables, .cubes],
        parameters: [
            .path("server", "Address of the data source; LocalHost for the local one, Set for sets"),
            .path("title", "Title of the ElastiCube or data source"), .path("tableName", "Table title"),
        ],
        answers: [Answer(200, "Result")])

    package static let getCustomFields = read(
        "/elasticubes/{server}/{title}/{tableName}/custom_fields", "List custom fields of a table",
        parameters: [
            .path("server", "Address of the data source; LocalHost for the local one, Set for sets"),
            .path("title", "Title of the ElastiCube or data source"), .path("tableName", "Table title"),
        ],
        answers: [Answer(200, "Array")])

    package static let createCustomField = write(
        .post, "/elasticubes/{server}/{title}/{tableName}/custom_fields", "Add a custom field",
        danger: .reversible, change: .create, touches: [.customTables, .cubes],
        parameters: [
            .path("server", "Address of the data source; LocalHost for the local one, Set for sets"),
            .path("title", "Title of the ElastiCube or data source"), .path("tableName", "Table title"),
            .body("The query and the name of the new field"),
        ],
        answers: [Answer(200, "Result")])

    package static let getCustomField = read(
        "/elasticubes/{server}/{title}/{tableName}/custom_fields/{fieldName}", "Read a custom field",
        parameters: [
            .path("server", "Address of the data source; LocalHost for the local one, Set for sets"),
            .path("title", "Title of the ElastiCube or data source"), .path("tableName", "Table title"),
            .path("fieldName", "Field title"),
        ],
        answers: [Answer(200, "Result")])

    package static let updateCustomField = write(
        .patch, "/elasticubes/{server}/{title}/{tableName}/custom_fields/{fieldName}", "Change a custom field",
        danger: .reversible, change: .merge, touches: [.customTables, .cubes],
        parameters: [
            .path("server", "Address of the data source; LocalHost for the local one, Set for sets"),
            .path("title", "Title of the ElastiCube or data source"), .path("tableName", "Table title"),
            .path("fieldName", "Field title"), .body("The new query"),
        ],
        answers: [Answer(200, "Result")])

    package static let getRelations = read(
        "/elasticubes/{server}/{title}/{tableName}/relations", "List table relations",
        parameters: [
            .path("server", "Address of the data source; LocalHost for the local one, Set for sets"),
            .path("title", "Title of the ElastiCube or data source"), .path("tableName", "Table title"),
        ],
        answers: [Answer(200, "Result")])

    package static let createRelations = write(
        .post, "/elasticubes/{server}/{title}/{tableName}/relations", "Create table relations",
        danger: .reversible, change: .create, touches: [.cubes],
        parameters: [
            .path("server", "Address of the data source; LocalHost for the local one, Set for sets"),
            .path("title", "Title of the ElastiCube or data source"), .path("tableName", "Table title"),
            .body("The relation"),
        ],
        answers: [Answer(200, "Result")])

    package static let updateRelations = write(
        .patch, "/elasticubes/{server}/{title}/{tableName}/relations", "Change table relations",
        danger: .reversible, change: .merge, touches: [.cubes],
        parameters: [
            .path("server", "Address of the data source; LocalHost for the local one, Set for sets"),
            .path("title", "Title of the ElastiCube or data source"), .path("tableName", "Table title"),
            .body("The relation"),
        ],
        answers: [Answer(200, "Result")])

    package static let deleteRelations = write(
        .delete, "/elasticubes/{server}/{title}/{tableName}/relations", "Delete table relations",
        danger: .destructive, change: .delete, touches: [.cubes],
        parameters: [
            .path("server", "Address of the data source; LocalHost for the local one, Set for sets"),
            .path("title", "Title of the ElastiCube or data source"), .path("tableName", "Table title"),
            .body("The relation"),
        ],
        answers: [Answer(200, "Result")])

    package static let getCubes = read(
        "/elasticubes/getElasticubes", "All ElastiCube models",
        answers: [Answer(200, "Array of cubes"), Answer(403, "Forbidden")])

    package static let updateCube = write(
        .post, "/elasticubes/{server}/{title}/updateCube", "Change cube attributes (owner: creator)",
        danger: .destructive, change: .merge, touches: [.cubes],
        parameters: [
            .path("server", "Address of the data source; LocalHost for the local one, Set for sets"),
            .path("title", "Title of the ElastiCube or data source"),
            .body(#"The attributes, as in {"creator": user id}"#),
        ],
        answers: [Answer(200, "Updated"), Answer(404, "Not found")])

    package static let getCubeServers = read(
        "/elasticubes/servers", "Servers with their cubes",
        version: .v0,
        parameters: [
            .query("q", "Search"), .query("withPermissions", "Add shares", .boolean),
            .query("offset", "Skip", .integer), .query("count", "Limit", .integer),
        ],
        answers: [Answer(200, "Array of servers")])

    package static let getCubeServer = read(
        "/elasticubes/servers/{server}", "Cubes of a server",
        version: .v0,
        parameters: [
            .path("server", "Address of the data source; LocalHost for the local one, Set for sets"),
            .query("q", "Search"), .query("withPermissions", "Add shares", .boolean),
        ],
        answers: [Answer(200, "Array of cubes")])

    package static let startCube = write(
        .post, "/elasticubes/{server}/{title}/start", "Start a cube",
        version: .v0,
        danger: .reversible, change: .act, touches: [.cubes, .cubeServers],
        parameters: [
            .path("server", "Address of the data source; LocalHost for the local one, Set for sets"),
            .path("title", "Title of the ElastiCube or data source"),
        ],
        answers: [Answer(200, "Done")])

    package static let stopCube = write(
        .post, "/elasticubes/{server}/{title}/stop", "Stop a cube",
        version: .v0,
        danger: .destructive, change: .act, touches: [.cubes, .cubeServers],
        parameters: [
            .path("server", "Address of the data source; LocalHost for the local one, Set for sets"),
            .path("title", "Title of the ElastiCube or data source"),
        ],
        answers: [Answer(200, "Done")])

    package static let restartCube = write(
        .post, "/elasticubes/{server}/{title}/restart", "Restart a cube",
        version: .v0,
        danger: .destructive, change: .act, touches: [.cubes, .cubeServers],
        parameters: [
            .path("server", "Address of the data source; LocalHost for the local one, Set for sets"),
            .path("title", "Title of the ElastiCube or data source"),
        ],
        answers: [Answer(200, "Done")])

    package static let getCubePermissions = read(
        "/elasticubes/{server}/{elasticube}/permissions", "Who may use a cube",
        version: .v0,
        parameters: [
            .path("server", "Address of the data source; LocalHost for the local one, Set for sets"),
            .path("elasticube", "Cube title"),
        ],
        answers: [Answer(200, "{server,title,shares:[{party,permission,type}]}"), Answer(403, "Forbidden")],
        notes: "Reading names a party partyId, writing names it party.")

    package static let replaceCubePermissions = write(
        .put, "/elasticubes/{server}/{elasticube}/permissions", "Replace who may use a cube",
        version: .v0,
        danger: .destructive, change: .replace, touches: [.cubes],
        parameters: [
            .path("server", "Address of the data source; LocalHost for the local one, Set for sets"),
            .path("elasticube", "Cube title"), .body(#"[{"party", "permission": a, r or w, "type"}]"#, .array),
        ],
        answers: [Answer(200, "Saved")],
        notes: "Reading names a party partyId, writing names it party.")

    package static let getCubeSecurity = read(
        "/elasticubes/{server}/{elasticube}/datasecurity", "Data security rules of a cube",
        version: .v0,
        parameters: [
            .path("server", "Address of the data source; LocalHost for the local one, Set for sets"),
            .path("elasticube", "Cube title"),
        ],
        answers: [Answer(200, "Array of rules")])

    package static let createCubeSecurity = write(
        .post, "/elasticubes/{server}/{elasticube}/datasecurity", "Add data security rules to a cube",
        version: .v0,
        danger: .destructive, change: .create, touches: [.dataSecurity, .cubes],
        parameters: [
            .path("server", "Address of the data source; LocalHost for the local one, Set for sets"),
            .path("elasticube", "Cube title"), .body("The rules", .array),
        ],
        answers: [Answer(200, "Array of rules")])
}
