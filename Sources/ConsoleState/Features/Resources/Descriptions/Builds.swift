import SisenseClient

extension ResourceDescription {
    /// Data models of newer servers.
    static let dataModels = ResourceDescription(
        .dataModels, title: "Data models", noun: "data model", about: "The models of newer servers, with their tables",
        empty: "No data model on this server, or none that you may see. Models are made in the web application.",
        listing: ResourceListing(.getDatamodels),
        id: "{oid|_id|title}", label: "{title}",
        columns: [
            ResourceColumn("title", "Title", priority: 9),
            ResourceColumn("type", "Type", priority: 8),
            ResourceColumn("server", "Server", priority: 4),
            ResourceColumn("tables", "Tables", "datasets.schema.tables", "datasets", kind: .count, priority: 6),
            ResourceColumn("built", "Last built", "lastBuildTime", kind: .date, priority: 7),
            ResourceColumn("owner", "Owner", "creator", kind: .party, priority: 5),
        ],
        sections: [
            ResourceSection("Tables", items: "datasets.schema.tables", line: "{name}: {columns.name}"),
            ResourceSection(
                "Builds", .getBuilds, match: ("datamodelId", "{oid}"),
                line: "{status}  {buildType}  {created}", link: (.builds, "{oid|_id}")),
        ],
        actions: [
            .ask(
                "build", "Build {title}", .startBuild, label: "Build data model…", keys: "b",
                hint: "build", body: ["datamodelId": "{oid}"],
                fields: [
                    ResourceField(
                        "buildType", "Build type", .choice(["full", "by_table", "schema_changes"]), isRequired: true),
                    ResourceField("rowLimit", "Row limit", .number, help: "For each table; empty: no limit"),
                ])
        ])

    /// The builds that fill data models, now and before.
    static let builds = ResourceDescription(
        .builds, title: "Builds", noun: "build", about: "Running and past builds of data models",
        empty: "No build is running or kept. \(key: .listActions) in :datamodels starts one.",
        listing: ResourceListing(.getBuilds),
        id: "{oid|_id}", label: "{datamodelTitle|datamodelId|oid}",
        columns: [
            ResourceColumn("model", "Data model", "datamodelTitle", "datamodelId", priority: 9),
            ResourceColumn(
                "status", "Status", priority: 8, styles: ["failed": .error, "cancelled": .off]),
            ResourceColumn("type", "Type", "buildType", priority: 6),
            ResourceColumn("created", "Requested", "created", kind: .date, priority: 7),
            ResourceColumn("started", "Started", "started", kind: .date, priority: 4),
            ResourceColumn("completed", "Completed", "completed", kind: .date, priority: 5),
            ResourceColumn("source", "Started by", "source", priority: 3),
        ],
        read: ResourceRead(.getBuild, wrapper: "builds"),
        actions: [
            .each(
                "cancel", "Cancel the build of {datamodelTitle|datamodelId}", .cancelBuild,
                label: "Cancel build", impact: ["The data of the previous build stays."])
        ])
}
