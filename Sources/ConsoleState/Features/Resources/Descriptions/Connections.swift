import SisenseClient

extension ResourceDescription {
    /// Ways to databases (seeds/003, Connection). Version 2 has them on newer servers.
    static let connections = ResourceDescription(
        .connections, title: "Connections", noun: "connection", about: "Database connections of the data sets",
        empty: "No connection to a database yet. \(key: .listActions) offers to add one.",
        listing: ResourceListing(.getManagedConnections, .getConnections),
        id: "{_id|oid}", label: "{name|provider|_id}",
        columns: [
            ResourceColumn("name", "Name", "name", "provider", priority: 9),
            ResourceColumn("provider", "Provider", priority: 8),
            ResourceColumn("host", "Host", "parameters.host", "parameters.server", priority: 7),
            ResourceColumn("database", "Database", "parameters.database", "schema", priority: 6),
            ResourceColumn("owner", "Owner", kind: .party, priority: 4),
            ResourceColumn("updated", "Updated", "lastUpdated", "created", kind: .date, priority: 5),
        ],
        read: ResourceRead(.getConnection),
        sections: [datasetsOfConnection],
        actions: [
            .add(
                "Create the connection {name}", .createConnection, label: "Add connection…",
                fields: [
                    ResourceField("provider", "Provider", .record(.liveConnectors, sends: "{id}"), isRequired: true)
                ]
                    + fields(password: "Stored by the server, never shown again")),
            .edit(
                "Change the connection {name|provider}", .updateConnection, label: "Edit connection…",
                fields: fields(password: "Empty: the password does not change"),
                impact: ["Every data set that uses it reads from the new database."]),
            .each(
                "delete", "Delete the connection {name|provider}", .deleteConnection,
                label: "Delete connection", hits: [datasetsOfConnection]),
        ])

    private static let datasetsOfConnection = ResourceSection(
        "Data sets that use it", .getDatasets, match: ("connection", "{_id|oid}"), line: "{name|fullname}  {type}")

    private static func fields(password help: String) -> [ResourceField] {
        [
            ResourceField("name", "Name", isRequired: true),
            ResourceField("description", "Description"),
            ResourceField("parameters.host", "Host"),
            ResourceField("parameters.port", "Port", .number),
            ResourceField("parameters.database", "Database"),
            ResourceField("schema", "Schema"),
            ResourceField("parameters.username", "User"),
            ResourceField("parameters.password", "Password", .secret, help: help),
            ResourceField("timeout", "Timeout", .number, help: "In seconds; 0: none"),
        ]
    }

    /// The kinds of databases the server can read (seeds/003, Live Connectors).
    static let liveConnectors = ResourceDescription(
        .liveConnectors, title: "Live connectors", noun: "live connector",
        about: "Databases the server can read; test a connection",
        empty: "The server names no kind of database it can read live. Its connectors are installed with it.",
        listing: ResourceListing(.getLiveConnectors),
        id: "{id}", label: "{name|id}",
        columns: [
            ResourceColumn("name", "Name", priority: 9),
            ResourceColumn("id", "Provider", priority: 8),
        ],
        read: ResourceRead(.getLiveConnector),
        sections: [
            ResourceSection("Parameters", items: "parameters", line: "{name}  {type}")
        ],
        actions: [
            .ask(
                "test", "Test {name}", .testLiveConnector,
                label: "Test connection…", keys: "t", hint: "test", fields: addressFields),
            .ask(
                "databases", "Databases of {name}", .listLiveConnectorDatabases,
                label: "List databases…", fields: addressFields),
            .ask(
                "tables", "Tables of {name}", .listLiveConnectorTables,
                label: "List tables…",
                fields: addressFields + [ResourceField("schema", "Database", isRequired: true)]),
            .ask(
                "preview", "Rows of {name}", .previewLiveConnectorTable,
                label: "Show the first rows of a table…",
                fields: addressFields + [
                    ResourceField("schema", "Database", isRequired: true),
                    ResourceField("table", "Table", isRequired: true), ResourceField("limit", "Rows", .number),
                ]),
        ])

    private static let addressFields = [
        ResourceField("connection.host", "Host", isRequired: true),
        ResourceField("connection.port", "Port", .number),
        ResourceField("connection.username", "User"),
        ResourceField("connection.password", "Password", .secret),
    ]
}
