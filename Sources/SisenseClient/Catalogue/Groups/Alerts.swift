extension OperationGroup {
    package static let alerts = OperationGroup(
        "alerts",
        [
            .getAlerts, .getAlert, .getAlertCount, .createAlert, .updateAlert, .setReceiveNotification, .deleteAlert,
            .getRecentAlerts,
        ])
}

extension Operation {
    package static let getAlerts = read(
        "/alerts", "List alerts of the calling user",
        parameters: [.ids],
        special: .list,
        answers: [Answer(200, "Array of alerts"), Answer(404, "Alert not found")],
        notes: "Pulse alerts.")

    package static let getAlert = read(
        "/alerts/{id}", "One alert",
        parameters: [.path("id", "Id of the alert")],
        answers: [Answer(200, "Alert"), Answer(404, "Alert not found")])

    package static let getAlertCount = read(
        "/alerts/count", "Number of alerts owned by the caller",
        answers: [Answer(200, #"{"count":n}"#)])

    package static let createAlert = write(
        .post, "/alerts", "Create an alert",
        danger: .reversible, change: .create,
        parameters: [.body("The alert")],
        answers: [Answer(201, "Created alert")])

    package static let updateAlert = write(
        .patch, "/alerts/{id}", "Change an alert; allowed: name, enabled, message, parties, action, context",
        danger: .reversible, change: .merge,
        parameters: [.path("id", "Id of the alert"), .body("The members to change")],
        answers: [Answer(200, "Updated alert"), Answer(404, "Not found or not owned by the caller")],
        notes: "Takes name, enabled, message, parties, action and context.")

    package static let setReceiveNotification = write(
        .patch, "/alerts/{id}/setReceiveNotification",
        "Stop or resume notifications of the calling user for an alert",
        danger: .reversible, change: .merge,
        parameters: [.path("id", "Id of the alert"), .body(#"{"receiveNotification": true or false}"#)],
        answers: [Answer(200, "Updated alert (disabledUsers changes)"), Answer(404, "Alert not found")])

    package static let deleteAlert = write(
        .delete, "/alerts/{id}", "Delete an alert and its events",
        danger: .destructive, change: .delete,
        parameters: [.path("id", "Id of the alert")],
        answers: [Answer(204, "Deleted"), Answer(404, "Alert not found")])

    package static let getRecentAlerts = read(
        "/alerts/recent", "Last executions of live alerts",
        answers: [Answer(200, "Array")])
}
