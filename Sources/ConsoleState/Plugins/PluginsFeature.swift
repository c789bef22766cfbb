import SisenseClient

extension ListFeature {
    /// The add-ons of the server.
    static let plugins = ListFeature(
        pane: .plugins,
        noun: "plug-ins",
        columns: columns,
        load: { environment, take throws(APIError) in
            let plugins = try await PluginsService(environment.client).all()
            await take(RowPage(plugins.map(row), columns: columns.count))
        },
        read: { environment, id throws(APIError) in
            let plugin = try await plugin(id, environment)
            return ListRecord(row: row(plugin), json: plugin.raw)
        },
        plans: [
            "toggle": each { environment, id throws(APIError) in
                let plugin = try await plugin(id, environment)
                return try PluginsService(environment.client).planEnable(plugin, !plugin.isEnabled)
            }
        ])

    private static let columns = [
        ListColumn("name", "Name"), ListColumn("enabled", "Enabled"), ListColumn("version", "Version"),
        ListColumn("folder", "Folder"), ListColumn("updated", "Updated"),
    ]

    private static func row(_ plugin: Plugin) -> RowContent {
        RowContent(
            id: RecordID(plugin.id),
            cells: [
                plugin.name, plugin.isEnabled ? "on" : "off", plugin.version, plugin.id,
                plugin.lastUpdated?.minuteText ?? "",
            ])
    }

    /// One of the list: the API has no way to ask for a single one.
    private static func plugin(_ id: RecordID, _ environment: ConsoleEnvironment) async throws(APIError) -> Plugin {
        let plugins = try await PluginsService(environment.client).all()
        if let plugin = plugins.first(where: { $0.id == id.description }) { return plugin }
        throw APIError(
            .notFound, message: "The server has no plug-in \(id) any more.", request: Operation.getPlugins.id,
            server: environment.client.server.description, nextStep: "R reads the list again.")
    }
}
