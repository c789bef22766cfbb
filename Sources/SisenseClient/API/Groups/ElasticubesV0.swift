/// Operations of version 0.9 on cubes that clients use, as the published definition has them.
extension OperationGroup {
    package static let cubeAccess = OperationGroup(
        "elasticube_access",
        [
            .getCubeMetadata, .startCubeBuild, .stopCubeBuild, .addCubePermissions, .deleteCubePermissions,
            .getCubeSecurityOfColumn, .deleteCubeSecurityOfColumn, .deleteCubeSecurityBelowColumn,
            .updateCubeSecurityRule, .deleteCubeSecurityRule,
            .getHierarchies, .createHierarchy, .deleteHierarchy,
        ])
}

extension Operation {
    private static var server: Parameter {
        .path("server", "Address of the data source; LocalHost for the local one, Set for sets")
    }
    private static var cube: Parameter { .path("elasticube", "Cube title") }
    private static var rule: String {
        #"{"table", "column", "datatype": text or numeric, "members", "allMembers", "shares"}"#
    }

    package static let getCubeMetadata = read(
        "/elasticubes/metadata", "Cubes with their addresses and databases",
        version: .v0,
        parameters: [.query("q", "Title begins with"), .query("sortBy", "Order field")],
        answers: [Answer(200, "Array of {title, fullname, id, address, database}"), Answer(403, "Forbidden")])

    package static let startCubeBuild = write(
        .post, "/elasticubes/{server}/{title}/startBuild", "Build a cube",
        version: .v0,
        danger: .reversible, change: .act, touches: [.builds, .cubes],
        parameters: [
            server, .path("title", "Cube title"),
            .query(
                "type", "The part to build", required: true,
                choices: ["SchemaChanges", "Accumulate", "Entire", "Full"]),
        ],
        answers: [Answer(200, "Started"), Answer(403, "Forbidden"), Answer(404, "Not found")],
        notes: "Windows. Newer servers: POST /api/v2/builds.")

    package static let stopCubeBuild = write(
        .post, "/elasticubes/{server}/{title}/stopBuild", "Stop the build of a cube",
        version: .v0,
        danger: .destructive, change: .act, touches: [.builds, .cubes],
        parameters: [server, .path("title", "Cube title")],
        answers: [Answer(200, "Stopped"), Answer(403, "Forbidden"), Answer(404, "Not found")],
        notes: "Windows. Newer servers: DELETE /api/v2/builds/{buildId}.")

    package static let addCubePermissions = write(
        .post, "/elasticubes/{server}/{elasticube}/permissions", "Let more users and groups use a cube",
        version: .v0,
        danger: .destructive, change: .create, touches: [.cubes],
        parameters: [server, cube, .body(#"[{"party", "permission": a, r or w, "type"}]"#, .array)],
        answers: [Answer(200, "Saved"), Answer(400, "Invalid input"), Answer(403, "Forbidden")])

    package static let deleteCubePermissions = write(
        .delete, "/elasticubes/{server}/{elasticube}/permissions", "Take all permissions of a cube away",
        version: .v0,
        danger: .destructive, change: .delete, touches: [.cubes],
        parameters: [server, cube],
        answers: [Answer(200, "Deleted"), Answer(400, "Invalid input"), Answer(403, "Forbidden")])

    package static let getCubeSecurityOfColumn = read(
        "/elasticubes/{server}/{elasticube}/datasecurity/{table}/{column}", "Data security rules of a column",
        version: .v0,
        parameters: [server, cube, .path("table", "Table"), .path("column", "Column")],
        answers: [Answer(200, "Array of rules"), Answer(403, "Forbidden")])

    package static let deleteCubeSecurityOfColumn = write(
        .delete, "/elasticubes/{server}/{elasticube}/datasecurity", "Delete the data security rules of a column",
        version: .v0,
        danger: .destructive, change: .delete, touches: [.dataSecurity, .cubes],
        parameters: [
            server, cube, .query("table", "Table", required: true), .query("column", "Column", required: true),
        ],
        answers: [Answer(200, "Deleted"), Answer(400, "Invalid input"), Answer(403, "Forbidden")])

    package static let deleteCubeSecurityBelowColumn = write(
        .delete, "/elasticubes/{server}/{elasticube}/datasecurity/{table}/{column}",
        "Delete the data security rules of a column (newer servers)",
        version: .v0,
        danger: .destructive, change: .delete, touches: [.dataSecurity, .cubes],
        parameters: [server, cube, .path("table", "Table"), .path("column", "Column")],
        answers: [Answer(200, "Deleted"), Answer(403, "Forbidden"), Answer(404, "Not found")])

    package static let updateCubeSecurityRule = write(
        .put, "/elasticubes/datasecurity/{id}", "Change a data security rule",
        version: .v0,
        danger: .destructive, change: .replace, touches: [.dataSecurity, .cubes],
        parameters: [.path("id", "Rule id"), .body(rule)],
        answers: [
            Answer(200, "Updated rule"), Answer(400, "Invalid input", codes: [30001, 30003, 30004]),
            Answer(403, "Forbidden"), Answer(404, "Not found"),
        ],
        notes: "Members left out are lost.")

    package static let deleteCubeSecurityRule = write(
        .delete, "/elasticubes/datasecurity/{id}", "Delete a data security rule of a cube",
        version: .v0,
        danger: .destructive, change: .delete, touches: [.dataSecurity, .cubes],
        parameters: [.path("id", "Rule id")],
        answers: [
            Answer(200, "Deleted"), Answer(400, "Default rule goes last", codes: [30006]), Answer(404, "Not found"),
        ])

    package static let getHierarchies = read(
        "/elasticubes/hierarchies", "Hierarchies of a cube",
        version: .v0,
        parameters: [.query("elasticube", "Cube title", required: true), .query("server", "Address of the server")],
        answers: [Answer(200, "Array of {_id, title, levels, alwaysIncluded}"), Answer(404, "Not found")])

    package static let createHierarchy = write(
        .post, "/elasticubes/{server}/{elasticube}/hierarchies", "Add a hierarchy to a cube",
        version: .v0,
        danger: .reversible, change: .create, touches: [.cubes],
        parameters: [server, cube, .body(#"{"title", "levels", "alwaysIncluded"}"#)],
        answers: [Answer(200, "Created hierarchy"), Answer(400, "Invalid input"), Answer(404, "Not found")])

    package static let deleteHierarchy = write(
        .delete, "/elasticubes/{server}/{elasticube}/hierarchies/{id}", "Delete a hierarchy of a cube",
        version: .v0,
        danger: .destructive, change: .delete, touches: [.cubes],
        parameters: [server, cube, .path("id", "Hierarchy id")],
        answers: [Answer(200, "Deleted"), Answer(404, "Not found")])
}
