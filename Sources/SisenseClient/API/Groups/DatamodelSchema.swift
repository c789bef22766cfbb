/// Changes of a model's schema, part by part, as the published definition of version 2 has them.
extension OperationGroup {
    package static let datamodelSchema = OperationGroup(
        "datamodel_schema",
        [
            .createDatamodelDataset, .updateDatamodelDataset, .deleteDatamodelDataset,
            .createDatamodelTable, .updateDatamodelTable, .deleteDatamodelTable,
            .getDatamodelRelation, .createDatamodelRelation, .updateDatamodelRelation, .deleteDatamodelRelation,
            .getBuildSchedule, .replaceBuildSchedule, .deleteBuildSchedule,
        ])
}

extension Operation {
    private static var model: Parameter { .path("datamodelId", "Id of the data model") }
    private static var dataset: Parameter { .path("datasetId", "Id of the data set") }
    private static var table: Parameter { .path("tableId", "Id of the table") }
    private static var relation: Parameter { .path("relationId", "Id of the relation") }
    private static var forbidden: Answer { Answer(403, "Forbidden") }
    private static var notFound: Answer { Answer(404, "Not found") }

    private static var datasets: String { "/datamodels/{datamodelId}/schema/datasets" }
    private static var tables: String { datasets + "/{datasetId}/tables" }
    private static var relations: String { "/datamodels/{datamodelId}/schema/relations" }
    private static var schedule: String { "/datamodels/{datamodelId}/schedule" }

    private static var datasetBody: String { #"{"name", "type": live or extract or custom, "connection"}"# }
    private static var tableBody: String {
        #"{"id", "name", "columns", "hidden", "buildBehavior", "configOptions", "description", "tags", "type"}"#
    }
    private static var relationBody: String { #"{"columns": [{dataset, table, column}]}"# }

    package static let createDatamodelDataset = write(
        .post, datasets, "Add a data set to a data model",
        version: .v2,
        danger: .reversible, change: .create, touches: [.dataModels, .cubes],
        parameters: [model, .body(datasetBody)],
        answers: [Answer(201, "Created data set"), forbidden, notFound],
        notes: "The connection is written out, or {oid} of one that is kept.")

    package static let updateDatamodelDataset = write(
        .patch, datasets + "/{datasetId}", "Change a data set of a data model, its connection above all",
        version: .v2,
        danger: .destructive, change: .merge, touches: [.dataModels, .cubes],
        parameters: [model, dataset, .body(datasetBody)],
        answers: [Answer(200, "Data set"), forbidden, notFound],
        notes: "With another connection, the next build reads its tables from there.")

    package static let deleteDatamodelDataset = write(
        .delete, datasets + "/{datasetId}", "Delete a data set of a data model",
        version: .v2,
        danger: .destructive, change: .delete, touches: [.dataModels, .cubes],
        parameters: [model, dataset],
        answers: [Answer(200, "Deleted"), forbidden, notFound],
        notes: "Its tables and their relations go with it.")

    package static let createDatamodelTable = write(
        .post, tables, "Add a table to a data set",
        version: .v2,
        danger: .reversible, change: .create, touches: [.dataModels, .cubes],
        parameters: [model, dataset, .body(tableBody)],
        answers: [Answer(201, "Created table"), forbidden, notFound])

    package static let updateDatamodelTable = write(
        .patch, tables + "/{tableId}", "Change a table of a data set",
        version: .v2,
        danger: .reversible, change: .merge, touches: [.dataModels, .cubes],
        parameters: [model, dataset, table, .body(tableBody)],
        answers: [Answer(200, "Table"), forbidden, notFound])

    package static let deleteDatamodelTable = write(
        .delete, tables + "/{tableId}", "Delete a table of a data set",
        version: .v2,
        danger: .destructive, change: .delete, touches: [.dataModels, .cubes],
        parameters: [model, dataset, table],
        answers: [Answer(200, "Deleted"), forbidden, notFound],
        notes: "Its relations go with it. Widgets that use it show errors after the next build.")

    package static let getDatamodelRelation = read(
        relations + "/{relationId}", "One relation of a data model",
        version: .v2, parameters: [model, relation],
        answers: [Answer(200, "{oid, columns: [{dataset, table, column}]}"), notFound])

    package static let createDatamodelRelation = write(
        .post, relations, "Relate columns of a data model",
        version: .v2,
        danger: .reversible, change: .create, touches: [.dataModels, .cubes],
        parameters: [model, .body(relationBody)],
        answers: [Answer(201, "Created relation"), forbidden, notFound])

    package static let updateDatamodelRelation = write(
        .patch, relations + "/{relationId}", "Change the columns of a relation",
        version: .v2,
        danger: .reversible, change: .merge, touches: [.dataModels, .cubes],
        parameters: [model, relation, .body(relationBody)],
        answers: [Answer(200, "Relation"), forbidden, notFound])

    package static let deleteDatamodelRelation = write(
        .delete, relations + "/{relationId}", "Delete a relation of a data model",
        version: .v2,
        danger: .destructive, change: .delete, touches: [.dataModels, .cubes],
        parameters: [model, relation],
        answers: [Answer(200, "Deleted"), forbidden, notFound])

    package static let getBuildSchedule = read(
        schedule, "When a data model is built",
        version: .v2, parameters: [model],
        answers: [Answer(200, "{buildType, scheduleType, daysOfWeek, hour, minute, intervalSeconds}"), notFound])

    package static let replaceBuildSchedule = write(
        .post, schedule, "Set when a data model is built",
        version: .v2,
        danger: .reversible, change: .replace, touches: [.dataModels, .builds],
        parameters: [
            model,
            .body(
                #"{"buildType": ACCUMULATE or FULL or SCHEMA_CHANGES, "scheduleType": Interval or DaysOfWeek, "daysOfWeek", "hour", "minute", "intervalSeconds"}"#
            ),
        ],
        answers: [Answer(200, "Changed"), Answer(201, "Created"), Answer(400, "Bad request"), notFound],
        notes: "Hours are those of UTC.")

    package static let deleteBuildSchedule = write(
        .delete, schedule, "Stop building a data model by schedule",
        version: .v2,
        danger: .destructive, change: .delete, touches: [.dataModels, .builds],
        parameters: [model],
        answers: [Answer(200, "Deleted"), notFound])
}
