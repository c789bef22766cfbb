extension OperationGroup {
    package static let analytics = OperationGroup(
        "analytics",
        [
            .getAnalyticsToken, .revokeAnalyticsToken, .getAnalyticsCollection,
        ])
}

extension Operation {
    package static let getAnalyticsToken = read(
        "/analytics/token", "Get the separate token for the analytics endpoints",
        answers: [
            Answer(200, #"{"analytics_token"}"#), Answer(401, "Invalid token"), Answer(403, "Forbidden"),
        ],
        notes: "This token opens the analytics collections and nothing else.")

    package static let revokeAnalyticsToken = write(
        .get, "/analytics/token/revoke", "Revoke the analytics token",
        danger: .destructive, change: .act,
        answers: [Answer(200, "Revoked"), Answer(401, "Invalid token"), Answer(403, "Forbidden")],
        notes: "Changes state although it is a GET.")

    package static let getAnalyticsCollection = read(
        "/analytics/collection/{collection}", "Dump one collection for usage analytics",
        parameters: [
            .path(
                "collection", "What to dump",
                choices: ["dashboards", "elasticubes", "groups", "roles", "trace", "users", "widgets"])
        ],
        answers: [
            Answer(200, "Dump (string)"), Answer(401, "Invalid token"), Answer(403, "Forbidden"),
            Answer(404, "Unknown collection"),
        ],
        notes: "Takes the analytics token in the place of the API token.")
}
