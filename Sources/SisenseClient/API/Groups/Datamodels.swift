/// The models of newer servers, as the published definition of version 2 has them.
extension OperationGroup {
    package static let datamodels = OperationGroup(
        "datamodels",
        [
            .getDatamodels, .getDatamodel, .getDatamodelDatasets, .getDatamodelDataset, .getDatamodelTables,
            .getDatamodelTable, .getDatamodelRelations, .createDatamodel, .cloneDatamodel, .deleteDatamodel,
        ])
}

extension Operation {
    package static let getDatamodels = read(
        "/datamodels/schema", "List data models",
        version: .v2,
        parameters: [.query("title", "Title filter")],
        special: .fields,
        answers: [Answer(200, "Array (or one object with title)")],
        notes: "With title one object in the place of the array.")

    private static var model: Parameter { .path("datamodelId", "Id of the data model") }
    private static var dataset: Parameter { .path("datasetId", "Id of the data set") }
    private static var notFound: Answer { Answer(404, "Not found") }

    package static let getDatamodel = read(
        "/datamodels/{datamodelId}/schema", "One data model",
        version: .v2, parameters: [model],
        answers: [Answer(200, "{oid, title, server, type, creator, datasets, relations}"), notFound])

    package static let getDatamodelDatasets = read(
        "/datamodels/{datamodelId}/schema/datasets", "Data sets of a data model",
        version: .v2, parameters: [model], special: [.fields, .sort, .paging],
        answers: [Answer(200, "Array of {oid, name, type, connection}"), notFound])

    package static let getDatamodelDataset = read(
        "/datamodels/{datamodelId}/schema/datasets/{datasetId}", "One data set of a data model",
        version: .v2, parameters: [model, dataset],
        answers: [Answer(200, "{oid, name, type, connection}"), notFound])

    package static let getDatamodelTables = read(
        "/datamodels/{datamodelId}/schema/datasets/{datasetId}/tables", "Tables of a data set",
        version: .v2, parameters: [model, dataset, .query("name", "Exact name filter")],
        special: [.fields, .sort, .paging],
        answers: [Answer(200, "Array of {oid, id, name, columns}"), notFound])

    package static let getDatamodelTable = read(
        "/datamodels/{datamodelId}/schema/datasets/{datasetId}/tables/{tableId}", "One table of a data set",
        version: .v2, parameters: [model, dataset, .path("tableId", "Id of the table")],
        answers: [Answer(200, "{oid, id, name, columns}"), notFound])

    package static let getDatamodelRelations = read(
        "/datamodels/{datamodelId}/schema/relations", "Relations between the tables of a data model",
        version: .v2, parameters: [model], special: [.fields, .sort, .paging],
        answers: [Answer(200, "Array of {oid, columns}"), notFound])

    package static let createDatamodel = write(
        .post, "/datamodels", "Create a data model",
        version: .v2,
        danger: .reversible, change: .create, touches: [.dataModels, .cubes],
        parameters: [.body(#"{"title", "server", "type": extract or live}"#)],
        answers: [Answer(201, "Created data model"), Answer(403, "Forbidden")])

    package static let cloneDatamodel = write(
        .post, "/datamodels/{datamodelId}/clones", "Copy a data model",
        version: .v2,
        danger: .reversible, change: .create, touches: [.dataModels, .cubes],
        parameters: [model, .body(#"{"title"}"#)],
        answers: [Answer(201, "Created data model"), Answer(403, "Forbidden"), notFound])

    package static let deleteDatamodel = write(
        .delete, "/datamodels/{datamodelId}", "Delete a data model",
        version: .v2,
        danger: .destructive, change: .delete, touches: [.dataModels, .cubes, .builds, .dataSecurity],
        parameters: [model],
        answers: [Answer(200, "Deleted"), Answer(403, "Forbidden"), notFound],
        notes: "Dashboards on the model are left without data.")
}
