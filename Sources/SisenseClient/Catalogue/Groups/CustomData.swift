extension OperationGroup {
    package static let customData = OperationGroup(
        "custom_data",
        [
            .getCustomData, .createCustomData, .queryCustomData, .updateCustomData, .deleteCustomData,
        ])
}

extension Operation {
    package static let getCustomData = read(
        "/custom_data", "All custom data documents",
        answers: [Answer(200, "Array of documents")])

    package static let createCustomData = write(
        .post, "/custom_data", "Store a custom document",
        danger: .reversible, change: .create,
        parameters: [.body("Any object")],
        answers: [Answer(201, "Stored document")])

    package static let queryCustomData = read(
        "/custom_data/query", "Documents that match a query",
        method: .post,
        parameters: [.body("A filter in the form of MongoDB")],
        answers: [Answer(200, "Array of documents")],
        notes: "Newer servers answer to GET instead.")

    package static let updateCustomData = write(
        .patch, "/custom_data/query", "Merge fields into documents that match",
        danger: .destructive, change: .merge,
        parameters: [.body(#"{"queryForSearch": filter, "objectForUpdate": members}"#)],
        answers: [Answer(200, "Number of documents changed"), Answer(404, "None found")])

    package static let deleteCustomData = write(
        .delete, "/custom_data/query", "Delete documents that match",
        danger: .destructive, change: .delete,
        parameters: [.body("A filter in the form of MongoDB")],
        answers: [Answer(200, "Number deleted"), Answer(404, "None found")])
}
