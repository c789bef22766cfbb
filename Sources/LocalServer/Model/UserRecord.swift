import Foundation
import SisenseClient

/// Makes and changes user records, with the checks of the reference (seeds/003, POST /users).
enum UserRecord {
    /// The members that only the server sets.
    private static let readOnly: Set<String> = ["_id", "created", "hash", "lastLogin", "lastUpdated", "password"]

    /// Checks what was sent for a new user and adds them. Without a role, which version 0.9 allows, they are a viewer.
    /// - Parameters:
    ///   - invites: True when a user without a password gets a letter with the way to one.
    ///   - seats: Those that are left; the new user takes one of them.
    static func create(
        _ input: JSONValue, invites: Bool = true, taking seats: inout Licence.Seats, in database: inout Database,
        _ call: Call
    ) throws(APIError) -> JSONObject {
        let input = input.object ?? JSONObject()
        let email = input.text("email")
        try checkAddress(email)
        var user = skeleton(call)
        user["roleId"] = .string(database.viewerRole)
        user["email"] = .string(email)
        user["userName"] = .string(email)
        user = user.merging(input, except: readOnly)
        if user.text("userName").isEmpty { user["userName"] = .string(email) }
        try check(user, replacing: nil, in: database)
        try seats.take(for: user, in: database)
        let id = user.text("_id")
        if let password = input["password"]?.string {
            try setPassword(password, of: id, in: &database, call)
            user["active"] = true
        } else {
            user["active"] = false
            user["pendingExpiration"] = .string(Timestamp(call.now + 7 * 86_400).description)
        }
        database.put(user, id: id, in: .users)
        if input["password"] == nil, invites { database.sendLetter(.activation, to: user, call) }
        return user
    }

    static func importFromDirectory(
        _ input: JSONValue, taking seats: inout Licence.Seats, in database: inout Database, _ call: Call
    ) throws(APIError) -> JSONObject {
        let input = input.object ?? JSONObject()
        guard database[.ldapDomains][input.text("ldapDomainId")] != nil else {
            throw .notFound("LDAP domain", input.text("ldapDomainId"), code: 22001)
        }
        guard let entry = Directory.entry(input.text("userName")), !entry.principalName.isEmpty else {
            throw .invalid("The directory knows no principal name for this user", status: 400, code: 2008)
        }
        var user = skeleton(call).merging(input, except: readOnly)
        user["email"] = .string(entry.mail)
        user["firstName"] = .string(entry.firstName)
        user["lastName"] = .string(entry.lastName)
        user["principalName"] = .string(entry.principalName)
        user["dn"] = .string(entry.distinguishedName)
        user["activeDirectory"] = true
        user["active"] = true
        try check(user, replacing: nil, in: database)
        try seats.take(for: user, in: database)
        database.put(user, id: user.text("_id"), in: .users)
        return user
    }

    /// Puts `input` in the place of a user: what it leaves out is as in a new one, but for what only the server sets and
    /// for where they come from.
    static func replace(
        _ user: JSONObject, _ input: JSONObject, in database: inout Database, _ call: Call
    ) throws(APIError) -> JSONObject {
        var blank = skeleton(call)
        let kept = readOnly.union(["active", "pendingExpiration", "activeDirectory", "ldapDomainId", "adgroups", "dn"])
        for key in kept { blank[key] = user[key] }
        blank["userName"] = input["email"] ?? user["userName"] ?? ""
        return try save(blank.merging(input, except: readOnly), of: user, input, in: &database, call)
    }

    /// Merges `patch` into a user.
    static func change(
        _ user: JSONObject, _ patch: JSONObject, in database: inout Database, _ call: Call
    ) throws(APIError) -> JSONObject {
        try save(user.merging(patch, except: readOnly), of: user, patch, in: &database, call)
    }

