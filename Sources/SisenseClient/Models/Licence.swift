/// Seats and dates of the licence.
package struct Licence: Sendable, Equatable {
    /// Accounts of one kind: how many there are, and how many there may be.
    package struct Seats: Sendable, Equatable {
        package let kind: String
        package let used: Int
        package let limit: Int?
    }

    package let expires: Timestamp?
    package let isTrial: Bool
    package let seats: [Seats]
    package let raw: JSONValue

    package init(_ raw: JSONValue) {
        expires = raw.time("expirationDate")
        isTrial = raw.flag("trial") ?? false
        seats = ["Admins", "Designers", "Viewers"].compactMap { kind in
            raw.count("inUse" + kind).map { Seats(kind: kind, used: $0, limit: raw.count("max" + kind)) }
        }
        self.raw = raw
    }
}
