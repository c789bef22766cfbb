import SisenseClient

/// Seats: how many people of each kind the licence covers, and how many of them are taken.
enum Licence {
    private enum Kind: String, CaseIterable {
        case admins = "Admins"
        case designers = "Designers"
        case viewers = "Viewers"

        init(role: String) {
            switch role {
            case "super", "admin", "dataAdmin", "tenantAdmin": self = .admins
            case "consumer": self = .viewers
            default: self = .designers
            }
        }
    }

    /// The answer of `GET /account/get_license_info`. `macine` is spelled like that by real servers.
    static func document(_ database: Database) -> JSONObject {
        var document = database[.settings]["license"] ?? JSONObject()
        for kind in Kind.allCases { document["inUse\(kind.rawValue)"] = .count(used(kind, database)) }
        return document
    }

    static func seatsLeft(_ database: Database) -> JSONValue {
        [
            "admins": .count(left(.admins, database)), "contributors": .count(left(.designers, database)),
            "consumers": .count(left(.viewers, database)),
        ]
    }

    /// The seats that are left. A request that may take many counts them once.
    struct Seats {
        private var left: [Kind: Int] = [:]

        init(_ database: Database) {
            for kind in Kind.allCases { left[kind] = Licence.left(kind, database) }
        }

        /// - Throws: 400 with code 2007 when no seat is left for a new user.
        mutating func take(for user: JSONObject, in database: Database) throws(APIError) {
            let kind = Kind(role: database.baseRole(of: user))
            let count = left[kind] ?? 0
            guard count > 0 else { throw .invalid("The licence has no seat left", status: 400, code: 2007) }
            left[kind] = count - 1
        }
    }

    /// - Throws: the same for a change that takes a seat: of another kind, or of an account that had none.
    static func demandSeat(
        for changed: JSONObject, replacing user: JSONObject, in database: Database
    ) throws(APIError) {
        guard holdsSeat(changed) else { return }
        let (old, new) = (Kind(role: database.baseRole(of: user)), Kind(role: database.baseRole(of: changed)))
        guard !holdsSeat(user) || old != new else { return }
        var seats = Seats(database)
        try seats.take(for: changed, in: database)
    }

    private static func left(_ kind: Kind, _ database: Database) -> Int {
        let most = database[.settings]["license"]?["max\(kind.rawValue)"]?.integer ?? 0
        return max(0, most - used(kind, database))
    }

    /// Those who can log in, and those who are invited: a deactivated account gives its seat back.
    private static func used(_ kind: Kind, _ database: Database) -> Int {
        let users = database[.users]
        let roles = database[.roles].records.filter { Kind(role: $0.text("baseRoleName")) == kind }.map {
            $0.text("_id")
        }
        let all = roles.reduce(0) { $0 + users.slots("roleId", $1).count }
        // Few are deactivated, and the table knows them, so nobody else is looked at.
        let freed = users.slots("active", "false").filter { slot in
            roles.contains(users.value("roleId", in: slot)?.string ?? "") && !holdsSeat(users[slot: slot])
        }
        return all - freed.count
    }

    /// True for a user who can log in or is invited to; false for one who was deactivated.
    static func holdsSeat(_ user: JSONObject) -> Bool {
        user["active"]?.bool != false || user["pendingExpiration"]?.string != nil
    }
}
