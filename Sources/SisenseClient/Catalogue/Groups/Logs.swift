extension OperationGroup {
    package static let logs = OperationGroup(
        "logs",
        [
            .logDashboardTimer
        ])
}

extension Operation {
    package static let logDashboardTimer = write(
        .post, "/logs/timer", "Dashboard loading times",
        danger: .reversible, change: .act,
        parameters: [.body("The measurement; its form is not documented", required: false)],
        answers: [Answer(200, "Result")])
}
