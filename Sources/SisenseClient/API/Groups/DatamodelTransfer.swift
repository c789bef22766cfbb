/// Data models as files, and two ways in which the web application and its command line handle them.
extension OperationGroup {
    package static let datamodelTransfer = OperationGroup(
        "datamodel_transfer",
        [
            .exportDatamodel, .importDatamodel, .exportDatamodelWithData, .importDatamodelWithData,
            .exportDatamodelStream, .getNextCube, .queryModelGraph, .executeCommand,
        ])
}

extension Operation {
    private static var model: Parameter { .query("datamodelId", "Id of the data model", required: true) }
    private static var target: [Parameter] {
        [
            .query("datamodelId", "Id of the data model to replace"), .query("newTitle", "Title of a new one"),
        ]
    }
    private static var notFound: Answer { Answer(404, "Not found") }

    package static let exportDatamodel = read(
        "/datamodel-exports/schema", "The schema of a data model, to import it elsewhere",
        version: .v2,
        parameters: [model, .query("type", "What to export", required: true, choices: ["schema-latest"])],
        answers: [Answer(200, "Data model"), notFound])

    package static let importDatamodel = write(
        .post, "/datamodel-imports/schema", "Make a data model of an exported schema, or replace one",
        version: .v2,
        danger: .destructive, change: .create, touches: [.dataModels, .cubes],
        parameters: target + [.body("The schema as exported")],
        answers: [
            Answer(201, "Data model"), Answer(200, "Data model, of older servers"), Answer(403, "Forbidden"), notFound,
        ])

    package static let exportDatamodelWithData = read(
        "/datamodel-exports/stream/full", "A data model with its data, as a file",
        version: .v2,
        parameters: [model],
        answers: [Answer(200, "Bytes"), notFound, Answer(412, "It is being built")])

    package static let importDatamodelWithData = write(
        .post, "/datamodel-imports/stream/full", "Make a data model of a file with its data, or replace one",
        version: .v2,
        danger: .destructive, change: .create, touches: [.dataModels, .cubes],
        parameters: target,
        answers: [Answer(204, "Imported"), Answer(400, "Bad file"), notFound],
        notes: "Takes the file as multipart/form-data, in a part named fileToUpload.")

    package static let exportDatamodelStream = read(
        "/elasticubes/{datamodelId}/datamodel-exports/stream/schema",
        "The schema of a data model, to import it elsewhere (Windows)",
        parameters: [.path("datamodelId", "Id of the data model")],
        answers: [Answer(200, "Data model"), notFound])

    package static let getNextCube = read(
        "/elasticubes/servers/next/{server}/{title}", "The model of a cube",
        parameters: [.path("server", "Address of the server"), .path("title", "Cube title")],
        answers: [Answer(200, "{status, statusCode, value: {oid, title, server, datasets, relations}}"), notFound])

    package static let queryModelGraph = write(
        .post, "/ecm", "Query or change data models in GraphQL, as the web application does",
        version: .v2,
        danger: .critical, change: .act, touches: [.dataModels, .cubes, .builds, .dataSecurity],
        parameters: [.body(#"{"query", "variables", "operationName"}"#)],
        answers: [Answer(200, "{data} or {errors}")],
        notes: "A query changes nothing, a mutation may delete a data model. Errors come with status 200.")

    package static let executeCommand = write(
        .post, "/cli/execute", "Run a command of Sisense's own command line",
        version: .v2,
        danger: .critical, change: .act, touches: [.cubes, .builds],
        answers: [Answer(200, "{message}"), Answer(400, "Unknown command"), Answer(403, "Forbidden"), notFound],
        notes: "Takes the command as text/plain, without si: elasticubes start -name \"Sales\".")
}
