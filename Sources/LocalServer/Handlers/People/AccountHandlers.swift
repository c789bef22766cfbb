import Foundation
import SisenseClient

/// Activation, password resets, lockouts and the licence (seeds/003, Account).
enum AccountHandlers {
    static let routes: Route.Table = [
        .checkActivation: Route(.anyone) { database, call throws(APIError) in
            .ok(["userName": .string(try holder(.activation, database, call).text("userName"))])
        },
        .checkPasswordReset: Route(.anyone) { database, call throws(APIError) in
            .ok(["userName": .string(try holder(.reset, database, call).text("userName"))])
        },
        .beginActivation: Route(.anyone) { database, call throws(APIError) in
            try begin(.activation, email: try call.object().text("email"), in: &database, call)
            return begun(call)
        },
        .beginActivations: Route(.anyone) { database, call throws(APIError) in
            for item in try call.json().array ?? [] {
                try begin(.activation, email: item.string ?? item["email"]?.string ?? "", in: &database, call)
            }
            return begun(call)
        },
        .beginPasswordReset: Route(.anyone) { database, call throws(APIError) in
            try begin(.reset, email: try call.object().text("email"), in: &database, call)
            return begun(call)
        },
        .activateAccount: Route(.anyone) { database, call throws(APIError) in
            try finish(.activation, in: &database, call)
            return .noContent
        },
        .resetPassword: Route(.anyone) { database, call throws(APIError) in
            try finish(.reset, in: &database, call)
            return .noContent
        },
        .changePassword: Route(.user) { database, call throws(APIError) in
            let id = try call.person().id
            let input = try call.object()
            let known = database[.credentials][id].flatMap(Password.init(record:))
            guard known?.matches(input.text("currentPassword")) == true else {
                return .refusal(
                    APIError(status: 404, code: 404, message: "The current password is wrong"),
                    delay: call.wrongPasswordDelay)
            }
            try UserRecord.setPassword(input.text("newPassword"), of: id, in: &database, call)
            return .noContent
        },
        .getLockoutStatus: Route(.administrator) { database, call throws(APIError) in
            let id = try UserHandlers.find(call.value("user_id"), in: database).text("_id")
            guard let until = Lockout.blockedUntil(id, in: database), until > call.now else {
                return .ok(["blocked": false, "blockedUntil": .null])
            }
            return .ok(["blocked": true, "blockedUntil": .string(Timestamp(until).description)])
        },
        .removeLockout: Route(.administrator) { database, call throws(APIError) in
            Lockout.clear(try UserHandlers.find(call.value("user_id"), in: database).text("_id"), in: &database)
            return .noContent
        },
        .getLicenceInfo: Route(.administrator) { database, _ throws(APIError) in
            .ok(Licence.document(database))
        },
        .setNewLicence: Route(.administrator) { database, call throws(APIError) in
            let input = try call.object()
            let name = input["username"]?.string ?? input["email"]?.string
            guard let name, let password = input["password"]?.string else {
                throw .invalid("username and password are missing", status: 400)
            }
            // No licence office is within reach: the sample administrator's credentials stand for valid ones.
            guard name == SampleData.administratorEmail, password == SampleData.password else {
                throw APIError(status: 401, code: 401, message: "Invalid credentials")
            }
            var licence = database[.settings]["license"] ?? JSONObject()
            licence["expirationDate"] = .string(Timestamp(call.now + 365 * 86_400).description)
            database.put(licence, id: "license", in: .settings)
            return .ok(Licence.document(database))
        },
    ]

    private static func holder(
        _ kind: AccountLetter, _ database: Database, _ call: Call
    ) throws(APIError) -> JSONObject {
        let found = database.holder(of: call.value("token"), kind: kind.rawValue)
        // A letter from before somebody was deactivated does not let them in again.
        guard let user = found, Licence.holdsSeat(user) else {
            throw APIError(status: 404, code: 202, message: "The \(kind.rawValue) token is unknown or was used already")
        }
        return user
    }

    /// True for a caller who may know which addresses there are: an administrator can read them all.
    private static func knowsAddresses(_ call: Call) -> Bool { call.caller?.may(.administrator) ?? false }

    /// The answer to a stranger is the same whether there was anybody to mail, and takes the same time.
    private static func begun(_ call: Call) -> Reply {
        Reply(status: 204, delay: knowsAddresses(call) ? .zero : call.wrongPasswordDelay)
    }

    /// Makes a token and mails it. Whoever asks again makes the earlier one useless.
    /// Who was deactivated gets none, and the answer does not tell: a letter would let them in again.
    /// - Throws: 404 for an address that nobody has, to those who may know.
    private static func begin(
        _ kind: AccountLetter, email: String, in database: inout Database, _ call: Call
    ) throws(APIError) {
        guard let user = database[.users].records("email", email).first else {
            guard knowsAddresses(call) else { return }
            throw .notFound("user", email, code: 2001)
        }
        if Licence.holdsSeat(user) { database.sendLetter(kind, to: user, call) }
    }

