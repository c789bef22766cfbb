/// Features of the server that can be switched on and off.
package struct FeaturesService: Sendable {
    private let client: APIClient

    package init(_ client: APIClient) {
        self.client = client
    }

    @concurrent package func all() async throws(APIError) -> [Feature] {
        Page(try await client.read("GET /api/v1/features").list()).items
    }

    /// The list is read again, since a single feature cannot be.
    @concurrent package func planToggle(_ feature: Feature, active: Bool) async throws(APIError) -> RequestPlan {
        guard let base = try await all().first(where: { $0.id == feature.id })?.raw else {
            throw APIError(
                .notFound, message: "The server has no feature \(feature.id) any more.",
                request: "GET /api/v1/features", server: client.server.description, nextStep: "Refresh the list.")
        }
        var result = base
        result["active"] = .bool(active)
        return RequestPlan(
            title: "Switch \(feature.name) \(active ? "on" : "off")", call: try toggle(feature, active),
            target: .init(server: client.server, name: "feature \(feature.name)"), base: base, result: result,
            inverse: try toggle(feature, !active), impact: ["This applies to every user of the server."],
            precondition: Precondition(
                read: try client.call("GET /api/v1/features"), base: base, members: ["active"],
                item: .init("key", feature.id)))
    }

    private func toggle(_ feature: Feature, _ active: Bool) throws(APIError) -> Call {
        try client.call(
            "PATCH /api/v1/features/{key}/toggle", path: ["key": feature.id], body: .json(["active": .bool(active)]))
    }
}
