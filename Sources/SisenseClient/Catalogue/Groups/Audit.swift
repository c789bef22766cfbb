extension OperationGroup {
    package static let audit = OperationGroup(
        "audit",
        [
            .getAuditFiles
        ])
}

extension Operation {
    package static let getAuditFiles = read(
        "/audit/files", "List audit log files",
        version: .v2,
        answers: [Answer(200, "Array")])
}
