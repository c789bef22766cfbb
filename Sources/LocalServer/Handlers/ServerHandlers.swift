import Foundation
import SisenseClient

/// What there is to say about a server of one machine, one tenant and no single sign-on: nodes, tenants, audit files,
/// OAuth services, languages, loading times.
enum ServerHandlers {
    static let routes: Route.Table = [
        .getClusterNodes: Route(.administrator) { _, _ throws(APIError) in
            .ok([["name": "localhost", "status": "Ready", "roles": ["application", "query", "build"]]])
        },
        .getAuditFiles: Route(.administrator) { _, call throws(APIError) in
            .ok(call.audit.files)
        },
        .getTenants: Route(.administrator) { _, _ throws(APIError) in
            .ok([["_id": "64ab00000000000000000d01", "name": "system", "systemDefault": true]])
        },
        .logDashboardTimer: Route(.user) { database, call throws(APIError) in
            let old = database[.settings]["timer"]?["measurements"]?.integer ?? 0
            database.put(JSONObject([("measurements", .count(old + 1))]), id: "timer", in: .settings)
            return .ok(["measurements": .count(old + 1)])
        },
        .getTranslations: Route(.user) { _, _ throws(APIError) in
            .ok(.strings(Translations.all.keys.sorted()))
        },
        .getTranslation: Route(.user) { _, call throws(APIError) in
            guard let words = Translations.all[call.value("lang")] else {
                throw .notFound("language", call.value("lang"))
            }
            return .ok(JSONObject(words.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }))
        },
        .getOAuthLoginURL: Route(.dataDesigner) { _, call throws(APIError) in
            .ok(["uri": .string("\(try service(call))?response_type=code&client_id=acme-bi&scope=openid%20email")])
        },
        .authorizeOAuth: Route(.dataDesigner) { _, call throws(APIError) in
            _ = try service(call)
            let input = try call.object()
            let missing = ["code", "redirectUri"].filter { input[$0]?.string?.isEmpty ?? true }
            guard missing.isEmpty else { throw .missing(missing) }
            return .ok([
                "access_token": .string(Hexadecimal.text(Random.bytes(24))),
                "refresh_token": .string(Hexadecimal.text(Random.bytes(24))), "expires_in": 3600,
            ])
        },
        .loginWithSAML: Route(.anyone) { _, call throws(APIError) in
            try samlRedirect(call)
        },
    ]

    private static let services = [
        "google": "https://accounts.google.com/o/oauth2/v2/auth", "github": "https://github.com/login/oauth/authorize",
        "salesforce": "https://login.salesforce.com/services/oauth2/authorize",
    ]

    private static func service(_ call: Call) throws(APIError) -> String {
        guard let address = services[call.value("service").lowercased()] else {
            throw .notFound("OAuth service", call.value("service"))
        }
        return address
    }

    /// Only paths of this server are redirected to: anything else would lend its name to strangers.
    private static func samlRedirect(_ call: Call) throws(APIError) -> Reply {
        let items: [QueryItem]
        do {
            items = try RequestTarget.form(call.request.body[...])
        } catch {
            throw .invalid(error.message, status: 400)
        }
        guard items.contains(where: { $0.name == "SAMLResponse" && !$0.value.isEmpty }) else {
            throw .missing(["SAMLResponse"])
        }
        let wanted = items.first { $0.name == "RelayState" }?.value ?? "/"
        let isPath =
            wanted.hasPrefix("/") && !wanted.hasPrefix("//") && !wanted.contains("\\")
            && wanted.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        return Reply(status: 302, headers: [("Location", isPath ? wanted : "/")])
    }
}
