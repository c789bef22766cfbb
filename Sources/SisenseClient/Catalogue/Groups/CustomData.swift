extension OperationGroup {
    package static let customData = OperationGroup(
        "custom_data",
        [
            .read(
                "/custom_data", "All custom data documents",
                answers: [Answer(200, "Array of documents")]),
            .write(
                .post, "/custom_data", "Store a custom document",
                danger: .reversible, change: .create,
                parameters: [.body("Any object")],
                answers: [Answer(201, "Stored document")]),
            .read(
                "/custom_data/query", "Documents that match a query",
                method: .post,
                parameters: [.body("A filter in the form of MongoDB")],
                answers: [Answer(200, "Array of documents")],
                notes: "Newer servers answer to GET instead."),
            .write(
                .patch, "/custom_data/query", "Merge fields into documents that match",
                danger: .destructive, change: .merge,
                parameters: [.body(#"{"queryForSearch": filter, "objectForUpdate": members}"#)],
                answers: [Answer(200, "Number of documents changed"), Answer(404, "None found")]),
            .write(
                .delete, "/custom_data/query", "Delete documents that match",
                danger: .destructive, change: .delete,
                parameters: [.body("A filter in the form of MongoDB")],
                answers: [Answer(200, "Number deleted"), Answer(404, "None found")]),
        ])
}
