import SisenseClient

extension ResourceDescription {
    /// The gaps of a path that name a cube. Cubes that do not say where they are, are on the local server.
    private static let cube: [String: RecordTemplate] = [
        "server": "{server|=LocalHost}", "title": "{title}", "elasticube": "{title}",
    ]

    private static let status = "status"
    private static let (stopped, running) = ("stopped", "running")

    /// Data models with their own copy of the data (seeds/003, Elasticubes).
    static let cubes = ResourceDescription(
        .cubes, title: "ElastiCubes", noun: "ElastiCube",
        about: "Data models with a copy of the data: start, stop, build",
        empty: """
            No ElastiCube on this server, or none that you may see. Models without a copy of the data are in \
            :datamodels.
            """,
        listing: ResourceListing(.getCubes),
        id: "{_id|oid|title}", label: "{title}",
        columns: [
            ResourceColumn("title", "Title", priority: 9),
            ResourceColumn(
                status, "Status", kind: .word(["1": stopped, "2": running, "3": "building"]), priority: 8,
                styles: [stopped: .warning]),
            ResourceColumn("size", "Size", "sizeInMb", kind: .megabytes, priority: 6),
            ResourceColumn("built", "Last built", "lastBuiltUtc", kind: .date, priority: 7),
            ResourceColumn("kind", "Build type", "buildType", priority: 3),
            ResourceColumn("owner", "Owner", "creator", kind: .party, priority: 5),
            ResourceColumn("error", "Error", priority: 4),
        ],
        sections: [
            ResourceSection(
                "Permissions", .getCubePermissions, path: cube,
                items: "shares", line: "{permission}  {@partyId|party}"),
            ResourceSection(
                "Data security rules", .getCubeSecurity, path: cube,
                line: "{table}.{column}: {members|=everything} for {@shares.partyId|shares.party|=everyone else}"),
            ResourceSection(
                "Custom tables", .getCustomTables, path: cube,
                line: "{tableName}"),
        ],
        actions: [
            .each(
                "start", "Start {title}", .startCube, label: "Start ElastiCube", path: cube,
                inverse: .stopCube, impact: ["Queries to {title} are answered again."],
                goal: ResourceAction.Goal(column: status, text: running)),
            .each(
                "stop", "Stop {title}", .stopCube,
                label: "Stop ElastiCube", path: cube,
                inverse: .startCube, impact: ["Queries to {title} fail until it runs again."],
                goal: ResourceAction.Goal(column: status, text: stopped)),
            .each(
                "restart", "Restart {title}", .restartCube,
                label: "Restart ElastiCube", path: cube, impact: ["Queries to {title} fail until it runs again."]),
            .ask(
                "build", "Build {title}", .startBuild, label: "Build data model…", keys: "b",
                hint: "build", body: ["datamodelId": "{oid|_id}"],
                fields: [
                    ResourceField(
                        "buildType", "Build type", .choice(["full", "by_table", "schema_changes"]), isRequired: true)
                ]),
            .ask(
                "owner", "Change owner of {title}", .updateCube,
                label: "Change owner…", keys: "o", hint: "owner", path: cube,
                fields: [ResourceField("creator", "New owner", .user, isRequired: true)]),
        ])

    /// Several cubes that answer as one.
    static let cubeSets = ResourceDescription(
        .cubeSets, title: "ElastiCube sets", noun: "ElastiCube set", about: "ElastiCubes that answer as one",
        empty: "No set of ElastiCubes. \(key: .listActions) offers to make one.",
        listing: ResourceListing(.getCubeSets),
        id: "{title}", label: "{title}",
        columns: [
            ResourceColumn("title", "Title", priority: 9),
            ResourceColumn("cubes", "ElastiCubes", "fullNames", kind: .count, priority: 8),
            ResourceColumn("names", "Names", "fullNames", priority: 6),
            ResourceColumn("server", "Server", priority: 5),
        ],
        read: ResourceRead(.getCubeSet),
        actions: [
            .add(
                "Create the set {title}", .createCubeSet, label: "Add set…",
                body: ["server": "Set"],
                fields: [ResourceField("title", "Title", isRequired: true), members]),
            .edit(
                "Change the set {title}", .updateCubeSet, label: "Edit set…",
                fields: [members], impact: ["Dashboards on {title} read from the new cubes at once."]),
            .each(
                "delete", "Delete the set {title}", .deleteCubeSet, label: "Delete set",
                impact: ["Dashboards on {title} no longer show data. Its cubes stay."]),
        ])

