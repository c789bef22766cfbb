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
        danger: .reversible, change: .act,
        parameters: [.body(#"{"data": true or false, "ranking": true or false}"#, required: false)],
        answers: [
            Answer(200, "{message, suggestionCode}"), Answer(401, "No access"), Answer(404, "Not found"),
        ],
        notes: "Since 7.0.")
}
