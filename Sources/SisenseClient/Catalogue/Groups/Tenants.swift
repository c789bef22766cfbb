extension OperationGroup {
    package static let tenants = OperationGroup(
        "tenants",
        [
            .read(
                "/tenants", "List tenants",
                answers: [Answer(200, "Array")],
                notes: "Servers with several tenants only.")
        ])
}
