extension OperationGroup {
    package static let application = OperationGroup(
        "application",
        [
            .read(
                "/application/status", "Version and basic licence flags; the health probe",
                needsLogin: false,
                answers: [Answer(200, "Status object")])
        ])
}
