/// Features of the server that can be switched on and off.
package struct FeaturesService: Sendable {
    private let client: APIClient

    package init(_ client: APIClient) {
        self.client = client
    }

    /// All features that can be switched.
    @concurrent package func all() async throws(APIError) -> [Feature] {
        Page(try await client.read(.getFeatures).list()).items
    }

    /// One of the list: the API has no way to ask for a single feature.
    @concurrent package func get(_ id: String) async throws(APIError) -> Feature {
        if let feature = try await all().first(where: { $0.id == id }) { return feature }
        throw APIError(
            .notFound, message: "The server has no feature \(id) any more.", request: Operation.getFeatures.id,
            server: client.server.description, nextStep: "R reads the list again.")
    }

    /// Switches a feature as a whole. Nothing is sent when somebody else has switched it since.
    @concurrent package func planToggle(_ feature: Feature, active: Bool) async throws(APIError) -> RequestPlan {
        try await planSwitch(feature, active: active, parts: nil)
    }

    /// Switches a feature and its parts.
    /// - Parameter parts: One for each of its subscriptions, in their order; nil leaves them as they are.
    @concurrent package func planSwitch(
        _ feature: Feature, active: Bool, parts: [Bool]?
    ) async throws(APIError) -> RequestPlan {
        let now = try await get(feature.id)
        var result = now.raw
        result["active"] = .bool(active)
        let old = now.raw["subscriptions"]
        let new = parts.map { switched(old, to: $0) }
        if let new { result["subscriptions"] = new }
        let names = now.subscriptions.map(\.name).joined(separator: ", ")
        let followers = names.isEmpty || parts != nil ? [] : ["Its parts go with it: \(names)."]
        return RequestPlan(
            title: parts == nil ? "Switch \(now.name) \(active ? "on" : "off")" : "Switch parts of \(now.name)",
            call: try toggle(now, active, new),
            target: .init(server: client.server, name: "feature \(now.name)"), base: now.raw, result: result,
            inverse: try toggle(now, now.isActive, new == nil ? nil : old),
            impact: ["This applies to every user of the server."] + followers,
            warnings: parts == nil
                ? [] : ["Whether parts can be switched is not documented: the list shows what the server did."],
            precondition: Precondition(
                read: try client.call(.getFeatures), base: now.raw, members: ["active", "subscriptions"],
                item: .init("key", now.id)))
    }

    private func switched(_ subscriptions: JSONValue?, to parts: [Bool]) -> JSONValue {
        .array(
            zip(subscriptions?.array ?? [], parts).map { subscription, isActive in
                var subscription = subscription
                subscription["active"] = .bool(isActive)
                return subscription
            })
    }

    private func toggle(
        _ feature: Feature, _ active: Bool, _ subscriptions: JSONValue?
    ) throws(APIError) -> Call {
        var body: JSONValue = ["active": .bool(active)]
        if let subscriptions { body["subscriptions"] = subscriptions }
        return try client.call(.toggleFeature, path: ["key": feature.id], body: .json(body))
    }
}
