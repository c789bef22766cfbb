extension OperationGroup {
    package static let narration = OperationGroup(
        "narration",
        [
            .getNarrationToken, .narrateWidget,
        ])
}

extension Operation {
    package static let getNarrationToken = read(
        "/narration/token", "Token for widget narration",
        answers: [Answer(200, "Token"), Answer(401, "Not allowed"), Answer(404, "Not found")],
        notes: "Since 6.7, beta.")

    package static let narrateWidget = read(
        "/narration/widget", "Narrate a widget",
        method: .post,
        parameters: [
            .body(
                #"{"charttype", "widgetId", "dashboardId", "format": bullets or paragraph, "jaql"}; charttype is mandatory"#
            )
        ],
        answers: [
            Answer(200, "Text"), Answer(401, "Not allowed"), Answer(404, "Not found", codes: [57007, 57008]),
            Answer(422, "Unprocessable", codes: [300, 57003, 57004, 57006]), Answer(504, "Gateway timeout"),
        ],
        notes: "Since 6.7, beta.")
}
