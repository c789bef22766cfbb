extension OperationGroup {
    package static let application = OperationGroup(
        "application",
        [
            .getApplicationStatus
        ])
}

extension Operation {
    package static let getApplicationStatus = read(
        "/application/status", "Version and basic licence flags; the health probe",
        needsLogin: false,
        answers: [Answer(200, "Status object")])
}
