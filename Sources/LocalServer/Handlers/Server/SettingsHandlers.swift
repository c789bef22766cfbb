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
            return .ok(["firstday": try system(database)["firstday"] ?? "sun", "language": language])
        },
        .getSecuritySettings: Route(.administrator) { database, _ throws(APIError) in
            .ok(database[.settings]["security"] ?? JSONObject())
        },
        .replaceSecuritySettings: Route(.administrator) { database, call throws(APIError) in
            .ok(try saveSecurity(&database, call))
        },
        .getLoginLockout: Route(.administrator) { database, _ throws(APIError) in
            .ok(database[.settings]["login_lockout"] ?? JSONObject())
        },
        .updateLoginLockout: Route(.administrator) { database, call throws(APIError) in
            let input = try call.object()
            for key in ["maxFailedAttempts", "failedAttemptsPeriod", "lockoutPeriod"] {
                if let value = input[key], !(1...10_000).contains(value.integer ?? 0) {
                    throw .invalid("\(key) has to be a number from 1 to 10000")
                }
            }
            let rules = (database[.settings]["login_lockout"] ?? JSONObject()).merging(input)
            database.put(rules, id: "login_lockout", in: .settings)
            return .ok(rules)
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
        let input = try call.object()
        try check(input)
        var document = (database[.settings]["system"] ?? JSONObject()).merging(input, except: ["_id"])
        if input["firstday"] == nil { document["firstday"] = "sun" }
        database.put(document, id: "system", in: .settings)
        return document
    }

    private static func check(_ input: JSONObject) throws(APIError) {
        func refuse(_ message: String) -> APIError { .invalid(message, status: 400) }
        if let day = input["firstday"], !["mon", "tue", "wed", "thu", "fri", "sat", "sun"].contains(day.string) {
            throw refuse("firstday has to be a day such as \"mon\"")
        }
        for (key, value) in [("webServer", input["webServer"]), ("webServer.cors", input["webServer"]?["cors"])] {
            if let value, value.object == nil { throw refuse("\(key) has to be an object") }
        }
        let cors = input["webServer"]?["cors"]
        if let enabled = cors?["enabled"], enabled.bool == nil {
            throw refuse("webServer.cors.enabled has to be true or false")
        }
        if let origins = cors?["allowedOrigins"] {
            guard let items = origins.array, items.allSatisfy({ $0.string != nil }) else {
                throw refuse("webServer.cors.allowedOrigins has to be an array of strings")
            }
        }
    }

    /// Switching the way sessions end rotates everyone's tokens, the caller's too.
    private static func saveSecurity(_ database: inout Database, _ call: Call) throws(APIError) -> JSONObject {
        let input = try call.object()
        let old = database[.settings]["security"] ?? JSONObject()
        if let mode = input["authenticationMode"], !["client", "server"].contains(mode.string) {
            throw .invalid("authenticationMode has to be \"client\" or \"server\"", status: 400)
        }
        if let rule = input["passwordRegex"] {
            guard let text = rule.string, (try? NSRegularExpression(pattern: text)) != nil else {
                throw .invalid("passwordRegex is no regular expression", status: 400)
            }
        }
        if let domains = input["embeddedDomains"], domains.array?.allSatisfy({ $0.string != nil }) != true {
            throw .invalid("embeddedDomains has to be an array of strings", status: 400)
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
