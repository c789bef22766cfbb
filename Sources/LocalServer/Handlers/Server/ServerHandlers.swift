import Foundation
import SisenseClient

/// The state of a server of one machine, one tenant and no single sign-on: nodes, tenants, audit files,
/// OAuth services, languages, loading times.
enum ServerHandlers {
    static let routes: Route.Table = [
        .getClusterNodes: Route(.administrator) { _, _ throws(APIError) in
            .ok([
                [
                    "oid": "64ab00000000000000000d02", "hostName": "localhost", "active": true,
                    "nodeRoles": ["APPLICATION", "QUERY", "BUILD"], "amountOfCpu": 8, "amountOfRamInMb": 32768,
                    "architecture": "amd64", "operatingSystem": "linux", "osImage": "Ubuntu 22.04.4 LTS",
                ]
            ])
        },
        .getAuditFiles: Route(.administrator) { _, call throws(APIError) in
            .ok(call.audit.files)
        },
        .getTenants: Route(.administrator) { _, _ throws(APIError) in
            .ok([
                [
                    "_id": "64ab00000000000000000d01", "name": "system", "default": true, "systemManagement": true,
                    "tenantDomainNames": ["bi.acme.example"],
                ]
            ])
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
            return .ok([
                "access_token": .string(Random.bytes(24).hexadecimal),
                "refresh_token": .string(Random.bytes(24).hexadecimal), "expires_in": 3600,
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

/// The health probe (seeds/003, Application).
enum ApplicationHandlers {
    static let routes: Route.Table = [
        .getApplicationStatus: Route(.anyone) { database, call throws(APIError) in
            var status = database[.settings]["status"] ?? JSONObject()
            if var license = status["license"]?.object, let mobile = database[.features]["mobile"] {
                license["isMobileEnabled"] = mobile["active"]
                status["license"] = .object(license)
            }
            if let version = call.version, var number = status["version"]?.object {
                number["version"] = .string(version.number)
                status["version"] = .object(number)
            }
            return .ok(status)
        }
    ]
}

/// Plug-ins (seeds/003, Plugins).
enum PluginHandlers {
    static let routes: Route.Table = [
        .getPlugins: Route(.administrator) { database, call throws(APIError) in
            var query = try SpecialQuery(call)
            let order = call.query("orderby") ?? "name"
            let isDescending = call.flag("desc") ?? false
            query.sort = [SpecialQuery.SortKey(name: order, isDescending: isDescending)]
            let search = call.query("search") ?? ""
            let found = database[.plugins].records.filter {
                search.isEmpty || $0.text("name").lowercased().contains(search.lowercased())
            }
            return .ok([
                "count": .count(found.count), "plugins": .array(query.page(of: found).map(JSONValue.object)),
                "queryMetadata": [
                    "limit": query.limit == .max ? .null : .count(query.limit), "skip": .count(query.skip),
                    "search": .string(search), "orderby": .string(order), "desc": .bool(isDescending),
                ],
            ])
        },
        .getPluginInfo: Route(.administrator) { database, call throws(APIError) in
            let count = database[.plugins].records.count { $0["isEnabled"]?.bool == true }
            guard call.flag("returnFile") ?? false else {
                return .ok(["fileName": "plugins.js", "lastBuildError": .null, "enabled": .count(count)])
            }
            return .file(Array("// \(count) plug-ins\n".utf8), "application/javascript", name: "plugins.js")
        },
        .updatePlugins: Route(.administrator) { database, call throws(APIError) in
            let items = try call.json().array ?? []
            var changed: [JSONObject] = []
            for item in items {
                let id = item["folderName"]?.string ?? ""
                guard let old = database[.plugins][id], let patch = item.object else { continue }
                var plugin = old.merging(patch, except: ["folderName"])
                guard plugin != old else { continue }
                plugin["lastUpdate"] = call.timestamp
                database.put(plugin, id: id, in: .plugins)
                changed.append(plugin)
            }
            guard !changed.isEmpty else { throw APIError(status: 404, code: 202, message: "No plug-in was changed") }
            // The reference has 202 for all of them changed; the definitions of December 2020, and the clients written
            // since, have 200 for that and 202 for some.
            let isWhole = call.version != nil && changed.count == items.count
            return Reply(status: isWhole ? 200 : 202, body: .json(.array(changed.map(JSONValue.object))))
        },
    ]
}

/// Features that can be switched (seeds/003, Features).
enum FeatureHandlers {
    static let routes: Route.Table = [
        .getFeatures: Route(.user) { database, _ throws(APIError) in
            .ok(Array(database[.features].records))
        },
        .toggleFeature: Route(.administrator) { database, call throws(APIError) in
            let key = call.value("key")
            guard var feature = database[.features][key] else { throw .notFound("feature", key) }
            let body = try call.json()
            guard let active = body.bool ?? body["active"]?.bool ?? body["toggleFeature"]?.bool else {
                throw .invalid("The body has to be {\"active\": true} or {\"active\": false}")
            }
            feature["active"] = .bool(active)
            if let subscriptions = body["subscriptions"] { feature["subscriptions"] = subscriptions }
            database.put(feature, id: key, in: .features)
            return .ok(feature)
        },
    ]
}

/// What the web application reads first: the server and the caller in one document (`GET /api/globals`).
enum GlobalsHandlers {
    static let routes: Route.Table = [
        .getGlobals: Route(.user) { database, call throws(APIError) in
            let caller = try call.person()
            let (user, role) = (database[.users][caller.id] ?? JSONObject(), database[.roles][caller.roleID])
            let status = database[.settings]["status"]
            let security = database[.settings]["security"]
            let features = database[.features].records.filter { $0["active"]?.bool ?? true }
            return .ok([
                "version": call.version.map { .string($0.number) } ?? status?["version"]?["version"] ?? "",
                "platform": .string(call.version?.platform ?? "linux"),
                "user": [
                    "_id": .string(caller.id), "userName": user["userName"] ?? "", "email": user["email"] ?? "",
                    "roleName": role?["name"] ?? "", "baseRoleName": .string(caller.role),
                    "userAuth": authorities(of: caller, database), "roleManifest": role?["manifest"] ?? [:],
                ],
                "props": [
                    "licenseState": "active", "isTrial": database[.settings]["license"]?["trial"] ?? false,
                    "pRegex": security?["passwordRegex"] ?? "", "pError": security?["passwordError"] ?? "",
                    "sessionMethod": security?["authenticationMode"] ?? "client",
                    "sso": ["enabled": database[.settings]["sso"]?["enabled"] ?? false], "isManagedService": false,
                ],
                "features": .array(features.map { ["key": $0["key"] ?? ""] }),
            ])
        }
    ]

    /// What the caller may do, by the names that published answers have.
    private static func authorities(of caller: Caller, _ database: Database) -> JSONValue {
        func may(_ path: [String]) -> JSONValue {
            .bool(caller.isAdministrator && Permissions.allows(path, to: caller, in: database))
        }
        return [
            "manage": [
                "users": ["add": may(Permissions.managesUsers)], "systemconfig": may(Permissions.managesSettings),
                "restapi": .bool(caller.isAdministrator),
            ]
        ]
    }
}
