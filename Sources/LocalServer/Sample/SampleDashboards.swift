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
            ("created", .string(Timestamp.text(created))), ("lastUpdated", .string(Timestamp.text(updated))),
            ("lastPublish", .string(Timestamp.text(updated))),
            ("lastOpened", .string(Timestamp.text(today - Double(random.below(86_400 * 9))))),
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
