import SisenseClient

/// The server's own database and key (seeds/003, Database; newer servers have the same under other paths).
enum DatabaseHandlers {
    private static let encryptPassword = Route(.administrator) { database, call throws(APIError) in
        guard let text = call.query("plaintext") else { throw .missing(["plaintext"]) }
        return .ok(.string(database.seal().close(text)))
    }

    /// The users of the document database this server would have.
    private static let users: Set<String> = ["RootUser", "WriteUser", "ReadUser"]

    private static let changePassword = Route(.administrator) { database, call throws(APIError) in
        let input = try call.object()
        guard users.contains(input.text("userName")) else { throw .invalid("Invalid username", status: 400) }
        let kept = Password(input.text("password"), rounds: call.passwordRounds)
        database.put(kept.record, id: "database/\(input.text("userName"))", in: .credentials)
        return Reply()
    }

    static let routes: Route.Table = [
        .encryptDatabasePassword: encryptPassword,
        .encryptAppDatabasePassword: encryptPassword,
        .changeDatabasePassword: changePassword,
        .changeAppDatabasePassword: changePassword,
        .encryptText: Route(.administrator) { database, call throws(APIError) in
            .ok(.string(database.seal().close(try text(call))))
        },
        .decryptText: Route(.administrator) { database, call throws(APIError) in
            guard let opened = database.seal().open(try text(call)) else {
                throw .invalid("This text was not encrypted by this server", status: 400)
            }
            return .ok(.string(opened))
        },
    ]

    /// A JSON string, or an object with one.
    private static func text(_ call: Call) throws(APIError) -> String {
        let body = try call.json()
        let member = ["text", "payload", "value"].lazy.compactMap { body[$0]?.string }.first
        guard let text = body.string ?? member else { throw .invalid("The body has to be a text", status: 400) }
        return text
    }
}

/// Documents that plug-ins keep on the server (seeds/003, Custom Data). Each belongs to the user who added it;
/// administrators have them all.
enum CustomDataHandlers {
    /// The member with the id of the owner. It is not shown.
    private static let owner = "_owner"

    static let routes: Route.Table = [
        .getCustomData: Route(.user) { database, call throws(APIError) in
            .ok(try documents(of: call, in: database).map(shown))
        },
        .createCustomData: Route(.user) { database, call throws(APIError) in
            var document = try call.object()
            let id = ObjectID.make(call.now)
            document["_id"] = .string(id)
            document[owner] = .string(try call.person().id)
            database.put(document, id: id, in: .customData)
            return .created(shown(document))
        },
        .queryCustomData: Route(.user) { database, call throws(APIError) in
            .ok(try find(try call.json(), call, in: database).map(shown))
        },
        .updateCustomData: Route(.user) { database, call throws(APIError) in
            let input = try call.object()
            let change = input["objectForUpdate"]?.object ?? JSONObject()
            let found = try matching(input["queryForSearch"] ?? [:], call, in: database)
            for document in found {
                let changed = document.merging(change, except: ["_id", owner])
                database.put(changed, id: document.text("_id"), in: .customData)
            }
            return .ok(.count(found.count))
        },
        .deleteCustomData: Route(.user) { database, call throws(APIError) in
            let found = try matching(try call.json(), call, in: database)
            for document in found { database.remove(id: document.text("_id"), from: .customData) }
            return .ok(.count(found.count))
        },
    ]

    private static func documents(of call: Call, in database: Database) throws(APIError) -> [JSONObject] {
        let caller = try call.person()
        return database[.customData].records.filter { caller.isAdministrator || $0.text(owner) == caller.id }
    }

    private static func shown(_ document: JSONObject) -> JSONObject {
        var shown = document
        shown[owner] = nil
        return shown
    }

    private static func find(
        _ query: JSONValue, _ call: Call, in database: Database
    ) throws(APIError) -> [JSONObject] {
        let filter = try DocumentFilter(query)
        return try documents(of: call, in: database).filter { filter.matches(.object(shown($0))) }
    }

    /// - Throws: 404 when nothing matches, as changing and deleting are documented.
    private static func matching(
        _ query: JSONValue, _ call: Call, in database: Database
    ) throws(APIError) -> [JSONObject] {
        let found = try find(query, call, in: database)
        guard !found.isEmpty else { throw APIError(status: 404, code: 202, message: "No document matches the query") }
        return found
    }
}

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
            guard let token = call.request.bearerToken, let user = database.holder(of: token, kind: "analytics"),
                user["active"]?.bool == true
            else { throw .invalidToken }
            // Whoever is no administrator any more reads no records of others.
            guard ["super", "admin", "tenantAdmin"].contains(database.baseRole(of: user)) else { throw .forbidden() }
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