    private static func save(
        _ changed: JSONObject, of user: JSONObject, _ patch: JSONObject, in database: inout Database, _ call: Call
    ) throws(APIError) -> JSONObject {
        let id = user.text("_id")
        try user.demandUnchanged(["_id"], by: patch)
        let wasSuper = database.baseRole(of: user) == "super"
        guard !wasSuper || call.caller?.role == "super" else {
            throw .forbidden("Only the super user changes the super user")
        }
        var changed = changed
        for key in ["email", "userName", "roleId"] where changed.text(key).isEmpty {
            throw .invalid("\(key) must not be empty", status: 400, code: 2009)
        }
        if patch["email"] != nil, patch["email"] != user["email"] { try checkAddress(changed.text("email")) }
        try check(changed, replacing: user, in: database)
        // Whoever is activated, or no longer may be, waits for no activation.
        if patch["active"] != nil { changed["pendingExpiration"] = nil }
        try Licence.demandSeat(for: changed, replacing: user, in: database)
        if let password = patch["password"]?.string {
            try setPassword(password, of: id, in: &database, call)
            changed["active"] = true
            // Whoever knew the old password is out.
            if call.caller?.id != id { database.revokeTokens(of: id) }
        }
        changed["lastUpdated"] = call.timestamp
        database.put(changed, id: id, in: .users)
        return changed
    }

    /// - Throws: 422 when the password breaks the rule of the security settings.
    static func setPassword(
        _ password: String, of id: String, in database: inout Database, _ call: Call
    ) throws(APIError) {
        let security = database[.settings]["security"] ?? JSONObject()
        let rule = security.text("passwordRegex")
        if !rule.isEmpty, PasswordRule(rule)?.allows(password) != true {
            throw .invalid(security.text("passwordError"), details: [security.text("passwordError")])
        }
        database.put(Password(password, rounds: call.passwordRounds).record, id: id, in: .credentials)
    }

    private static func skeleton(_ call: Call) -> JSONObject {
        JSONObject([
            ("_id", .string(ObjectID.make(call.now))), ("email", ""), ("userName", ""), ("firstName", ""),
            ("lastName", ""), ("roleId", ""), ("active", false), ("groups", []), ("adgroups", []),
            ("activeDirectory", false), ("principalName", ""), ("objectSid", ""), ("uSNChanged", ""), ("dn", ""),
            ("ldapDomainId", ""), ("preferences", ["localeId": "en-US", "language": "en-US"]), ("uiSettings", [:]),
            ("created", call.timestamp), ("lastUpdated", call.timestamp),
        ])
    }

    private static func checkAddress(_ email: String) throws(APIError) {
        guard email.isEmailAddress else {
            throw .invalid("'\(email)' is no e-mail address", details: ["email is not valid"])
        }
    }

    /// The rules that hold for every user, new or changed.
    private static func check(
        _ user: JSONObject, replacing old: JSONObject?, in database: Database
    ) throws(APIError) {
        let role = user.text("roleId")
        guard ObjectID.isValid(role) else { throw .badID(role) }
        guard let known = database[.roles][role] else { throw .notFound("role", role) }
        let isSuper = known.text("name") == "super"
        let wasSuper = old.map { database.baseRole(of: $0) == "super" } ?? false
        guard isSuper == wasSuper else { throw .invalid("There can be only one super user", status: 400, code: 2006) }
        for id in user.strings("groups") {
            guard ObjectID.isValid(id) else { throw .badID(id) }
            guard database[.groups][id] != nil else { throw .notFound("group", id) }
        }
        // Either name logs in, so nobody may have one that is the other of somebody else.
        let users = database[.users]
        for name in ["email", "userName"].map(user.text) {
            let taken = ["email", "userName"].flatMap { users.slots($0, name) }
            guard taken.allSatisfy({ users[slot: $0]["_id"] == user["_id"] }) else {
                throw .invalid("The user '\(name)' exists already", status: 400, code: 2004)
            }
        }
    }
}
