import SisenseClient

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
