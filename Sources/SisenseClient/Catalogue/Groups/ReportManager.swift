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
        .post, "/report_manager/reports", "Create scheduled reports", danger: .reversible, change: .create,
        parameters: [
            .body(#"[{"name", "dashboards", "recipients", "schedule", "reportType", "enabled"}]"#, .array)
        ],
        answers: [Answer(201, "Array of the created reports")])

    package static let updateReport = write(
        .patch, "/report_manager/reports/{id}", "Change a scheduled report", danger: .reversible,
        change: .merge,
        parameters: [
            .path("id", "Report id"), .body(#"{"name", "enabled", "schedule", "recipients", "dashboards"}"#),
        ],
        answers: [Answer(200, "Changed report"), Answer(404, "Report not found")])

    package static let deleteReport = write(
        .delete, "/report_manager/reports/{id}", "Delete a scheduled report", danger: .destructive,
        change: .delete, parameters: [.path("id", "Report id")],
        answers: [Answer(204, "Deleted"), Answer(404, "Report not found")])

    package static let runReport = write(
        .post, "/report_manager/reports/{id}/run", "Run a scheduled report now", danger: .destructive,
        change: .act, parameters: [.path("id", "Report id")],
        answers: [Answer(200, "Started"), Answer(404, "Report not found")], notes: "Sends mails.")
}
