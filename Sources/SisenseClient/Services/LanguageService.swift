/// Languages, and the suggestions that the server makes for queries.
package struct LanguageService: Sendable {
    private let client: APIClient

    package init(_ client: APIClient) {
        self.client = client
    }

    /// The languages the server speaks, as it lists them.
    @concurrent package func languages() async throws(APIError) -> JSONValue {
        try await client.read("GET /api/v1/translations").json()
    }

    @concurrent package func translation(_ language: String) async throws(APIError) -> JSONValue {
        try await client.read("GET /api/v1/translations/{lang}", path: ["lang": language]).json()
    }

    /// How the job that makes suggestions stands.
    @concurrent package func suggestionsStatus() async throws(APIError) -> JSONValue {
        try await client.read("GET /api/v1/suggestions/status").json()
    }

    package func planRefreshSuggestions() throws(APIError) -> RequestPlan {
        try client.plan(
            "Refresh the suggestions", name: "suggestions", "POST /api/v1/suggestions/refresh",
            body: .json(["data": true, "ranking": true]))
    }
}
