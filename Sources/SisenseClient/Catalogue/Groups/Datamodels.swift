extension OperationGroup {
    package static let datamodels = OperationGroup(
        "datamodels",
        [
            .getDatamodels
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
}
