import SisenseClient

/// Pulse alerts (seeds/003, Alerts).
enum AlertHandlers {
    static let routes: Route.Table = [
        .getAlerts: Route(.user) { database, call throws(APIError) in
            var alerts = try visible(database, call)
            if let ids = call.list("ids") {
                for id in ids where !alerts.contains(where: { $0.text("_id") == id }) { throw .notFound("alert", id) }
                alerts = alerts.filter { ids.contains($0.text("_id")) }
            }
            return .ok(try database.list(call, alerts, .alert))
        },
        .getAlert: Route(.user) { database, call throws(APIError) in
            .ok(try find(database, call))
        },
        .getAlertCount: Route(.user) { database, call throws(APIError) in
            .ok(["count": .count(database[.alerts].slots("owner", try call.person().id).count)])
        },
        .getRecentAlerts: Route(.user) { database, call throws(APIError) in
            let live = try visible(database, call).filter { $0["enabled"]?.bool == true }
            return .ok(
                live.map { alert in
                    JSONObject([
                        ("alertId", alert["_id"] ?? .null), ("name", alert["name"] ?? .null),
                        ("lastExecution", alert["lastUpdated"] ?? .null), ("status", "done"),
                    ])
                })
        },
        .createAlert: Route(.designer) { database, call throws(APIError) in
            .created(try create(&database, call))
        },
        .updateAlert: Route(.designer) { database, call throws(APIError) in
            let alert = try owned(database, call)
            let input = try call.object()
            let allowed = ["name", "enabled", "message", "parties", "action", "context", "script"]
            let others = input.keys.filter { !allowed.contains($0) }
            guard others.isEmpty else { throw .invalid("These cannot be changed: \(others.joined(separator: ", "))") }
            var changed = alert.merging(input)
            try check(changed, keeping: alert.objects("parties").map { $0.text("id") }, in: database)
            changed["lastUpdated"] = call.timestamp
            database.put(changed, id: changed.text("_id"), in: .alerts)
            return .ok(changed)
        },
        .setReceiveNotification: Route(.user) { database, call throws(APIError) in
            var alert = try find(database, call)
            let (caller, input) = (try call.person(), try call.object())
            // Later descriptions name no user: it is the caller then.
            let user = try UserHandlers.named(
                input["user"]?.string ?? input["userId"]?.string ?? caller.id, in: database
            ).text("_id")
            guard user == caller.id || caller.isAdministrator || alert.text("owner") == caller.id else {
                throw .notFound("alert", call.value("id"), code: 14005)
            }
            let others = alert.strings("disabledUsers").filter { $0 != user }
            alert["disabledUsers"] = .strings(input["receiveNotification"]?.bool == true ? others : others + [user])
            database.put(alert, id: alert.text("_id"), in: .alerts)
            return .ok(alert)
        },
        .deleteAlert: Route(.designer) { database, call throws(APIError) in
            database.remove(id: try owned(database, call).text("_id"), from: .alerts)
            return .noContent
        },
    ]

    /// The alerts of the caller: their own, and those they receive. Administrators see all.
    private static func visible(_ database: Database, _ call: Call) throws(APIError) -> [JSONObject] {
        let caller = try call.person()
        return database[.alerts].records.filter { isVisible($0, to: caller) }
    }

    private static func isVisible(_ alert: JSONObject, to caller: Caller) -> Bool {
        caller.isAdministrator || alert.text("owner") == caller.id
            || alert.objects("parties").contains { ([caller.id] + caller.groups).contains($0.text("id")) }
    }

    private static func find(_ database: Database, _ call: Call) throws(APIError) -> JSONObject {
        let caller = try call.person()
        guard let alert = database[.alerts][call.value("id")], isVisible(alert, to: caller) else {
            throw .notFound("alert", call.value("id"), code: 14005)
        }
        return alert
    }

    /// - Throws: 404 also for an alert of somebody else, as the reference has it.
    private static func owned(_ database: Database, _ call: Call) throws(APIError) -> JSONObject {
        let alert = try find(database, call)
        let caller = try call.person()
        guard caller.isAdministrator || alert.text("owner") == caller.id else {
            throw .notFound("alert", call.value("id"), code: 14005)
        }
        return alert
    }

    private static func create(_ database: inout Database, _ call: Call) throws(APIError) -> JSONObject {
        let input = try call.object()
        let id = ObjectID.make(call.now)
        var alert = JSONObject([
            ("_id", .string(id)), ("name", ""), ("message", ""), ("enabled", true), ("category", "kpi"),
            ("type", "kpi"),
            ("owner", .string(try call.person().id)), ("parties", []), ("disabledUsers", []), ("context", [:]),
            ("action", ["email": true, "mobile": false, "feed": true]),
            ("scheduler", ["periodMode": "day", "periodValue": 1, "timeZone": "UTC"]),
        ])
        alert = alert.merging(input, except: ["_id", "owner", "disabledUsers", "created", "lastUpdated"])
        try check(alert, in: database)
        alert["created"] = call.timestamp
        alert["lastUpdated"] = call.timestamp
        database.put(alert, id: id, in: .alerts)
        return alert
    }

