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
        danger: .destructive, change: .act,
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
