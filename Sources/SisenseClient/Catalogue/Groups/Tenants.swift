extension OperationGroup {
    package static let tenants = OperationGroup(
        "tenants",
        [
            .getTenants
        ])
}

extension Operation {
    package static let getTenants = read(
        "/tenants", "List tenants",
        answers: [Answer(200, "Array")],
        notes: "Servers with several tenants only.")
}
