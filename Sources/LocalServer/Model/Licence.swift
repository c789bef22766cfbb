import SisenseClient

/// Seats: how many people of each kind the licence covers, and how many there are.
enum Licence {
    private enum Kind: String, CaseIterable {
        case admins = "Admins"
        case designers = "Designers"
        case viewers = "Viewers"

        init(role: String) {
            switch role {
            case "super", "admin", "tenantAdmin": self = .admins
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

    /// - Throws: 400 with code 2007 when no seat is left for a new user.
    static func demandSeat(for user: JSONObject, in database: Database) throws(APIError) {
        guard left(Kind(role: database.baseRole(of: user)), database) > 0 else {
            throw .invalid("The licence has no seat left", status: 400, code: 2007)
        }
    }

    private static func left(_ kind: Kind, _ database: Database) -> Int {
        let most = database[.settings]["license"]?["max\(kind.rawValue)"]?.integer ?? 0
        return max(0, most - used(kind, database))
    }

    private static func used(_ kind: Kind, _ database: Database) -> Int {
        database[.roles].records.filter { Kind(role: $0.text("baseRoleName")) == kind }
            .reduce(0) { $0 + database[.users].slots("roleId", $1.text("_id")).count }
    }
}
