import Foundation
import SisenseClient

/// Locks an account after too many wrong passwords, as the settings say (`/settings/login_lockout`, in minutes).
enum Lockout {
    static func isBlocked(_ user: String, in database: Database, now: Date) -> Bool {
        blockedUntil(user, in: database).map { $0 > now } ?? false
    }

    /// When the lock of an account ends; nil without one. It may lie in the past.
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
