import SisenseClient

/// Single sign-on, e-mail server, globalization, the old server-wide key and branding (seeds/003, Settings).
enum ServiceSettingsHandlers {
    static let routes: Route.Table = [
        .getSSOSettings: Route(.administrator) { database, _ throws(APIError) in
            .ok(database[.settings]["sso"] ?? JSONObject())
        },
        .replaceSSOSettings: Route(.administrator) { database, call throws(APIError) in
            let input = try call.object()
            if let type = input["ssoType"], !["jwt", "saml"].contains(type.string) {
                throw .invalid("ssoType has to be jwt or saml", status: 400)
            }
            let document = (database[.settings]["sso"] ?? JSONObject()).merging(input, except: ["_id", "name"])
            database.put(document, id: "sso", in: .settings)
            return .ok(document)
        },
        .getEmailServer: Route(.administrator) { database, _ throws(APIError) in
            guard let document = database[.settings]["email_server"] else {
                throw .notFound("e-mail server", "settings")
            }
            return .ok(shown(document))
        },
        .createEmailServer: Route(.administrator) { database, call throws(APIError) in
            guard database[.settings]["email_server"] == nil else {
                throw .invalid("The e-mail server settings exist already", status: 400, code: 7501)
            }
            let input = try call.object()
            let missing = ["enable", "host", "port"].filter { input[$0] == nil }
            guard missing.isEmpty else { throw .invalid("Missing: \(missing.joined(separator: ", "))", status: 400) }
            return .ok(saveEmail(JSONObject(), input, &database))
        },
        .updateEmailServer: Route(.administrator) { database, call throws(APIError) in
            guard let old = database[.settings]["email_server"] else {
                throw .invalid("There are no e-mail server settings to change", status: 400, code: 7501)
            }
            return .ok(saveEmail(old, try call.object(), &database))
        },
        .deleteEmailServer: Route(.administrator) { database, _ throws(APIError) in
            guard database[.settings]["email_server"] != nil else { throw .notFound("e-mail server", "settings") }
            database.remove(id: "email_server", from: .settings)
            return .noContent
        },
        .getGlobalization: Route(.administrator) { database, _ throws(APIError) in
            guard let document = database[.settings]["globalization"] else {
                throw .notFound("setting", "globalization")
            }
            return .ok(document)
        },
        .createGlobalization: Route(.administrator) { database, call throws(APIError) in
            guard database[.settings]["globalization"] == nil else {
                throw .invalid("The locale is set already; PUT replaces it", status: 400)
            }
            return .ok(try saveGlobalization(&database, call))
        },
        .replaceGlobalization: Route(.administrator) { database, call throws(APIError) in
            .ok(try saveGlobalization(&database, call))
        },
        .deleteGlobalization: Route(.administrator) { database, _ throws(APIError) in
            guard database[.settings]["globalization"] != nil else { throw .forbidden("Not configured yet") }
            database.remove(id: "globalization", from: .settings)
            return .noContent
        },
        .getServerAPIKey: Route(.administrator) { database, call throws(APIError) in
            .ok(database[.settings]["api"] ?? generateKey(&database))
        },
        .generateServerAPIKey: Route(.administrator) { database, _ throws(APIError) in
            .ok(generateKey(&database))
        },
        .getBranding: Route(.user) { database, _ throws(APIError) in
            guard let document = database[.settings]["branding"] else { throw .notFound("setting", "branding") }
            return .ok(document)
        },
    ]

    private static let secrets = ["pass", "apiKey"]

    private static func saveEmail(_ old: JSONObject, _ input: JSONObject, _ database: inout Database) -> JSONObject {
        var document = old.merging(input)
        for key in secrets {
            if let secret = input[key]?.string { document[key] = .string(database.seal().close(secret)) }
        }
        database.put(document, id: "email_server", in: .settings)
        return shown(document)
    }

    /// Passwords stay on the server.
    private static func shown(_ document: JSONObject) -> JSONObject {
        var document = document
        for key in secrets { document[key] = nil }
        return document
    }

    private static func saveGlobalization(_ database: inout Database, _ call: Call) throws(APIError) -> JSONObject {
        let input = try call.object()
        guard let language = input["language"]?.string, !language.isEmpty else {
            throw .invalid("language is missing", status: 400)
        }
        database.put(input, id: "globalization", in: .settings)
        return input
    }

    private static func generateKey(_ database: inout Database) -> JSONObject {
        let document = JSONObject([
            ("_id", "64ab00000000000000000f04"), ("apiKey", .string(Hexadecimal.text(Random.bytes(24)))),
        ])
        database.put(document, id: "api", in: .settings)
        return document
    }
}
