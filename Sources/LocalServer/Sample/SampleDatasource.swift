import SisenseClient

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
        ]
    }

    /// The id of its cube.
    var id: String { SampleData.id(0x08, Self.all.firstIndex { $0.title == title } ?? 0) }

    static func named(_ title: String) -> SampleDatasource? {
        all.first { $0.title == title }
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
