import SisenseClient

/// Usage analytics (seeds/003, Analytics): a token of its own, and whole collections with it.
enum AnalyticsHandlers {
    static let routes: Route.Table = [
        .getAnalyticsToken: Route(.administrator) { database, call throws(APIError) in
            let token = database.issueToken(user: try call.person().id, kind: "analytics", now: call.now)
            return .ok(["analytics_token": .string(token)])
        },
        .revokeAnalyticsToken: Route(.administrator) { database, call throws(APIError) in
            database.revokeTokens(of: try call.person().id, kind: "analytics")
            return Reply()
        },
        .getAnalyticsCollection: Route(.anyone) { database, call throws(APIError) in
            guard let token = call.request.bearerToken, database.holder(of: token, kind: "analytics") != nil else {
                throw .invalidToken
            }
            let lines = try records(database, call.value("collection")).map {
                JSONWriter.text(.object($0), layout: .compact)
            }
            return Reply(
                body: .bytes(Array(lines.joined(separator: "\n").utf8), contentType: "text/plain; charset=utf-8"))
        },
    ]

    private static func records(_ database: Database, _ collection: String) throws(APIError) -> [JSONObject] {
        let tables: [String: Database.Name] = [
            "dashboards": .dashboards, "elasticubes": .cubes, "groups": .groups, "roles": .roles, "users": .users,
            "widgets": .widgets,
        ]
        // Nothing is traced here, so that collection is empty.
        if collection == "trace" { return [] }
        guard let table = tables[collection] else { throw .notFound("collection", collection) }
        return Array(database[table].records)
    }
}
