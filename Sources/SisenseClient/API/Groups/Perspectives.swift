/// Views of data models: perspectives, as clients of newer servers send and read them.
extension OperationGroup {
    package static let perspectives = OperationGroup(
        "perspectives", [.getPerspectives, .getPerspective, .createPerspective, .deletePerspective])
}

extension Operation {
    private static var perspective: Parameter { .path("perspectiveId", "Id of the perspective") }
    private static var notFound: Answer { Answer(404, "Not found") }

    package static let getPerspectives = read(
        "/perspectives", "List perspectives",
        version: .v2,
        answers: [Answer(200, "Array of {oid, name, description, datamodelOid, parentOid, tables}")],
        notes: "Each data model has one named Default, which shows all of it.")

    package static let getPerspective = read(
        "/perspectives/{perspectiveId}", "One perspective",
        version: .v2, parameters: [perspective],
        answers: [Answer(200, "{oid, name, description, datamodelOid, parentOid, tables}"), notFound])

    package static let createPerspective = write(
        .post, "/perspectives", "Create a perspective, which shows some tables and columns of a data model",
        version: .v2,
        danger: .reversible, change: .create, touches: [.dataModels],
        parameters: [
            .body(
                #"{"name", "datamodelOid", "parentOid", "tables": [{oid, diffType, columnsDiff}], "description", "shares"}"#
            )
        ],
        answers: [Answer(201, "Created perspective"), Answer(400, "Bad request"), notFound])

    package static let deletePerspective = write(
        .delete, "/perspectives/{perspectiveId}", "Delete a perspective",
        version: .v2,
        danger: .destructive, change: .delete, touches: [.dataModels],
        parameters: [perspective],
        answers: [Answer(204, "Deleted"), Answer(400, "The default one stays"), notFound],
        notes: "The data model and its data stay. Dashboards on the perspective are left without data.")
}

/// What people keep beside a data model in version 0.9: formulas as measures, filters as dimensions.
extension OperationGroup {
    package static let metadata = OperationGroup(
        "metadata", [.getSavedMeasures, .getSavedDimensions, .createSavedMetadata, .deleteSavedMetadata])
}

extension Operation {
    private static var datasource: [Parameter] {
        [
            .query("datasource", "Title of the data source"),
            .query("dsFullName", "Full name of the data source"), .query("server", "Address of its server"),
        ]
    }

    package static let getSavedMeasures = read(
        "/metadata/measures", "Saved formulas",
        version: .v0, parameters: datasource,
        answers: [Answer(200, "Array of {_id, oid, title, formula, context, datasource, created, lastUpdated}")])

    package static let getSavedDimensions = read(
        "/metadata/dimensions", "Saved filters",
        version: .v0, parameters: datasource,
        answers: [Answer(200, "Array of {_id, oid, title, dim, filter, datasource, created, lastUpdated}")])

    package static let createSavedMetadata = write(
        .post, "/metadata", "Save a formula or a filter",
        version: .v0,
        danger: .reversible, change: .create, touches: [],
        parameters: [.body(#"{"title", "datasource", "formula", "context", "dim", "filter"}"#)],
        answers: [Answer(200, "What is kept"), Answer(400, "Bad request")],
        notes: "With a filter it is a dimension, without one a measure.")

    package static let deleteSavedMetadata = write(
        .delete, "/metadata/{id}", "Delete a saved formula or filter",
        version: .v0,
        danger: .destructive, change: .delete, touches: [],
        parameters: [.path("id", "Its id")],
        answers: [Answer(200, "Deleted"), Answer(404, "Not found")],
        notes: "Widgets that use it show errors.")
}
