import Foundation
import SisenseClient

/// LDAP domains (seeds/003, LDAP Domains). All of them reach the directory of the sample company.
enum LDAPHandlers {
    static let routes: Route.Table = [
        .getLDAPDomains: Route(.administrator) { database, call throws(APIError) in
            let enabled = call.flag("enabled")
            let ids = call.list("ids")
            let chosen = database.choose(.ldapDomains, equal: [("name", call.query("name"))]) { domain in
                (enabled == nil || domain["enabled"]?.bool == enabled) && (ids?.contains(domain.text("_id")) ?? true)
            }
            return .ok(try database.list(call, .ldapDomains, .ldapDomain, chosen: chosen).map(shown))
        },
        .getLDAPDomain: Route(.administrator) { database, call throws(APIError) in
            .ok(shown(try database.one(call, try find(call.value("id"), in: database), .ldapDomain)))
        },
        .createLDAPDomain: Route(.administrator) { database, call throws(APIError) in
            .created(shown(try create(&database, call)))
        },
        .testLDAPDomain: Route(.administrator) { database, call throws(APIError) in
            let input = try call.object()
            // A domain that is kept is tested without typing its password again.
            let kept = database[.ldapDomains][input.text("_id")]
            try checkPassword(input["password"]?.string ?? password(of: kept, &database), in: input)
            return .noContent
        },
        .updateLDAPDomain: Route(.administrator) { database, call throws(APIError) in
            let old = try find(call.value("id"), in: database)
            let changed = old.merging(sealed(try call.object(), &database), except: ["_id"])
            try checkUnique(changed, in: database)
            database.put(changed, id: old.text("_id"), in: .ldapDomains)
            return .ok(shown(changed))
        },
        .deleteLDAPDomains: Route(.administrator) { database, call throws(APIError) in
            // One description calls the parameter id.
            guard let ids = call.list("ids") ?? call.list("id"), !ids.isEmpty else { throw .missing(["ids"]) }
            for id in ids { database.remove(id: try find(id, in: database).text("_id"), from: .ldapDomains) }
            return .noContent
        },
        .syncLDAPDomain: Route(.administrator) { database, call throws(APIError) in
            try synchronize(try find(call.value("id"), in: database), in: &database, call)
            return .noContent
        },
    ]

    private static let secrets: Set<String> = ["password", "pfxCertificate", "pfxKey"]

    private static func find(_ id: String, in database: Database) throws(APIError) -> JSONObject {
        guard let domain = database[.ldapDomains][id] else { throw .notFound("LDAP domain", id, code: 22001) }
        return domain
    }

    /// Secrets are written, never read.
    private static func shown(_ domain: JSONObject) -> JSONObject {
        var domain = domain
        for key in secrets { domain[key] = nil }
        return domain
    }

    private static func sealed(_ input: JSONObject, _ database: inout Database) -> JSONObject {
        var input = input
        for key in secrets {
            if let secret = input[key]?.string { input[key] = .string(database.seal().close(secret)) }
        }
        return input
    }

    private static func create(_ database: inout Database, _ call: Call) throws(APIError) -> JSONObject {
        let input = try call.object()
        let id = ObjectID.make(call.now)
        var domain = JSONObject([
            ("_id", .string(id)), ("enabled", true), ("url", ""), ("baseDN", ""), ("username", ""), ("name", ""),
            ("syncUsn", 0), ("syncActive", false), ("syncInterval", 60), ("sslEnabled", false),
        ])
        domain = domain.merging(sealed(input, &database), except: ["_id", "syncUsn"])
        try checkUnique(domain, in: database)
        database.put(domain, id: id, in: .ldapDomains)
        return domain
    }

    private static func checkUnique(_ domain: JSONObject, in database: Database) throws(APIError) {
        for key in ["name", "baseDN"] {
            guard database[.ldapDomains].records(key, domain.text(key)).allSatisfy({ $0["_id"] == domain["_id"] })
            else {
                throw .invalid("A domain with this \(key) exists already", status: 400, code: 2004)
            }
        }
    }

    /// The password a domain is kept with. The sample's own has none, and stands for the right one.
    private static func password(of domain: JSONObject?, _ database: inout Database) -> String {
        guard let domain else { return "" }
        return domain["password"]?.string.map { database.seal().open($0) ?? "" } ?? Directory.password
    }

    /// - Throws: 400 for what the directory would not let in.
    private static func checkPassword(_ password: String, in domain: JSONObject) throws(APIError) {
        try check(domain)
        guard domain.text("username") == Directory.account, password == Directory.password else {
            throw .invalid(
                "The directory refuses the account '\(domain.text("username"))' or its password", status: 400)
        }
    }

    /// - Throws: 400 when the sample directory would not answer to these settings.
    private static func check(_ domain: JSONObject) throws(APIError) {
        guard let url = URL(string: domain.text("url")), ["ldap", "ldaps"].contains(url.scheme ?? ""), url.host != nil
        else { throw .invalid("url has to be like ldap://dc.acme.example:389", status: 400) }
        guard domain.text("baseDN").lowercased().hasSuffix(Directory.baseDN.lowercased()) else {
            throw .invalid("The directory holds nothing below '\(domain.text("baseDN"))'", status: 400)
        }
    }

    /// Brings the people of the directory in, or up to date. `unames` and `gnames` in the body narrow it down.
    private static func synchronize(
        _ domain: JSONObject, in database: inout Database, _ call: Call
    ) throws(APIError) {
        try check(domain)
        let input = call.request.body.isEmpty ? JSONObject() : try call.object()
        let (names, groups) = (input.strings("unames"), input.strings("gnames"))
        let viewer = database.viewerRole
        for entry in Directory.entries where !entry.principalName.isEmpty {
            guard names.isEmpty || names.contains(entry.account),
                groups.isEmpty || !Set(groups).isDisjoint(with: entry.groups)
            else { continue }
            let adGroups = entry.groups.map { directoryGroup($0, in: &database, call) }
            if var user = database[.users].records("userName", entry.account).first {
                user["adgroups"] = .strings(adGroups)
                user["lastUpdated"] = call.timestamp
                database.put(user, id: user.text("_id"), in: .users)
            } else {
                let body: JSONValue = [
                    "userName": .string(entry.account), "ldapDomainId": .string(domain.text("_id")),
                    "roleId": .string(viewer), "adgroups": .strings(adGroups),
                ]
                var seats = Licence.Seats(database)
                _ = try UserRecord.importFromDirectory(body, taking: &seats, in: &database, call)
            }
        }
        var done = domain
        done["syncUsn"] = .count((domain["syncUsn"]?.integer ?? 0) + 1)
        done["lastSync"] = call.timestamp
        database.put(done, id: domain.text("_id"), in: .ldapDomains)
    }

    /// The id of the group that stands for one of the directory's; made when it is missing.
    private static func directoryGroup(_ name: String, in database: inout Database, _ call: Call) -> String {
        if let group = database[.groups].records("name", name).first { return group.text("_id") }
        let id = ObjectID.make(call.now)
        let group = JSONObject([
            ("_id", .string(id)), ("name", .string(name)), ("roleId", .null), ("defaultRole", "consumer"), ("ad", true),
            ("objectSid", ""), ("dn", .string("CN=\(name),\(Directory.baseDN)")), ("uSNChanged", ""), ("mail", ""),
            ("language", ""), ("created", call.timestamp), ("lastUpdated", call.timestamp),
        ])
        database.put(group, id: id, in: .groups)
        return id
    }
}
