import Foundation
import SisenseClient

/// Users (seeds/003, Users).
enum UserHandlers {
    static let routes: Route.Table = [
        .getUsers: Route(.administrator) { database, call throws(APIError) in
            .ok(try database.list(call, .users, .user, chosen: choose(database, call)))
        },
        .getUser: Route(.user) { database, call throws(APIError) in
            let caller = try call.person()
            guard caller.isAdministrator || caller.id == call.value("id") else { throw .forbidden() }
            return .ok(try database.one(call, try find(call.value("id"), in: database), .user))
        },
        .createUser: Route(.administrator) { database, call throws(APIError) in
            var seats = Licence.Seats(database)
            return .created(try UserRecord.create(try call.json(), taking: &seats, in: &database, call))
        },
        .createUsers: Route(.administrator) { database, call throws(APIError) in
            .created(.array(try createAll(&database, call).map(JSONValue.object)))
        },
        .createDirectoryUser: Route(.administrator) { database, call throws(APIError) in
            var seats = Licence.Seats(database)
            return .created(
                try UserRecord.importFromDirectory(try call.json(), taking: &seats, in: &database, call))
        },
        .createDirectoryUsers: Route(.administrator) { database, call throws(APIError) in
            var (created, seats) = ([JSONValue](), Licence.Seats(database))
            for item in try entries(call) {
                let user = try UserRecord.importFromDirectory(item, taking: &seats, in: &database, call)
                created.append(.object(user))
            }
            return .created(.array(created))
        },
        .updateUser: Route(.administrator) { database, call throws(APIError) in
            let user = try find(call.value("id"), in: database)
            return .ok(try UserRecord.change(user, try call.object(), in: &database, call))
        },
        .deleteUser: Route(.administrator) { database, call throws(APIError) in
            try delete([call.value("id")], in: &database)
            return .noContent
        },
        .deleteUsers: Route(.administrator) { database, call throws(APIError) in
            guard let ids = call.list("ids"), !ids.isEmpty else { throw .missing(["ids"]) }
            try delete(ids, in: &database)
            return .noContent
        },
        .getCurrentUser: Route(.user) { database, call throws(APIError) in
            .ok(withRoleName(try find(try call.person().id, in: database), database))
        },
        .getUsersV0: Route(.administrator) { database, call throws(APIError) in
            let query = try SpecialQuery.ofVersion0(call)
            return .ok(
                query.page(of: database[.users], chosen: chooseOld(database, call)).map { withRoleName($0, database) })
        },
        .getUserV0: Route(.user) { database, call throws(APIError) in
            let (caller, user) = (try call.person(), try named(call.value("user"), in: database))
            guard caller.isAdministrator || caller.id == user.text("_id") else { throw .forbidden() }
            return .ok(withRoleName(user, database))
        },
        .createUsersV0: Route(.administrator) { database, call throws(APIError) in
            .ok(try createAll(&database, call, invites: call.flag("notify") ?? false))
        },
        .replaceUserV0: Route(.administrator) { database, call throws(APIError) in
            let user = try named(call.value("user"), in: database)
            return .ok(try UserRecord.replace(user, try call.object(), in: &database, call))
        },
        .deleteUserV0: Route(.administrator) { database, call throws(APIError) in
            let id = try named(call.value("user"), in: database).text("_id")
            try delete([id], in: &database)
            return .ok(["_id": .string(id)])
        },
        .setUserPassword: Route(.administrator) { database, call throws(APIError) in
            let user = try named(call.value("user"), in: database)
            return .ok(try UserRecord.change(user, try call.object(), in: &database, call))
        },
        .deleteUsersV0: Route(.administrator) { database, call throws(APIError) in
            let ids = try call.json().array?.compactMap(\.string) ?? []
            try delete(ids, in: &database)
            return .ok(.strings(ids))
        },
        .getUserCount: Route(.administrator) { database, call throws(APIError) in
            let search = call.query("search")?.lowercased() ?? ""
            let count =
                search.isEmpty
                ? database[.users].count
                : database[.users].records.count { $0.text("userName").lowercased().contains(search) }
            return .ok(["collection": "users", "count": .count(count)])
        },
        .simulateUsers: Route(.administrator) { database, call throws(APIError) in
            let emails = try call.json().array?.compactMap { $0.string ?? $0["email"]?.string } ?? []
            let users = emails.map { email -> JSONValue in
                let known = database[.users].records("email", email).first
                return ["email": .string(email), "isExist": .bool(known != nil), "roleId": known?["roleId"] ?? .null]
            }
            return .ok(["license": Licence.seatsLeft(database), "users": .array(users)])
        },
    ]

