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

    /// A project of Git Integration with the first dashboards.
    static func addProject(to database: inout Database) {
        var dashboards: [JSONObject] = []
        for index in 0..<2 {
            if let dashboard = database[.dashboards][id(3, index)] { dashboards.append(dashboard) }
        }
        let project = Project(
            named: "Acme dashboards", id: id(13, 0), owner: database[.users][id(1, 0)] ?? JSONObject(),
            dashboards: dashboards, remote: "https://git.acme.example/bi/dashboards.git",
            at: "2026-08-03T09:00:00.000Z")
        database.put(project.record, id: project.id, in: .projects)
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
        ("baseDN", .string(Directory.baseDN)), ("username", .string(Directory.account)), ("name", "acme"),
        ("syncUsn", 0),
        ("syncActive", false), ("syncInterval", 60), ("sslEnabled", false),
    ])

    private static let staging = JSONObject([
        ("_id", .string(id(0x0C, 0))), ("serverName", "https://staging.acme.example"), ("name", "Staging"),
    ])
}

/// The data of the sample company, small enough to be shown whole: what connectors preview and exports print.
struct SampleDatasource: Sendable {
    let title: String
    let tables: [Table]

    struct Table: Sendable {
        let name: String
        let columns: [(name: String, type: String)]
        let rows: [[JSONValue]]
    }

    var database: String { "a" + title.filter { $0 != " " } }

    var json: JSONValue {
        [
            "title": .string(title), "fullname": .string("LocalHost/\(title)"), "address": "LocalHost",
            "id": .string("aLOCALHOST_a\(title.uppercased().filter { $0 != " " })"), "database": .string(database),
            "live": false,
        ]
    }

    /// The id of its cube.
    var id: String { SampleData.id(0x08, Self.all.firstIndex { $0.title == title } ?? 0) }

    /// A data source by its title or its full name.
    static func named(_ name: String) -> SampleDatasource? {
        all.first { $0.title == name || "LocalHost/\($0.title)".lowercased() == name.lowercased() }
    }

    static let all: [SampleDatasource] = [
        SampleDatasource(
            title: "Acme Sales",
            tables: [
                Table(
                    name: "Orders",
                    columns: [
                        ("OrderID", "int"), ("Region", "text"), ("Product", "text"), ("Revenue", "float"),
                        ("Date", "datetime"),
                    ],
                    rows: [
                        [1, "EMEA", "Anvil", 1200, "2026-07-02"], [2, "APAC", "Rocket Skates", 5400, "2026-07-09"],
                        [3, "Americas", "Anvil", 800, "2026-07-15"], [4, "EMEA", "Giant Magnet", 3150, "2026-08-01"],
                        [5, "APAC", "Anvil", 640, "2026-08-20"], [6, "Americas", "Rocket Skates", 7200, "2026-09-11"],
                    ]),
                Table(
                    name: "Customers", columns: [("CustomerID", "int"), ("Name", "text"), ("Country", "text")],
                    rows: [[1, "Coyote Ltd", "US"], [2, "Hnědá Liška", "CZ"], [3, "東京商事", "JP"]]),
            ]),
        SampleDatasource(
            title: "Acme Finance",
            tables: [
                Table(
                    name: "Ledger",
                    columns: [("Account", "text"), ("Month", "text"), ("Amount", "float")],
                    rows: [
                        ["Travel", "2026-07", 18_200], ["Travel", "2026-08", 9_900], ["Rent", "2026-07", 41_000],
                        ["Rent", "2026-08", 41_000], ["Salaries", "2026-07", 512_000],
                        ["Salaries", "2026-08", 518_400],
                    ])
            ]),
        SampleDatasource(
            title: "Acme Support",
            tables: [
                Table(
                    name: "Tickets",
                    columns: [("TicketID", "int"), ("Priority", "text"), ("Hours", "float")],
                    rows: [[101, "high", 4], [102, "low", 30], [103, "medium", 11], [104, "high", 2]])
            ]),
    ]
}
