extension OperationGroup {
    package static let features = OperationGroup(
        "features",
        [
            .getFeatures, .toggleFeature,
        ])
}

extension Operation {
    package static let getFeatures = read(
        "/features", "List switchable features with their subscriptions",
        answers: [Answer(200, "Array of {key, active, name, description, subscriptions:[{name,active}]}")],
        notes: "Gone from newer servers.")

    package static let toggleFeature = write(
        .patch, "/features/{key}/toggle", "Switch a feature on or off",
        danger: .reversible, change: .merge,
        parameters: [
            .path("key", "Feature key"), .body(#"{"active": true or false}; the form is not documented"#),
        ],
        answers: [Answer(200, "Updated feature"), Answer(404, "Feature not found")],
        notes: "Gone from newer servers.")
}
