import SisenseClient

/// The data side of the sample company: cubes, connections, data sets, plug-ins, a directory.
extension SampleData {
    static func addDataSide(to database: inout Database, owner: String) {
        for (index, source) in SampleDatasource.all.enumerated() {
            let cube = JSONObject([
                ("_id", .string(source.id)), ("oid", .string(source.id)), ("title", .string(source.title)),
                ("fullname", .string("LocalHost/\(source.title)")), ("server", "LocalHost"),
                ("databaseName", .string(source.database)), ("status", .count(index == 2 ? 1 : 2)),
                ("sizeInMb", .count(40 * (index + 1))), ("createdUtc", "2024-05-02T06:00:00.000Z"),
                ("lastBuiltUtc", "2026-09-30T02:00:00.000Z"), ("buildType", "full"), ("elasticubeSet", .null),
                ("error", ""), ("creator", .string(owner)), ("shares", []),
            ])
            database.put(cube, id: source.id, in: .cubes)
        }
        for (index, name) in ["Warehouse", "Web Shop"].enumerated() {
            let id = self.id(0x09, index)
            let connection = JSONObject([
                ("_id", .string(id)), ("oid", .string(id)), ("owner", .string(owner)), ("name", .string(name)),
                ("description", ""), ("provider", "PostgreSQL"), ("schema", "public"), ("timeout", 30),
                ("refreshRate", 60),
                ("timezone", "UTC"),
                (
                    "parameters",
                    [
                        "host": .string("db\(index + 1).acme.example"), "port": 5432, "username": "bi",
                        "database": .string(SampleDatasource.all[index].database),
                    ]
                ),
                ("created", "2025-03-01T09:00:00.000Z"), ("lastUpdated", "2025-03-01T09:00:00.000Z"),
            ])
            database.put(connection, id: id, in: .connections)
            let dataset = JSONObject([
                ("_id", .string(self.id(0x0A, index))), ("oid", .string(self.id(0x0A, index))),
                ("owner", .string(owner)),
                ("elasticube", .null), ("name", .string("\(name) live")), ("fullname", .string("live:\(name) live")),
                ("type", "live"), ("connection", .string(id)),
                ("schema", ["tables": .array(SampleDatasource.all[index].tables.map(\.schema))]), ("permissions", []),
                ("created", "2025-03-02T09:00:00.000Z"), ("lastUpdated", "2025-03-02T09:00:00.000Z"),
            ])
            database.put(dataset, id: dataset.text("_id"), in: .datasets)
        }
        for plugin in plugins { database.put(plugin, id: plugin.text("folderName"), in: .plugins) }
        database.put(directory, id: directory.text("_id"), in: .ldapDomains)
        database.put(staging, id: staging.text("_id"), in: .trustedServers)
    }

    private static let plugins = [
        ("Tabs", "tabber", true), ("Export to Slides", "slides", false), ("Jump to Dashboard", "drilldown", true),
        ("Metric Picker", "metrics", true), ("Legacy Maps", "oldmaps", false),
    ].map { name, folder, isEnabled in
        JSONObject([
            ("name", .string(name)), ("folderName", .string(folder)), ("version", "2.1"),
            ("isEnabled", .bool(isEnabled)),
            ("lastUpdate", "2026-05-05T10:00:00.000Z"),
        ])
    }

    private static let directory = JSONObject([
        ("_id", .string(id(0x0B, 0))), ("enabled", true), ("url", "ldap://dc.acme.example:389"),
        ("baseDN", .string(Directory.baseDN)), ("username", "svc-bi"), ("name", "acme"), ("syncUsn", 0),
        ("syncActive", false), ("syncInterval", 60), ("sslEnabled", false),
    ])

    private static let staging = JSONObject([
        ("_id", .string(id(0x0C, 0))), ("serverName", "https://staging.acme.example"), ("name", "Staging"),
    ])
}
