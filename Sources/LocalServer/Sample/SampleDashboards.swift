import Foundation
import SisenseClient

/// The dashboards of the sample company: two dozen with names, and as many more as asked for.
struct SampleDashboards: RecordSource {
    static let kind: UInt8 = 3

    private static let titles = [
        "Q3 Revenue", "Sales Pipeline", "Cash Flow", "Support Tickets", "Web Traffic", "Headcount", "Stock Levels",
        "Campaign Results", "Customer Churn", "Release Quality", "Board Summary", "Partner Sales", "Expenses by Team",
        "Machine Downtime", "Deliveries on Time", "Umsatz nach Region", "Ventas por país", "売上ダッシュボード",
        "Café Loyalty", "Onboarding", "Energy Use", "Security Incidents", "Survey 2026",
        "A very long title that somebody typed when the meeting had already started and nobody had agreed on a name yet",
    ]

    private let size: SampleSize
    private let users: SampleUsers
    private let groups: SampleGroups
    private let today: Date

    init(size: SampleSize, users: SampleUsers, groups: SampleGroups, today: Date) {
        self.size = size
        self.users = users
        self.groups = groups
        self.today = today
    }

    var count: Int { size.dashboards }
    func id(at index: Int) -> String { SampleData.id(Self.kind, index) }
    func index(of id: String) -> Int? { SampleData.index(Self.kind, id).flatMap { $0 < count ? $0 : nil } }

    func title(at index: Int) -> String {
        index < Self.titles.count ? Self.titles[index] : "Dashboard \(SampleUsers.padded(index, 5))"
    }

    /// The id of the person a dashboard belongs to.
    func owner(at index: Int) -> String {
        var random = SampleRandom(seed: size.seed, kind: Self.kind, index: index)
        return users.designer(&random)
    }

    func record(at index: Int) -> JSONObject {
        var random = SampleRandom(seed: size.seed, kind: Self.kind, index: index)
        let owner = users.designer(&random)
        let source = SampleDatasource.all[index % SampleDatasource.all.count]
        let created = today - Double(86_400 * (20 + random.below(700)) + random.below(36_000))
        let updated = today - Double(random.below(86_400 * 19))
        let folder: JSONValue =
            random.below(3) == 0 ? .null : .string(SampleFolders.id(random.below(SampleFolders.count)))
        return JSONObject([
            ("_id", .string(SampleData.id(0x13, index))), ("oid", .string(id(at: index))),
            ("title", .string(title(at: index))), ("desc", ""), ("type", "dashboard"), ("instanceType", "owner"),
            ("owner", .string(owner)), ("userId", .string(owner)), ("parentFolder", folder), ("source", .null),
            ("created", .string(Timestamp(created).description)),
            ("lastUpdated", .string(Timestamp(updated).description)),
            ("lastPublish", .string(Timestamp(updated).description)),
            ("lastOpened", .string(Timestamp(today - Double(random.below(86_400 * 9))).description)),
            ("dataExploration", false), ("datasource", source.json), ("shares", .array(shares(owner, &random))),
            ("filters", []),
            ("style", ["name": "", "palette": ["name": "vivid", "colors": ["#00cee6"], "isSystem": true]]),
            ("layout", ["type": "columnar", "columns": [["width": 100, "cells": []]]]), ("defaultFilters", .null),
            ("previewLayout", []),
        ])
    }

    /// Up to three groups and three people besides the owner.
    private func shares(_ owner: String, _ random: inout SampleRandom) -> [JSONValue] {
        var parties: [(id: String, type: String)] = []
        for _ in 0..<random.below(4) {
            if let group = groups.ordinaryID(&random) { parties.append((group, "group")) }
        }
        for _ in 0..<random.below(4) { parties.append((users.id(at: random.below(users.count)), "user")) }
        var seen: Set<String> = [owner]
        return parties.filter { seen.insert($0.id).inserted }.map { party in
            [
                "shareId": .string(party.id), "type": .string(party.type),
                "rule": random.below(4) == 0 ? "edit" : "view", "subscribe": .bool(random.below(5) == 0),
            ]
        }
    }
}

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

/// The folders of the sample company.
enum SampleFolders {
    /// Name and index of the folder above; -1 at the top.
    private static let all: [(name: String, parent: Int)] = [
        ("Finance", -1), ("Sales", -1), ("Regions", 1), ("EMEA", 2), ("Operations", -1), ("Archive", -1), ("2024", 5),
    ]

    static var count: Int { all.count }

    static func id(_ index: Int) -> String { SampleData.id(0x05, index) }

    /// - Parameter owner: The id of the person who made them.
    static func records(owner: String) -> [JSONObject] {
        all.indices.map { index in
            let parent = all[index].parent
            return JSONObject([
                ("_id", .string(SampleData.id(0x15, index))), ("oid", .string(id(index))),
                ("name", .string(all[index].name)), ("type", "folder"), ("owner", .string(owner)),
                ("userId", .string(owner)), ("instanceType", "owner"),
                ("parentId", parent < 0 ? .null : .string(id(parent))), ("created", "2025-01-05T08:00:00.000Z"),
                ("lastUpdated", "2025-01-05T08:00:00.000Z"),
            ])
        }
    }
}

/// The alerts of the sample company.
enum SampleAlerts {
    private static let all: [(name: String, kind: String, enabled: Bool)] = [
        ("Acme Sales build failed", "build", true), ("Acme Finance build failed", "build", true),
        ("Revenue below plan", "kpi", true), ("Stock under two weeks", "kpi", true), ("Churn over 3 %", "kpi", false),
        ("Tickets waiting over 48 h", "kpi", true), ("Acme Support back to normal", "build", false),
        ("Cash under 100 k", "kpi", true), ("Deliveries late", "kpi", true),
    ]

    static func records(_ size: SampleSize, users: SampleUsers, groups: SampleGroups) -> [JSONObject] {
        all.indices.map { index in
            var random = SampleRandom(seed: size.seed, kind: 6, index: index)
            let (name, kind, enabled) = all[index]
            let source = SampleDatasource.all[index % SampleDatasource.all.count]
            var parties: [JSONValue] = [["type": "user", "id": .string(users.id(at: random.below(users.count)))]]
            if let group = groups.ordinaryID(&random) { parties.append(["type": "group", "id": .string(group)]) }
            let isBuild = kind == "build"
            return JSONObject([
                ("_id", .string(SampleData.id(0x06, index))), ("name", .string(name)), ("message", ""),
                ("enabled", .bool(enabled)), ("category", isBuild ? "system" : "kpi"), ("type", .string(kind)),
                ("owner", .string(users.designer(&random))), ("parties", .array(parties)), ("disabledUsers", []),
                (
                    "context",
                    [
                        "buildFailed": .bool(isBuild), "buildSuccess": false, "buildSuccessAfterFailed": .bool(isBuild),
                        "backToNormal": .bool(index % 3 == 0),
                        "condition": isBuild
                            ? .null : ["type": "fixed", "operator": "<", "value": .count(100 * (index + 1))],
                        "sources": [["type": "cube", "name": .string(source.title), "server": "LocalHost"]],
                    ]
                ),
                (
                    "action",
                    [
                        "email": true, "mobile": false, "feed": true,
                        "slack": ["active": false, "url": "", "channels": ""], "zapier": ["active": false, "url": ""],
                        "webhooks": [],
                    ]
                ),
                ("scheduler", ["periodMode": "day", "periodValue": 1, "timeZone": "UTC"]),
                ("created", "2026-02-01T08:00:00.000Z"), ("lastUpdated", "2026-09-01T08:00:00.000Z"),
            ])
        }
    }
}
