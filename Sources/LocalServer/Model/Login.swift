import Foundation
import SisenseClient

/// Checks a password and hands out a token.
enum Login {
    /// Checks name and password, and makes a token for the user.
    static func perform(_ database: inout Database, _ call: Call) throws(APIError) -> Reply {
        let (name, password) = try credentials(call)
        let user = database.user(name)
        let id = user?.text("_id") ?? ""
        let known = database[.credentials][id].flatMap(Password.init(record:))
        // An unknown name costs as much work as a known one, so that the time does not distinguish them.
        let matches = (known ?? Password("", rounds: call.passwordRounds)).matches(password) && known != nil
        guard var user, user["active"]?.bool == true, matches, !Lockout.isBlocked(id, in: database, now: call.now)
        else {
            if known != nil { Lockout.countFailure(id, in: &database, now: call.now) }
            let error = APIError(status: 401, code: 401, message: "Wrong user name or password")
            return .refusal(error, delay: call.wrongPasswordDelay)
        }
        Lockout.clear(id, in: &database)
        user["lastLogin"] = call.timestamp
        database.put(user, id: id, in: .users)
        let device = call.request.headers["x-device-id"] ?? ""
        let token = database.issueToken(
            user: id, kind: device.isEmpty ? "api" : "device", device: device, now: call.now)
        // Looking up the API token makes none then.
        if !device.isEmpty, database.apiToken(of: id) == nil {
            _ = database.issueToken(user: id, kind: "api", now: call.now)
        }
        return .ok([
            "success": true, "message": "You have successfully logged in", "access_token": .string(token),
            "profile": .object(user),
        ])
    }

    /// User name and password from a form, which is the documented body, or from JSON, which newer servers take too.
    private static func credentials(_ call: Call) throws(APIError) -> (name: String, password: String) {
        var values: [String: String] = [:]
        if call.request.mediaType == "application/json" {
            for member in try call.object().members { values[member.key] = member.value.string }
        } else {
            do {
                for item in try RequestTarget.form(call.request.body[...]) {
                    values[item.name] = item.value
                }
            } catch {
                throw .invalid(error.message, status: 400)
            }
        }
        let missing = ["username", "password"].filter { values[$0] == nil }
        guard missing.isEmpty else { throw .missing(missing) }
        return (values["username"] ?? "", values["password"] ?? "")
    }
}

/// Locks an account after too many wrong passwords, as the settings say (`/settings/login_lockout`, in minutes).
enum Lockout {
    static func isBlocked(_ user: String, in database: Database, now: Date) -> Bool {
        blockedUntil(user, in: database).map { $0 > now } ?? false
    }

    /// The time at which the lock of an account ends; nil without one. It may lie in the past.
    static func blockedUntil(_ user: String, in database: Database) -> Date? {
        database[.credentials][user]?["blockedUntil"]?.integer.map { Date(timeIntervalSince1970: Double($0)) }
    }

    static func countFailure(_ user: String, in database: inout Database, now: Date) {
        guard var record = database[.credentials][user], let rules = database[.settings]["login_lockout"],
            rules["enabled"]?.bool == true
        else { return }
        let seconds = Int(now.timeIntervalSince1970)
        let period = (rules["failedAttemptsPeriod"]?.integer ?? 10) * 60
        let recent =
            (record["failures"]?.array?.compactMap(\.integer) ?? []).filter { $0 > seconds - period } + [seconds]
        record["failures"] = .array(recent.map(JSONValue.count))
        if recent.count >= rules["maxFailedAttempts"]?.integer ?? 5 {
            record["blockedUntil"] = .count(seconds + (rules["lockoutPeriod"]?.integer ?? 15) * 60)
            record["failures"] = []
        }
        database.put(record, id: user, in: .credentials)
    }

    static func clear(_ user: String, in database: inout Database) {
        guard var record = database[.credentials][user], record["failures"] != nil || record["blockedUntil"] != nil
        else { return }
        record["failures"] = nil
        record["blockedUntil"] = nil
        database.put(record, id: user, in: .credentials)
    }
}
