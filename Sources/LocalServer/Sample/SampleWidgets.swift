import SisenseClient

/// Four widgets for every sample dashboard.
struct SampleWidgets: RecordSource {
    static let kind: UInt8 = 4
    private static let each = 4
    private static let shapes = [
        ("indicator", "indicator/numeric", "Total"), ("chart/column", "column/classic", "By region"),
        ("chart/pie", "pie/classic", "Share by product"), ("pivot2", "pivot2", "Details"),
    ]

    private let dashboards: SampleDashboards

    init(dashboards: SampleDashboards) {
        self.dashboards = dashboards
    }

    var count: Int { dashboards.count * Self.each }
    func id(at index: Int) -> String { SampleData.id(Self.kind, index) }
    func index(of id: String) -> Int? { SampleData.index(Self.kind, id).flatMap { $0 < count ? $0 : nil } }

    func indices(_ key: String, _ value: String) -> [Int]? {
        guard key == "dashboardid" else { return nil }
        guard let dashboard = dashboards.index(of: value) else { return [] }
        return Array((dashboard * Self.each)..<((dashboard + 1) * Self.each))
    }

    func record(at index: Int) -> JSONObject {
        let dashboard = index / Self.each
        let (type, subtype, title) = Self.shapes[index % Self.each]
        let source = SampleDatasource.all[dashboard % SampleDatasource.all.count]
        let table = source.tables[0]
        let items = table.columns.map { column -> JSONValue in
            [
                "jaql": [
                    "dim": .string("[\(table.name).\(column.name)]"), "datatype": .string(column.type),
                    "title": .string(column.name),
                ]
            ]
        }
        let owner: JSONValue = .string(dashboards.owner(at: dashboard))
        return JSONObject([
            ("_id", .string(SampleData.id(0x14, index))), ("oid", .string(id(at: index))), ("title", .string(title)),
            ("desc", ""), ("type", .string(type)), ("subtype", .string(subtype)),
            ("dashboardid", .string(dashboards.id(at: dashboard))), ("owner", owner), ("userId", owner),
            ("instanceType", "owner"), ("created", "2025-02-03T10:00:00.000Z"),
            ("lastUpdated", "2026-05-04T10:00:00.000Z"),
            ("datasource", source.json), ("metadata", ["panels": [["name": "categories", "items": .array(items)]]]),
        ])
    }
}
