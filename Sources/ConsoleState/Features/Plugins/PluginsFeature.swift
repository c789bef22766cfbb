import SisenseClient

extension ListFeature {
    /// The add-ons of the server.
    static let plugins = ListFeature(
        .plugins, title: "Plug-ins", noun: "plug-ins", rows: pluginRows,
        commands: [
            .changeEach(
                "toggle", keys: "t", hint: .init("turn off", off: "turn on"), "Turn plug-in on or off",
                menu: .edit("t", "For everyone on this server, from their next page on.")
            ) { context, id throws(APIError) in
                let plugin = try await plugin(id, context)
                return try PluginsService(context.client).planEnable(plugin, !plugin.isEnabled)
            }
        ],
        emptyText: "No plug-in is installed. They are files in a folder of the server.",
        load: { context, take throws(APIError) in
            await pluginRows.hand(try await PluginsService(context.client).all(), to: take)
        },
        read: { context, id throws(APIError) in
            let plugin = try await plugin(id, context)
            return ListRecord(row: pluginRows.row(plugin), json: plugin.raw)
        })

    private static let pluginRows = RowLayout<Plugin>(
        [
            Column("name", "Name", 16, priority: 9, isName: true) { $0.name },
            Column("enabled", "Enabled", 8, kind: .state, usual: "on", priority: 8) { $0.isEnabled ? "on" : "off" },
            Column("version", "Version", 8, kind: .aside, priority: 6) { $0.version },
            Column("folder", "Folder", 12, kind: .aside, priority: 5) { $0.id },
            Column("updated", "Updated", 17, kind: .time, priority: 4, sortedBy: { $0.lastUpdated?.sortKey }) {
                $0.lastUpdated?.minuteText ?? ""
            },
        ],
        id: { RecordID($0.id) },
        style: { $0.isEnabled ? .plain : .off })

    /// One of the list: the API has no way to ask for a single one.
    private static func plugin(_ id: RecordID, _ context: WorkContext) async throws(APIError) -> Plugin {
        let plugins = try await PluginsService(context.client).all()
        if let plugin = plugins.first(where: { $0.id == id.description }) { return plugin }
        throw APIError(
            .notFound, message: "The server no longer has the plug-in \(id).", request: Operation.getPlugins.id,
            server: context.client.server.description, nextStep: "Refresh the list.")
    }
}
