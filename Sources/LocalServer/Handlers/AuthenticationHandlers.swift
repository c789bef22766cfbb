import Foundation
import SisenseClient

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
            // Only hashes are kept, so the one token that can be told is the one that came with the request.
            let caller = try call.person()
            let isAPIToken = database[.tokens][caller.token]?.text("kind") == "api"
            let own = call.request.bearerToken.flatMap { isAPIToken ? $0 : nil }
            return .ok([
                "token": .string(own ?? database.issueToken(user: caller.id, kind: "api", now: call.now))
            ])
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