    /// - Parameter kept: The ids of parties that are in the alert already: they may be gone, and stay.
    private static func check(
        _ alert: JSONObject, keeping kept: [String] = [], in database: Database
    ) throws(APIError) {
        for party in alert.objects("parties") where !kept.contains(party.text("id")) {
            let id = party.text("id")
            if party.text("type") == "user" {
                _ = try UserHandlers.find(id, in: database)
            } else if database[.groups][id] == nil {
                throw .notFound("group", id)
            }
        }
    }
}

/// Scheduled reports of newer servers. Nothing runs by the clock here; `run` writes the mails.
enum ReportManagerHandlers {
    static let routes: Route.Table = [
        .getReports: Route(.designer) { database, call throws(APIError) in
            let page = max(1, call.query("page").flatMap { Int($0) } ?? 1)
            let limit = max(1, call.query("limit").flatMap { Int($0) } ?? 20)
            let all = Array(database[.reports].records)
            let (start, overflows) = (page - 1).multipliedReportingOverflow(by: limit)
            let rest = overflows ? [] : all.dropFirst(start)
            return .ok([
                "data": .array(rest.prefix(limit).map(JSONValue.object)),
                "pagination": [
                    "page": .count(page), "limit": .count(limit), "total": .count(all.count),
                    "isLastPage": .bool(rest.count <= limit),
                ],
            ])
        },
        .getReport: Route(.designer) { database, call throws(APIError) in
            .ok(try find(database, call))
        },
        .createReports: Route(.designer) { database, call throws(APIError) in
            let items = try call.json().array ?? []
            guard !items.isEmpty else { throw .invalid("There are no reports in the list", status: 400) }
            var created: [JSONObject] = []
            for item in items { created.append(try create(item, in: &database, call)) }
            return .created(.array(created.map(JSONValue.object)))
        },
        .updateReport: Route(.designer) { database, call throws(APIError) in
            let (old, input) = (try find(database, call), try call.object())
            try check(input, in: database)
            let report = old.merging(input, except: ["_id", "owner", "created"])
            database.put(report, id: report.text("_id"), in: .reports)
            return .ok(report)
        },
        .deleteReport: Route(.designer) { database, call throws(APIError) in
            database.remove(id: try find(database, call).text("_id"), from: .reports)
            return .noContent
        },
        .runReport: Route(.designer) { database, call throws(APIError) in
            var report = try find(database, call)
            send(report, from: &database, call)
            report["lastRun"] = call.timestamp
            database.put(report, id: report.text("_id"), in: .reports)
            return .ok(["success": true])
        },
    ]

    private static func find(_ database: Database, _ call: Call) throws(APIError) -> JSONObject {
        let caller = try call.person()
        guard let report = database[.reports][call.value("id")],
            caller.isAdministrator || report.text("owner") == caller.id
        else { throw .notFound("report", call.value("id")) }
        return report
    }

    private static func create(
        _ input: JSONValue, in database: inout Database, _ call: Call
    ) throws(APIError) -> JSONObject {
        try check(input.object ?? JSONObject(), in: database)
        let id = ObjectID.make(call.now)
        let report = JSONObject([
            ("_id", .string(id)), ("owner", .string(try call.person().id)), ("name", ""), ("enabled", true),
            ("events", []), ("dashboards", []), ("recipients", []), ("created", call.timestamp),
        ])
        .merging(input.object ?? JSONObject(), except: ["_id", "owner", "created"])
        database.put(report, id: id, in: .reports)
        return report
    }

    /// The ids in a list of a report, plain or in objects.
    private static func ids(_ key: String, of report: JSONObject) -> [String] {
        (report[key]?.array ?? []).compactMap { item in
            item.string ?? ["id", "_id", "oid", "recipient", "email"].lazy.compactMap { item[$0]?.string }.first
        }
    }

    /// - Throws: 404 for a dashboard that is not there, and for a recipient who is neither known nor an address.
    private static func check(_ report: JSONObject, in database: Database) throws(APIError) {
        for id in ids("dashboards", of: report) where database[.dashboards][id] == nil {
            throw .notFound("dashboard", id, code: 10001)
        }
        for name in ids("recipients", of: report) where database.user(name) == nil && database.group(name) == nil {
            guard name.isEmailAddress else { throw .notFound("recipient", name) }
        }
    }

    /// A mail to every recipient that is known here, with the titles of the dashboards.
    private static func send(_ report: JSONObject, from database: inout Database, _ call: Call) {
        let titles = ids("dashboards", of: report).compactMap { database[.dashboards][$0]?.text("title") }
        for address in ids("recipients", of: report).compactMap({ database.user($0)?.text("email") }) {
            let text = titles.map { "- \($0)" }.joined(separator: "\n")
            database.mail(to: address, subject: "Report: \(report.text("name"))", text: text, call)
        }
    }
}
