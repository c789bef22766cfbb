extension OperationGroup {
    package static let analytics = OperationGroup(
        "analytics",
        [
            .getAnalyticsToken, .revokeAnalyticsToken, .getAnalyticsCollection,
        ])
}

extension Operation {
    package static let getAnalyticsToken = write(
        .get, "/analytics/token", "Make the separate token for the analytics endpoints",
        danger: .reversible, change: .act, touches: [.analyticsTokens],
        answers: [
            Answer(200, #"{"analytics_token"}"#), Answer(401, "Invalid token"), Answer(403, "Forbidden"),
        ],
        notes: "Makes a token, although it is a GET: it opens the analytics collections and nothing else.")

    package static let revokeAnalyticsToken = write(
        .get, "/analytics/token/revoke", "Revoke the analytics token",
        danger: .destructive, change: .act, touches: [.analyticsTokens],
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

extension OperationGroup {
    package static let customData = OperationGroup(
        "custom_data",
        [
            .getCustomData, .createCustomData, .queryCustomData, .updateCustomData, .deleteCustomData,
        ])
}

extension Operation {
    package static let getCustomData = read(
        "/custom_data", "All custom data documents",
        answers: [Answer(200, "Array of documents")])

    package static let createCustomData = write(
        .post, "/custom_data", "Store a custom document",
        danger: .reversible, change: .create, touches: [.customData],
        parameters: [.body("Any object")],
        answers: [Answer(201, "Stored document")])

    package static let queryCustomData = read(
        "/custom_data/query", "Documents that match a query",
        method: .post,
        parameters: [.body("A filter in the form of MongoDB")],
        answers: [Answer(200, "Array of documents")],
        notes: "Newer servers answer to GET instead.")

    package static let updateCustomData = write(
        .patch, "/custom_data/query", "Merge fields into documents that match",
        danger: .destructive, change: .merge, touches: [.customData],
        parameters: [.body(#"{"queryForSearch": filter, "objectForUpdate": members}"#)],
        answers: [Answer(200, "Number of documents changed"), Answer(404, "None found")])

    package static let deleteCustomData = write(
        .delete, "/custom_data/query", "Delete documents that match",
        danger: .destructive, change: .delete, touches: [.customData],
        parameters: [.body("A filter in the form of MongoDB")],
        answers: [Answer(200, "Number deleted"), Answer(404, "None found")])
}

extension OperationGroup {
    package static let engine = OperationGroup(
        "engine",
        [
            .exportExcel
        ])
}

extension Operation {
    package static let exportExcel = read(
        "/engine/excelExport", "Pivot JAQL as an .xlsx file",
        base: "",
        method: .post,
        parameters: [.body(#"{"query": JAQL of a pivot}"#)],
        answers: [Answer(200, "Binary xlsx")],
        notes: "Stands at the root of the site, below none of the API bases.")
}

extension OperationGroup {
    package static let geo = OperationGroup(
        "geo",
        [
            .getGeoJSON, .findLocations,
        ])
}

extension Operation {
    package static let getGeoJSON = read(
        "/geo/geoJson/{type}", "Coordinates of countries or US states",
        needsLogin: false,
        parameters: [.path("type", "Which map", choices: ["world", "usa"])],
        answers: [Answer(200, "GeoJSON")],
        notes: "Newer servers spell it geojson.")

    package static let findLocations = read(
        "/geo/locations", "Coordinates of named places",
        method: .post,
        parameters: [.body("The places")],
        answers: [Answer(200, "Coordinates")])
}

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

extension OperationGroup {
    package static let suggestions = OperationGroup(
        "suggestions",
        [
            .getSuggestionsStatus, .querySuggestions, .refreshSuggestions,
        ])
}

extension Operation {
    package static let getSuggestionsStatus = read(
        "/suggestions/status", "State of the suggestions job",
        answers: [
            Answer(200, "{lastExecution, jobStatus, jobFrequent (cron), executionStatus}"),
            Answer(404, "Suggestion was not set"),
        ],
        notes: "Since 7.0.")

    package static let querySuggestions = read(
        "/suggestions", "Suggestions for a data source or fields",
        method: .post,
        parameters: [
            .body(
                #"{"datasource": {"title", "fullname"}, "type": "widgets", "fields": [{"dim"}], "count", "skip", "popular"}"#
            )
        ],
        answers: [Answer(200, "Suggestions"), Answer(401, "No access")],
        notes: "Since 7.0.")

    package static let refreshSuggestions = write(
        .post, "/suggestions/refresh", "Refresh suggestion data and/or ranking",
        danger: .reversible, change: .act, touches: [.suggestions],
        parameters: [.body(#"{"data": true or false, "ranking": true or false}"#, required: false)],
        answers: [
            Answer(200, "{message, suggestionCode}"), Answer(401, "No access"), Answer(404, "Not found"),
        ],
        notes: "Since 7.0.")
}

extension OperationGroup {
    package static let translations = OperationGroup(
        "translations",
        [
            .getTranslations, .getTranslation,
        ])
}

extension Operation {
    package static let getTranslations = read(
        "/translations", "All supported languages",
        answers: [Answer(200, "Languages"), Answer(404, "Language not found")])

    package static let getTranslation = read(
        "/translations/{lang}", "One language file",
        parameters: [.path("lang", "Language code, e.g. en-US")],
        answers: [Answer(200, "Language file"), Answer(404, "Language not found")])
}
