/// Add-ons of the server.
package struct PluginsService: Sendable {
    private let client: APIClient

    package init(_ client: APIClient) {
        self.client = client
    }

    /// All of them: this list tells its total.
    @concurrent package func all() async throws(APIError) -> [Plugin] {
        var plugins: [Plugin] = []
        while true {
            let query = [QueryItem("skip", String(plugins.count)), QueryItem("limit", "200")]
            let answer = try await client.read(.getPlugins, query: query).json()
            let part = (answer["plugins"]?.array ?? answer.array ?? []).compactMap(Plugin.init)
            // A server that gives the same part again has no more.
            let isNew = part.contains { plugin in !plugins.contains { $0.id == plugin.id } }
            if isNew { plugins += part }
            if !isNew || plugins.count >= answer["count"]?.integer ?? 0 { return plugins }
        }
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
            title: "Switch \(plugin.name) \(isEnabled ? "on" : "off")",
            call: try client.call(.updatePlugins, body: body(isEnabled)), danger: .reversible,
            target: .init(server: client.server, name: "plug-in \(plugin.name)"), base: plugin.raw, result: result,
            inverse: try client.call(.updatePlugins, body: body(!isEnabled)),
            impact: ["Dashboards that use it change for everyone."])
    }
}
