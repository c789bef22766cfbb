import Foundation
import SisenseClient

/// The settings documents (seeds/003, Settings; seeds/000 for the system document).
enum SettingsHandlers {
    static let routes: Route.Table = [
        .getSystemSettings: Route(.administrator) { database, _ throws(APIError) in
            .ok(try system(database))
        },
        .replaceSystemSettings: Route(.administrator) { database, call throws(APIError) in
            .ok(try saveSystem(&database, call))
        },
        .getSystemSettingsV0: Route(.administrator) { database, _ throws(APIError) in
            .ok(try system(database))
        },
        .replaceSystemSettingsV0: Route(.administrator) { database, call throws(APIError) in
            .ok(try saveSystem(&database, call))
        },
        .getPublicSettings: Route(.anyone) { database, _ throws(APIError) in
            let language = database[.settings]["globalization"]?["language"] ?? "en-US"
            return .ok(["firstday": database[.settings]["system"]?["firstday"] ?? "sun", "language": language])
        },
        .getSecuritySettings: Route(.administrator) { database, _ throws(APIError) in
            guard let document = database[.settings]["security"] else { throw .notFound("setting", "security") }
            return .ok(document)
        },
        .replaceSecuritySettings: Route(.administrator) { database, call throws(APIError) in
            .ok(try saveSecurity(&database, call))
        },
        .getLoginLockout: Route(.administrator) { database, _ throws(APIError) in
            .ok(database[.settings]["login_lockout"] ?? JSONObject())
        },
        .updateLoginLockout: Route(.administrator) { database, call throws(APIError) in
            let rules = (database[.settings]["login_lockout"] ?? JSONObject()).merging(try call.object())
            database.put(rules, id: "login_lockout", in: .settings)
            return .ok(rules)
        },
        // A list, by the published definition; of the one document there is here, once it is set.
        .getDesignSettings: Route(.user) { database, _ throws(APIError) in
            .ok([database[.settings]["ui"]].compactMap(\.self))
        },
        .replaceDesignSettings: Route(.administrator) { database, call throws(APIError) in
            let design = (database[.settings]["ui"] ?? JSONObject()).merging(try call.object())
            database.put(design, id: "ui", in: .settings)
            return .ok(design)
        },
        .deleteDesignSettings: Route(.administrator) { database, _ throws(APIError) in
            database.remove(id: "ui", from: .settings)
            return .noContent
        },
    ]

    private static func system(_ database: Database) throws(APIError) -> JSONObject {
        guard let document = database[.settings]["system"] else {
            throw .invalid("System settings are empty", status: 400)
        }
        return document
    }

    /// Keys left out keep their value, but for `firstday`: without it the first day of the week falls back to Sunday
    /// (seeds/000, Enabling CORS using the REST API).
    private static func saveSystem(_ database: inout Database, _ call: Call) throws(APIError) -> JSONObject {
        let input = try normalized(try call.object())
        var document = (database[.settings]["system"] ?? JSONObject()).merging(input, except: ["_id"])
        if input["firstday"] == nil { document["firstday"] = "sun" }
        database.put(document, id: "system", in: .settings)
        return document
    }

    /// The list of origins as browsers send them: a scheme and a host in small letters, no port where it is the
    /// scheme's own, and nothing after it. An origin that is none is refused, since it would admit nobody.
    private static func normalized(_ input: JSONObject) throws(APIError) -> JSONObject {
        guard let origins = input["webServer"]?["cors"]?["allowedOrigins"]?.array else { return input }
        var input = input
        var admitted: [JSONValue] = []
        for text in origins.compactMap(\.string) {
            let origin: String
            switch OriginEntry.parse(text) {
            case .accepted(let text, _), .normalized(let text, _, _): origin = text
            case .rejected(let reason): throw .invalid("'\(text)' is no origin. \(reason)", status: 400)
            }
            if !admitted.contains(.string(origin)) { admitted.append(.string(origin)) }
        }
        input["webServer"]?["cors"]?["allowedOrigins"] = .array(admitted)
        return input
    }

    /// Switching the way sessions end rotates everyone's tokens, the caller's too.
    private static func saveSecurity(_ database: inout Database, _ call: Call) throws(APIError) -> JSONObject {
        let input = try call.object()
        let old = database[.settings]["security"] ?? JSONObject()
        let rule = input.text("passwordRegex")
        guard rule.isEmpty || PasswordRule(rule) != nil else {
            throw .invalid("passwordRegex is no regular expression", status: 400)
        }
        let document = old.merging(input, except: ["_id", "name", "secret"])
        database.put(document, id: "security", in: .settings)
        if ["authenticationMode", "sameSite"].contains(where: { document[$0] != old[$0] }) {
            let tokens = database[.tokens]
            for id in tokens.slots.map(tokens.id) { database.remove(id: id, from: .tokens) }
        }
        return document
    }
}

/// Single sign-on, email server, globalization, the old server-wide key and branding (seeds/003, Settings).
enum ServiceSettingsHandlers {
    static let routes: Route.Table = [
        .getSSOSettings: Route(.administrator) { database, _ throws(APIError) in
            guard let document = database[.settings]["sso"] else { throw .notFound("setting", "sso") }
            return .ok(document)
        },
        .replaceSSOSettings: Route(.administrator) { database, call throws(APIError) in
            let input = try call.object()
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
            return .ok(saveEmail(JSONObject(), try call.object(), &database))
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
            return .ok(saveGlobalization(try call.object(), &database))
        },
        .replaceGlobalization: Route(.administrator) { database, call throws(APIError) in
            .ok(saveGlobalization(try call.object(), &database))
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
        .replaceBranding: Route(.administrator) { database, call throws(APIError) in
            let document = try call.object()
            database.put(document, id: "branding", in: .settings)
            return .ok(document)
        },
        .deleteBranding: Route(.administrator) { database, _ throws(APIError) in
            guard database[.settings]["branding"] != nil else { throw .notFound("setting", "branding") }
            database.remove(id: "branding", from: .settings)
            return .noContent
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

    private static func saveGlobalization(_ input: JSONObject, _ database: inout Database) -> JSONObject {
        database.put(input, id: "globalization", in: .settings)
        return input
    }

    private static func generateKey(_ database: inout Database) -> JSONObject {
        let document = JSONObject([
            ("_id", "64ab00000000000000000f04"), ("apiKey", .string(Random.bytes(24).hexadecimal)),
        ])
        database.put(document, id: "api", in: .settings)
        return document
    }
}
