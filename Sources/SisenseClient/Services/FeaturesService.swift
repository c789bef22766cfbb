/// Features of the server that can be switched on and off.
package struct FeaturesService: Sendable {
    private let client: APIClient

    package init(_ client: APIClient) {
        self.client = client
    }

    /// All features that can be switched.
    @concurrent package func all() async throws(APIError) -> [Feature] {
        try await client.records("features", .getFeatures)
    }

    /// One of the list: the API has no way to ask for a single feature.
    @concurrent package func get(_ id: String) async throws(APIError) -> Feature {
        if let feature = try await all().first(where: { $0.id == id }) { return feature }
        throw APIError(
            .notFound, message: "The server no longer has the feature \(id).", request: Operation.getFeatures.id,
            server: client.server.description, nextStep: "Refresh the list.")
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
        let old = now.raw["subscriptions"]
        // A toggle alone says what it wants; a form of parts has shown them.
        let shown = parts == nil ? now.raw : feature.raw
        var edited = shown
        edited["active"] = .bool(active)
        if let parts { edited["subscriptions"] = switched(shown["subscriptions"], to: parts) }
        let versions = Conflict(base: shown, mine: edited, theirs: now.raw)
        let merge = JSONMerge(versions)
        if merge.isMade(from: versions) {
            throw APIError.alreadyMade(
                versions, "feature \(now.name)", request: Operation.toggleFeature.id, server: client.server)
        }
        let result = merge.merged(contested: .mine)
        let active = result.flag("active") ?? active
        let new = parts.flatMap { _ in result["subscriptions"] }
        let names = now.subscriptions.map(\.name).joined(separator: ", ")
        let followers = names.isEmpty || parts != nil ? [] : ["Its parts follow: \(names)."]
        let plan = RequestPlan(
            title: parts == nil
                ? "Turn \(now.name, each: "feature") \(active ? "on" : "off")" : "Turn parts of \(now.name) on or off",
            call: try toggle(now, active, new), danger: lockOut(now, active).isEmpty ? nil : .critical,
            target: .init(server: client.server, name: "feature \(now.name)"), base: now.raw, result: result,
            inverse: try toggle(now, now.isActive, new == nil ? nil : old),
            impact: ["This applies to every user of the server."] + followers,
            warnings: lockOut(now, active)
                + (parts == nil
                    ? [] : ["The API does not document turning parts on or off: the list shows what the server did."]),
            precondition: Precondition(
                read: try client.call(.getFeatures), base: now.raw, members: ["active", "subscriptions"],
                item: .init("key", now.id)),
            replan: { client, edited, base throws(APIError) in
                try await FeaturesService(client).planSwitch(edited, of: base, withParts: parts != nil)
            })
        return merge.isContested ? plan.conflicting(versions) : plan
    }

    /// The plan for a feature as it should become, edited from `base`.
    private func planSwitch(
        _ edited: JSONValue, of base: JSONValue, withParts: Bool
    ) async throws(APIError) -> RequestPlan {
        guard let feature = Feature(base), let wanted = Feature(edited) else {
            throw client.unreadable("a feature was expected, not \(base.kind)", request: Operation.getFeatures.id)
        }
        return try await planSwitch(
            feature, active: wanted.isActive, parts: withParts ? wanted.subscriptions.map(\.isActive) : nil)
    }

    /// The warnings before the switch on which this console itself depends is turned off.
    private func lockOut(_ feature: Feature, _ active: Bool) -> [String] {
        guard !active, feature.id.lowercased().contains("restapi") else { return [] }
        return [
            "Programs, this console included, can no longer use the server. Only its web application turns it on again."
        ]
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

/// Add-ons of the server.
package struct PluginsService: Sendable {
    private let client: APIClient

    package init(_ client: APIClient) {
        self.client = client
    }

    /// All of them: this list reports its total, where the server knows it.
    @concurrent package func all() async throws(APIError) -> [Plugin] {
        let client = client
        let count: @Sendable () async -> Int? = {
            let query = [QueryItem("skip", "0"), QueryItem("limit", "1")]
            return try? await client.read(.getPlugins, query: query).json()["count"]?.integer
        }
        return try await PageSequence(
            ListQuery(limit: 200), of: "plug-ins", stableSort: "name", count: count, note: client.note
        ) { query throws(APIError) in
            let items = query.items.map { $0.name == "sort" ? QueryItem("orderby", $0.value) : $0 }
            let answer = try await client.read(.getPlugins, query: items).json()
            return Page(answer["plugins"]?.array ?? answer.array ?? [], skip: query.skip)
        }.all()
    }

    /// Switches an add-on on or off for the whole server.
    package func planEnable(_ plugin: Plugin, _ isEnabled: Bool) throws(APIError) -> RequestPlan {
        func body(_ isEnabled: Bool) -> RequestBody {
            var raw = plugin.raw
            raw["isEnabled"] = .bool(isEnabled)
            return .json([raw])
        }
        var result = plugin.raw
        result["isEnabled"] = .bool(isEnabled)
        return RequestPlan(
            title: "Turn \(plugin.name, each: "plug-in") \(isEnabled ? "on" : "off")",
            call: try client.call(.updatePlugins, body: body(isEnabled)), danger: .reversible,
            target: .init(server: client.server, name: "plug-in \(plugin.name)"), base: plugin.raw, result: result,
            inverse: try client.call(.updatePlugins, body: body(!isEnabled)),
            impact: ["Dashboards that use it change for everyone."]
        ).resting(on: .nothing(.unreadable))
    }
}
