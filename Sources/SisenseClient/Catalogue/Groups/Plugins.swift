extension OperationGroup {
    package static let plugins = OperationGroup(
        "plugins",
        [
            .getPlugins, .getPluginInfo, .updatePlugins,
        ])
}

extension Operation {
    package static let getPlugins = read(
        "/plugins", "List plug-ins",
        parameters: [
            .query("orderby", "Order field"), .query("desc", "Descending", .boolean),
            .query("search", "Text filter"),
        ],
        special: .paging,
        answers: [
            Answer(200, "{count, plugins:[...], queryMetadata:{limit,skip,search,orderby,desc}}"),
            Answer(404, "Invalid parameter"),
        ],
        notes: #"The answer tells the total: {"count", "plugins", "queryMetadata"}. Since 6.7, beta."#)

    package static let getPluginInfo = read(
        "/plugins/get_info", "Build information: file name and last build error",
        parameters: [.query("returnFile", "true answers JavaScript", .boolean)],
        answers: [Answer(200, "Build info")],
        notes: "Since 6.7, beta.")

    package static let updatePlugins = write(
        .patch, "/plugins", "Change plug-ins, e.g. switch on or off",
        danger: .destructive, change: .merge,
        parameters: [.body(#"[{"folderName", "isEnabled", "name", "version", "lastUpdate"}]"#, .array)],
        answers: [
            Answer(200, "All changed"), Answer(202, "Changed (newer servers: only some)"),
            Answer(404, "Nothing changed"),
        ],
        notes: "folderName tells which plug-in is meant. Since 6.7, beta.")
}
