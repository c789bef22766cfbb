/// Live data models: the published definition of version 1, and what clients call beside it.
extension OperationGroup {
    package static let liveModels = OperationGroup(
        "live_models",
        [
            .getLiveModels, .getLiveModel, .getLiveModelByTitle,
            .getLiveModelPermissions, .replaceLiveModelPermissions,
            .getLiveModelSecurity, .createLiveModelSecurity, .createLiveModelRules,
            .deleteLiveModelSecurityOfColumn, .deleteLiveModelSecurityRule,
        ])
}

extension Operation {
    private static var title: Parameter { .path("title", "Title of the live data model") }
    private static var notFound: Answer { Answer(404, "Data model not found") }
    private static var rule: String {
        #"{"table", "column", "datatype": text or numeric, "members", "allMembers", "shares"}"#
    }

    package static let getLiveModels = read(
        "/elasticubes/live", "List live data models",
        answers: [Answer(200, "Array of {_id, oid, title, type, datasets, shares, creator, lastUpdated}")])

    package static let getLiveModel = read(
        "/elasticubes/live/{id}", "One live data model",
        parameters: [.path("id", "Id of the live data model")],
        answers: [Answer(200, "Data model"), notFound])

    package static let getLiveModelByTitle = read(
        "/elasticubes/live/by_title/{title}", "Live data model by its title",
        parameters: [title], special: .fields,
        answers: [Answer(200, "Data model"), notFound])

    package static let getLiveModelPermissions = read(
        "/elasticubes/live/{id}/permissions", "Who may use a live data model",
        parameters: [.path("id", "Id of the live data model")],
        answers: [Answer(200, "Array of permissions"), Answer(404, "Data model not found")])

    package static let replaceLiveModelPermissions = write(
        .patch, "/elasticubes/live/{id}/permissions", "Replace who may use a live data model",
        danger: .destructive, change: .replace, touches: [.dataModels],
        parameters: [
            .path("id", "Id of the live data model"),
            .body(#"[{"partyId", "permission": a, r or w, "type"}]"#, .array),
        ],
        answers: [Answer(200, "Saved"), Answer(404, "Data model not found")],
        notes: "The list is replaced as a whole.")

    package static let getLiveModelSecurity = read(
        "/elasticubes/live/{title}/datasecurity", "Data security rules of a live data model",
        parameters: [title],
        answers: [Answer(200, "Array of rules"), notFound])

    package static let createLiveModelSecurity = write(
        .post, "/elasticubes/live/{title}/datasecurity", "Add a data security rule to a live data model",
        danger: .destructive, change: .create, touches: [.dataSecurity, .dataModels],
        parameters: [title, .body(rule)],
        answers: [
            Answer(201, "Created rule"), Answer(400, "Bad request", codes: [30001, 30003, 30004]), notFound,
        ])

    package static let createLiveModelRules = write(
        .post, "/elasticubes/live/{title}/datasecurity/addMany", "Add data security rules to a live data model",
        danger: .destructive, change: .create, touches: [.dataSecurity, .dataModels],
        parameters: [title, .body("[\(rule)]", .array)],
        answers: [
            Answer(200, "Created rules"), Answer(400, "Bad request", codes: [30001, 30003, 30004]), notFound,
        ])

    package static let deleteLiveModelSecurityOfColumn = write(
        .delete, "/elasticubes/live/{title}/datasecurity/{table}/{column}",
        "Delete the data security rules of a column of a live data model",
        danger: .destructive, change: .delete, touches: [.dataSecurity, .dataModels],
        parameters: [title, .path("table", "Table"), .path("column", "Column")],
        answers: [Answer(204, "Deleted"), notFound])

    package static let deleteLiveModelSecurityRule = write(
        .delete, "/elasticubes/live/datasecurity/{dataSecurityId}",
        "Delete a data security rule of a live data model",
        danger: .destructive, change: .delete, touches: [.dataSecurity, .dataModels],
        parameters: [.path("dataSecurityId", "Id of the rule")],
        answers: [
            Answer(204, "Deleted"), Answer(400, "Default rule goes last", codes: [30006]), Answer(404, "Not found"),
        ])
}
