extension OperationGroup {
    package static let audit = OperationGroup(
        "audit",
        [
            .read(
                "/audit/files", "List audit log files",
                version: .v2,
                answers: [Answer(200, "Array")])
        ])
}