    /// - Throws: 404 with code 2001.
    static func find(_ id: String, in database: Database) throws(APIError) -> JSONObject {
        guard let user = database[.users][id] else { throw .notFound("user", id, code: 2001) }
        return user
    }

    /// The same for calls that take a user name as well.
    static func named(_ name: String, in database: Database) throws(APIError) -> JSONObject {
        guard let user = database.user(name) else { throw .notFound("user", name, code: 2001) }
        return user
    }

    private static func choose(_ database: Database, _ call: Call) -> [Int]? {
        let active = call.flag("active")
        let isFromDirectory = call.query("origin").map { $0 == "ad" }
        let ids = call.list("ids").map(Set.init)
        let test: ((JSONObject) -> Bool)? =
            active == nil && isFromDirectory == nil && ids == nil
            ? nil
            : { user in
                (active == nil || user["active"]?.bool == active)
                    && (isFromDirectory == nil || user["activeDirectory"]?.bool == isFromDirectory)
                    && (ids?.contains(user.text("_id")) ?? true)
            }
        let filters = ["userName", "email", "firstName", "lastName", "roleId"].map { ($0, call.query($0)) }
        return database.choose(.users, equal: filters + [("groups", call.query("groupId"))], where: test)
    }

    /// The users that pass the filters of version 0.9; nil for all.
    private static func chooseOld(_ database: Database, _ call: Call) -> [Int]? {
        let search = call.query("search")?.lowercased() ?? ""
        let onlyDirectory = call.flag("onlyAD") ?? false
        guard !search.isEmpty || onlyDirectory else { return nil }
        return database.choose(.users, equal: []) { user in
            (!onlyDirectory || user["activeDirectory"]?.bool == true)
                && ["userName", "email", "firstName", "lastName"].contains {
                    search.isEmpty || user.text($0).lowercased().contains(search)
                }
        }
    }

    private static func entries(_ call: Call) throws(APIError) -> [JSONValue] {
        try call.json().array ?? []
    }

    /// All or none: an error takes back what came before it.
    private static func createAll(
        _ database: inout Database, _ call: Call, invites: Bool = true
    ) throws(APIError) -> [JSONObject] {
        let items = try entries(call)
        for key in ["email", "userName"] {
            let names = items.compactMap { $0[key]?.string }
            guard Set(names).count == names.count else {
                throw .invalid("A user comes twice in the list", status: 400, code: 2005)
            }
        }
        var (created, seats) = ([JSONObject](), Licence.Seats(database))
        for item in items {
            created.append(
                try UserRecord.create(item, invites: invites, taking: &seats, in: &database, call))
        }
        return created
    }

    /// Deletes users with the dashboards, folders and alerts they own.
    private static func delete(_ ids: [String], in database: inout Database) throws(APIError) {
        for id in ids {
            let user = try find(id, in: database)
            guard database.baseRole(of: user) != "super" else {
                throw .invalid("The super user cannot be deleted", status: 400, code: 2011)
            }
            for dashboard in database[.dashboards].records("owner", id) {
                database.removeDashboard(dashboard.text("oid"))
            }
            for folder in database[.folders].records("owner", id) { database.removeFolder(folder.text("oid")) }
            for alert in database[.alerts].records("owner", id) {
                database.remove(id: alert.text("_id"), from: .alerts)
            }
            database.removeParty(id)
            database.revokeTokens(of: id)
            database.remove(id: id, from: .credentials)
            database.remove(id: id, from: .users)
        }
    }

    /// The members that version 0.9 adds to a user.
    private static func withRoleName(_ user: JSONObject, _ database: Database) -> JSONObject {
        var user = user
        let role = database[.roles][user.text("roleId")]
        user["roleName"] = role?["name"] ?? .null
        user["baseRoleName"] = role?["baseRoleName"] ?? .null
        user["changePasswordState"] = false
        return user
    }
}
