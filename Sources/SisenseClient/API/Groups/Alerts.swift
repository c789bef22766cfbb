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
        danger: .reversible, change: .create, touches: [.alerts],
        parameters: [.body("The alert")],
        answers: [Answer(201, "Created alert")])

    package static let updateAlert = write(
        .patch, "/alerts/{id}", "Change an alert; allowed: name, enabled, message, parties, action, context",
        danger: .reversible, change: .merge, touches: [.alerts],
        parameters: [
            .path("id", "Id of the alert"),
            .body(#"The members to change: {"name", "enabled", "message", "parties", "action", "context"}"#),
        ],
        answers: [Answer(200, "Updated alert"), Answer(404, "Not found or not owned by the caller")],
        notes: "Takes name, enabled, message, parties, action and context.")

    package static let setReceiveNotification = write(
        .patch, "/alerts/{id}/setReceiveNotification",
        "Stop or resume notifications of the calling user for an alert",
        danger: .reversible, change: .merge, touches: [.alerts],
        parameters: [.path("id", "Id of the alert"), .body(#"{"receiveNotification": true or false}"#)],
        answers: [Answer(200, "Updated alert (disabledUsers changes)"), Answer(404, "Alert not found")])

    package static let deleteAlert = write(
        .delete, "/alerts/{id}", "Delete an alert and its events",
        danger: .destructive, change: .delete, touches: [.alerts],
        parameters: [.path("id", "Id of the alert")],
        answers: [Answer(204, "Deleted"), Answer(404, "Alert not found")])

    package static let getRecentAlerts = read(
        "/alerts/recent", "Last executions of live alerts",
        answers: [Answer(200, "Array of {status, triggered, alert: {name, ownerId, ownerName}}")])
}

extension OperationGroup {
    /// Reports that are mailed at set times; a part of newer servers that is switched on by itself.
    package static let reportManager = OperationGroup(
        "report_manager",
        [
            .getReports, .getReport, .createReports, .updateReport, .deleteReport, .runReport,
        ])
}

extension Operation {
    package static let getReports = read(
        "/report_manager/reports", "List scheduled reports",
        parameters: [
            .query("page", "Page, from 1 on", .integer), .query("limit", "Reports on a page", .integer),
        ],
        answers: [Answer(200, "{data, pagination}")])

    package static let getReport = read(
        "/report_manager/reports/{id}", "One scheduled report",
        parameters: [.path("id", "Report id")],
        answers: [Answer(200, "Report"), Answer(404, "Report not found")])

    package static let createReports = write(
        .post, "/report_manager/reports", "Create scheduled reports",
        danger: .reversible, change: .create, touches: [.reports],
        parameters: [
            .body(#"[{"name", "dashboards", "recipients", "schedule", "reportType", "enabled"}]"#, .array)
        ],
        answers: [Answer(201, "Array of the created reports")])

    package static let updateReport = write(
        .patch, "/report_manager/reports/{id}", "Change a scheduled report", danger: .reversible,
        change: .merge, touches: [.reports],
        parameters: [
            .path("id", "Report id"), .body(#"{"name", "enabled", "schedule", "recipients", "dashboards"}"#),
        ],
        answers: [Answer(200, "Changed report"), Answer(404, "Report not found")])

    package static let deleteReport = write(
        .delete, "/report_manager/reports/{id}", "Delete a scheduled report", danger: .destructive,
        change: .delete, touches: [.reports], parameters: [.path("id", "Report id")],
        answers: [Answer(204, "Deleted"), Answer(404, "Report not found")])

    package static let runReport = write(
        .post, "/report_manager/reports/{id}/run", "Run a scheduled report now", danger: .destructive,
        change: .act, touches: [], parameters: [.path("id", "Report id")],
        answers: [Answer(200, "Started"), Answer(404, "Report not found")], notes: "Sends mails.")
}

extension OperationGroup {
    package static let reporting = OperationGroup(
        "reporting",
        [
            .sendReport
        ])
}

extension Operation {
    package static let sendReport = write(
        .post, "/reporting", "Mail a dashboard report now",
        danger: .destructive, change: .act, touches: [],
        parameters: [
            .body(
                #"{"assetId", "assetType": "dashboard", "recipients": [{"type": user or group, "recipient": id}], "preferences"}"#
            ),
            .query(
                "fields",
                #"Comma list of fields to return; a leading "-" excludes. Mixing both styles is an error (500)"#
            ),
            .query(
                "expand",
                #"Comma list of reference fields to replace by their objects; nesting "a,a.b", options "a(fields:x)""#
            ),
        ],
        answers: [
            Answer(204, "Sent"), Answer(200, "{senderRole, recipients, mail} (newer servers)"),
            Answer(400, "Bad request"), Answer(404, "Not found"), Answer(422, "Unprocessable with subErrors"),
        ],
        notes: "Sends mails. The recipients need the dashboard shared.")
}