    /// The reference wants the MD5 of the new password in hexadecimal digits; newer descriptions want the password.
    private static func finish(_ kind: AccountLetter, in database: inout Database, _ call: Call) throws(APIError) {
        var user = try holder(kind, database, call)
        let id = user.text("_id")
        let password = try call.object().text("password")
        if password.utf8.count == 32, let digest = [UInt8](hexadecimal: password) {
            let kept = Password(digest: digest.hexadecimal, rounds: call.passwordRounds)
            database.put(kept.record, id: id, in: .credentials)
        } else {
            try UserRecord.setPassword(password, of: id, in: &database, call)
        }
        database.revokeTokens(of: id)
        user["active"] = true
        user["pendingExpiration"] = nil
        user["lastUpdated"] = call.timestamp
        database.put(user, id: id, in: .users)
    }
}

/// Logging in and out, and tokens (seeds/003, Authentication).
enum AuthenticationHandlers {
    static let routes: Route.Table = [
        .login: Route(.anyone) { database, call throws(APIError) in
            try Login.perform(&database, call)
        },
        .logout: Route(.user) { database, call throws(APIError) in
            let caller = try call.person()
            if let device = call.query("targetDevice") {
                let tokens = database[.tokens]
                let slots = tokens.slots("user", caller.id).filter { tokens[slot: $0].text("device") == device }
                for id in slots.map(tokens.id) { database.remove(id: id, from: .tokens) }
            } else {
                database.remove(id: caller.token, from: .tokens)
            }
            return .noContent
        },
        .logoutAll: Route(.user) { database, call throws(APIError) in
            database.revokeTokens(of: try call.person().id)
            return .noContent
        },
        .logoutUsers: Route(.administrator) { database, call throws(APIError) in
            for user in try users(call, database) { database.revokeTokens(of: user) }
            return .noContent
        },
        .logoutEveryone: Route(.administrator) { database, _ throws(APIError) in
            let tokens = database[.tokens]
            for id in tokens.slots.map(tokens.id) { database.remove(id: id, from: .tokens) }
            return .noContent
        },
        .revokeTokens: Route(.administrator) {
            database, call throws(APIError) in
            let kind = call.value("tokenType")
            guard ["api", "odbc", "sso"].contains(kind) else { throw .notFound("token type", kind) }
            for user in try users(call, database) { database.revokeTokens(of: user, kind: kind) }
            return .noContent
        },
        .getAPIToken: Route(.user) { database, call throws(APIError) in
            // The one that came with the request, else the one there is. Everybody has one since they logged in; where
            // an administrator has ended it, there is another from now on, as a real server would sign one.
            let caller = try call.person()
            let isAPIToken = database[.tokens][caller.token]?.text("kind") == "api"
            let own = call.request.bearerToken.flatMap { isAPIToken ? $0 : nil }
            let token =
                own ?? database.apiToken(of: caller.id)
                ?? database.issueToken(user: caller.id, kind: "api", now: call.now)
            return .ok(["token": .string(token)])
        },
        .renewAPIToken: Route(.user) { database, call throws(APIError) in
            let caller = try call.person()
            database.revokeTokens(of: caller.id, kind: "api")
            return .ok(["token": .string(database.issueToken(user: caller.id, kind: "api", now: call.now))])
        },
    ]

    private static func users(_ call: Call, _ database: Database) throws(APIError) -> [String] {
        guard let ids = call.list("users"), !ids.isEmpty else { throw .missing(["users"]) }
        for id in ids { _ = try UserHandlers.find(id, in: database) }
        return ids
    }
}

/// Servers that may copy dashboards to this one (seeds/003, Authentication, server_access).
enum TrustedServerHandlers {
    static let routes: Route.Table = [
        .getTrustedServers: Route(.administrator) { database, _ throws(APIError) in
            .ok(Array(database[.trustedServers].records))
        },
        .createTrustedServer: Route(.administrator) { database, call throws(APIError) in
            var server = JSONObject([("_id", .string(ObjectID.make(call.now)))])
            try fill(&server, in: database, call)
            database.put(server, id: server.text("_id"), in: .trustedServers)
            return .ok(server)
        },
        .updateTrustedServer: Route(.administrator) { database, call throws(APIError) in
            var server = try find(database, call)
            try fill(&server, in: database, call)
            database.put(server, id: server.text("_id"), in: .trustedServers)
            return .ok(server)
        },
        .deleteTrustedServer: Route(.administrator) { database, call throws(APIError) in
            database.remove(id: try find(database, call).text("_id"), from: .trustedServers)
            return Reply()
        },
    ]

    private static func find(_ database: Database, _ call: Call) throws(APIError) -> JSONObject {
        guard let server = database[.trustedServers][call.value("id")] else {
            throw .notFound("trusted server", call.value("id"))
        }
        return server
    }

    private static func fill(_ server: inout JSONObject, in database: Database, _ call: Call) throws(APIError) {
        let input = try call.object()
        let address = input["serverName"]?.string ?? server.text("serverName")
        guard !address.isEmpty else { throw .missing(["serverName"]) }
        guard let url = URL(string: address), ["http", "https"].contains(url.scheme ?? ""), url.host != nil else {
            throw .invalid("serverName has to be an address such as https://bi2.acme.example", status: 400)
        }
        let id = server.text("_id")
        guard database[.trustedServers].records("serverName", address).allSatisfy({ $0.text("_id") == id }) else {
            throw .invalid("\(address) is on the list already", status: 400)
        }
        server["serverName"] = .string(address)
        server["name"] = .string(input["name"]?.string ?? server.text("name"))
    }
}
