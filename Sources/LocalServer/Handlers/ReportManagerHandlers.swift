import SisenseClient

/// Scheduled reports of newer servers. Nothing runs by the clock here; `run` writes the letters.
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
            guard let items = try call.json().array, !items.isEmpty else {
                throw .invalid("The reports have to be an array", status: 400)
            }
            var created: [JSONObject] = []
            for item in items { created.append(try create(item, in: &database, call)) }
            return .created(.array(created.map(JSONValue.object)))
        },
        .updateReport: Route(.designer) { database, call throws(APIError) in
            let report = try find(database, call).merging(try call.object(), except: ["_id", "owner", "created"])
            try check(report)
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
        guard let input = input.object else { throw .invalid("A report has to be a JSON object", status: 400) }
        let id = ObjectID.make(call.now)
        let report = JSONObject([
            ("_id", .string(id)), ("owner", .string(try call.person().id)), ("name", ""), ("enabled", true),
            ("events", []), ("dashboards", []), ("recipients", []), ("created", call.timestamp),
        ])
        .merging(input, except: ["_id", "owner", "created"])
        try check(report)
        database.put(report, id: id, in: .reports)
        return report
    }

    private static func check(_ report: JSONObject) throws(APIError) {
        guard !report.text("name").isEmpty else { throw .missing(["name"]) }
        for key in ["dashboards", "recipients"] where report[key]?.array == nil {
            throw .invalid("\(key) has to be an array")
        }
    }

    /// A letter to every recipient that is known here, with the titles of the dashboards.
    private static func send(_ report: JSONObject, from database: inout Database, _ call: Call) {
        func ids(_ key: String) -> [String] {
            (report[key]?.array ?? []).compactMap { item in
                item.string ?? ["id", "_id", "oid", "recipient", "email"].lazy.compactMap { item[$0]?.string }.first
            }
        }
        let titles = ids("dashboards").compactMap { database[.dashboards][$0]?.text("title") }
        for address in ids("recipients").compactMap({ database.user($0)?.text("email") }) {
            let text = titles.map { "- \($0)" }.joined(separator: "\n")
            database.mail(to: address, subject: "Report: \(report.text("name"))", text: text, call)
        }
    }
}
