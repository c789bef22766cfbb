import Foundation
import SisenseClient

extension Database {
    /// The person whose token has this fingerprint; nil for a token that is not valid.
    func caller(_ fingerprint: String) -> Caller? {
        guard let token = self[.tokens][fingerprint], let user = self[.users][token.text("user")],
            ["api", "device"].contains(token.text("kind")), user["active"]?.bool == true
        else { return nil }
        return Caller(
            id: user.text("_id"), role: baseRole(of: user), roleID: user.text("roleId"), groups: user.strings("groups"),
            token: fingerprint)
    }

    /// The base role of a user; a custom role stands on one of the built-in ones.
    func baseRole(of user: JSONObject) -> String {
        self[.roles][user.text("roleId")]?.text("baseRoleName") ?? "consumer"
    }

    /// The id of the role that everybody may have.
    var viewerRole: String { self[.roles].records("name", "consumer").first?.text("_id") ?? "" }

    /// A user by id, user name or email address.
    func user(_ name: String) -> JSONObject? {
        self[.users][name] ?? self[.users].records("userName", name).first
            ?? self[.users].records("email", name).first
    }

    /// A group by id or name.
    func group(_ name: String) -> JSONObject? {
        self[.groups][name] ?? self[.groups].records("name", name).first
    }

    /// The users of a group. Those of the system groups follow from the users themselves.
    func members(ofGroup id: String) -> [JSONObject] {
        switch SystemGroup(id: id) {
        case .everyone?, .allUsers?: Array(self[.users].records)
        case .admins?:
            self[.roles].records.filter { ["super", "admin"].contains($0.text("baseRoleName")) }
                .flatMap { self[.users].records("roleId", $0.text("_id")) }
        case nil: self[.users].records("groups", id)
        }
    }

    /// Ends tokens of a user. - Parameter kind: Only those of this kind; nil for all.
    mutating func revokeTokens(of user: String, kind: String? = nil) {
        let tokens = self[.tokens]
        let slots = tokens.slots("user", user).filter { kind == nil || tokens[slot: $0].text("kind") == kind }
        for id in slots.map(tokens.id) { remove(id: id, from: .tokens) }
    }

    /// A new token of a user, kept as its fingerprint. An API token, which its user may look up, is kept sealed as well.
    mutating func issueToken(user: String, kind: String, device: String = "", now: Date) -> String {
        let token = Token.make(user: user, now: now)
        var record = JSONObject([
            ("user", .string(user)), ("kind", .string(kind)), ("device", .string(device)),
            ("created", .string(Timestamp(now).description)),
        ])
        if kind == "api" { record["sealed"] = .string(seal().close(token)) }
        put(record, id: Token.fingerprint(token), in: .tokens)
        return token
    }

    /// The API token that a user has already, the oldest of several; nil without one.
    mutating func apiToken(of user: String) -> String? {
        let sealed = self[.tokens].records("user", user).lazy.filter { $0.text("kind") == "api" }
            .compactMap { $0["sealed"]?.string }
        guard let first = sealed.first else { return nil }
        return seal().open(first)
    }

    /// The user whose one-time or analytics token this is; nil for a token of another kind.
    func holder(of token: String, kind: String) -> JSONObject? {
        guard let record = self[.tokens][Token.fingerprint(token)], record.text("kind") == kind else { return nil }
        return self[.users][record.text("user")]
    }

    /// Takes a user or group out of every list that names it: shares of dashboards and cubes, receivers of alerts,
    /// permissions of data sets, rules of data security.
    mutating func removeParty(_ id: String) {
        let lists: [(table: Name, list: String, members: [String], key: String)] = [
            (.dashboards, "shares", ["shareId"], "oid"), (.published, "shares", ["shareId"], "oid"),
            (.alerts, "parties", ["id"], "_id"), (.cubes, "shares", ["partyId", "party"], "_id"),
            (.datasets, "permissions", ["partyId", "party"], "_id"),
            (.dataSecurity, "shares", ["partyId", "party"], "_id"),
        ]
        for (table, list, members, key) in lists {
            for var record in self[table].records(list, id) {
                let others = record.objects(list).filter { item in !members.contains { item.text($0) == id } }
                record[list] = .array(others.map(JSONValue.object))
                put(record, id: record.text(key), in: table)
            }
        }
    }
}

/// The groups every server has. Who is in them follows from the users, so they are no part of a user's own groups,
/// and nobody can delete them.
enum SystemGroup: String, CaseIterable {
    case everyone = "Everyone"
    case admins = "Admins"
    case allUsers = "All users in system"

    var id: String {
        switch self {
        case .everyone: "64ab00000000000000000e01"
        case .admins: "64ab00000000000000000e02"
        case .allUsers: "64ab00000000000000000e03"
        }
    }

    init?(id: String) {
        guard let group = Self.allCases.first(where: { $0.id == id }) else { return nil }
        self = group
    }
}
