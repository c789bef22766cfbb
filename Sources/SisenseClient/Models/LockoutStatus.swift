/// Whether an account is locked after failed logins.
package struct LockoutStatus: Sendable, Equatable {
    package let isLocked: Bool
    package let until: Timestamp?

    package init(_ raw: JSONValue) {
        isLocked = raw.flag("blocked") ?? false
        until = raw.time("blockedUntil")
    }
}