    private static let members = ResourceField(
        "fullNames", "ElastiCubes", .records(.cubes, sends: "{fullname|title}"), isRequired: true)

    /// The servers of cubes, and how they share the machine.
    static let cubeServers = ResourceDescription(
        .cubeServers, title: "ElastiCube servers", noun: "ElastiCube server",
        about: "Where ElastiCubes run, and the settings of those servers",
        empty: "The server lists no machine that runs ElastiCubes. :nodes shows the machines of a cluster.",
        listing: ResourceListing(.getCubeServers),
        id: "{address}", label: "{address}",
        columns: [
            ResourceColumn("address", "Address", priority: 9),
            ResourceColumn("cubes", "ElastiCubes", kind: .count, priority: 8),
            ResourceColumn("titles", "Names", "cubes.title", priority: 6),
        ],
        sections: [
            ResourceSection("Settings", .getCubeServerSettings)
        ],
        actions: [
            .edit(
                "Change the settings of {address}", .replaceCubeServerSettings,
                label: "Edit settings…",
                fields: [
                    ResourceField("DefaultDataDirectory", "Data folder", isRequired: true),
                    ResourceField("ElasticubeMemoryAllocation", "Memory", .number, help: "For each ElastiCube"),
                    ResourceField("DataImportChunkSize", "Rows a chunk", .number, help: "While a build imports data"),
                    ResourceField("SimultaneousQueryExecutions", "Queries at once", .number),
                    ResourceField("QueryTimeout", "Query timeout", .number, help: "In seconds"),
                    ResourceField("RecycleQueries", "Cache queries", .flag),
                    ResourceField("RserverEnabled", "R server", .flag),
                    ResourceField("Rserver", "Address", help: "host:port"),
                    ResourceField(
                        "restart", "Restart", .flag, in: .query("restart"),
                        help: "Restarts all its ElastiCubes; without it some settings wait for the next start"),
                ],
                base: .getCubeServerSettings,
                impact: ["Holds for every ElastiCube of {address}: {cubes.title}."]),
            .ask(
                "test-r", "Test an R server", .testRServer,
                label: "Test R server…",
                fields: [
                    ResourceField("rserver", "Address", in: .query("rserver"), isRequired: true, help: "host:port")
                ]),
        ])

    /// Tables that cubes make themselves, with SQL.
    static let customTables = ResourceDescription(
        .customTables, title: "Custom tables", noun: "custom table", about: "Tables that ElastiCubes make with SQL",
        empty: "No ElastiCube has a table made with SQL. \(key: .listActions) offers to add one.",
        listing: ResourceListing(
            .getCustomTables, of: .cubes, path: cube),
        id: "{parent.title}/{tableName}", label: "{tableName}",
        columns: [
            ResourceColumn("table", "Table", "tableName", priority: 9),
            ResourceColumn("cube", "ElastiCube", "parent.title", priority: 8),
            ResourceColumn("sql", "SQL", "sqlQuery", priority: 6),
        ],
        actions: [
            .add(
                "Create the table {tableName}", .createCustomTable,
                label: "Add table…",
                fields: [
                    ResourceField(
                        "cube", "ElastiCube", .record(.cubes, sends: "{title}"), in: .path("title"), isRequired: true),
                    ResourceField(
                        "server", "Server", .record(.cubeServers, sends: "{address}"), in: .path("server"),
                        isRequired: true),
                    ResourceField("tableName", "Name", isRequired: true),
                    ResourceField("sqlQuery", "SQL", isRequired: true),
                ]),
            .edit(
                "Change the table {tableName}", .updateCustomTable,
                label: "Edit SQL…", path: table, fields: [ResourceField("sqlQuery", "SQL", isRequired: true)],
                base: .getCustomTable),
            .each(
                "delete", "Delete the table {tableName}",
                .deleteCustomTable, label: "Delete table",
                path: table, impact: ["Widgets that show its columns show nothing after the next build."]),
        ])

    private static let table: [String: RecordTemplate] = [
        "server": "{parent.server|=LocalHost}", "title": "{parent.title}", "tableName": "{tableName}",
    ]
}
