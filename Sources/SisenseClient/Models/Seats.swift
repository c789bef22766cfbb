/// The kinds of accounts that a licence counts (seeds/003, Account). The vendor licenses a Data Admin as an administrator
/// and a Data Designer as a designer.
package enum SeatKind: String, Sendable, CaseIterable {
    case admins = "Admins"
    case designers = "Designers"
    case viewers = "Viewers"

    /// One seat of it in words.
    package var seat: String {
        switch self {
        case .admins: "Admin seat"
        case .designers: "Designer seat"
        case .viewers: "Viewer seat"
        }
    }
}

extension Role {
    /// The kind of seats that its users take; nil for a role that is made of none of the server's own.
    package var seatKind: SeatKind? {
        switch baseName {
        case "consumer": .viewers
        case "contributor", "dataDesigner": .designers
        case "admin", "super", "dataAdmin", "tenantAdmin": .admins
        default: nil
        }
    }
}

extension Licence {
    /// The seats of a kind; nil where the server does not tell.
    package func seats(of kind: SeatKind?) -> Seats? {
        kind.flatMap { kind in seats.first { $0.kind == kind.rawValue } }
    }

    /// The seats of a kind that nobody has; nil where the server does not tell.
    package func free(_ kind: SeatKind?) -> Int? {
        seats(of: kind).flatMap { seats in seats.limit.map { max(max($0, 0) - max(seats.used, 0), 0) } }
    }
}

/// The seats of the licence that a change takes, by their kinds; those that it frees count below zero.
package struct SeatChange: Sendable, Equatable {
    /// Never zero. Those whose kind nobody knows stand under nil.
    private var counts: [SeatKind?: Int] = [:]

    package static let none = SeatChange()

    private init() {}

    /// - Parameter kind: Nil where it is not known.
    package init(_ kind: SeatKind?, _ count: Int) {
        if count != 0 { counts[kind] = count }
    }

    /// The seats that one user holds.
    /// - Parameter kind: That of the user's role.
    init(of user: User, _ kind: SeatKind?) {
        self.init(kind, user.holdsSeat ? 1 : 0)
    }

    package subscript(_ kind: SeatKind?) -> Int { counts[kind] ?? 0 }

    static func + (one: SeatChange, other: SeatChange) -> SeatChange {
        var sum = SeatChange()
        sum.counts = one.counts.merging(other.counts, uniquingKeysWith: +).filter { $0.value != 0 }
        return sum
    }

    static prefix func - (change: SeatChange) -> SeatChange {
        var opposite = SeatChange()
        opposite.counts = change.counts.mapValues { -$0 }
        return opposite
    }

    static func - (one: SeatChange, other: SeatChange) -> SeatChange { one + -other }

    /// The seats that several changes take and free, as a sentence; none where they need none. What one takes and another
    /// one frees is said of both.
    static func sentence(of changes: [SeatChange]) -> [String] {
        var (taken, freed): ([SeatKind?: Int], [SeatKind?: Int]) = ([:], [:])
        for (kind, count) in changes.flatMap(\.counts) {
            if count > 0 { taken[kind, default: 0] += count } else { freed[kind, default: 0] -= count }
        }
        let (gone, back) = (words(taken), words(freed))
        func verb(_ counts: [SeatKind?: Int]) -> String { counts.values.reduce(0, +) == 1 ? "is" : "are" }
        return switch (gone.isEmpty, back.isEmpty) {
        case (true, true): []
        case (false, true): ["\(gone) of the licence \(verb(taken)) taken."]
        case (true, false): ["\(back) of the licence \(verb(freed)) freed."]
        case (false, false): ["\(gone) of the licence taken, \(back) freed."]
        }
    }

    /// `2 Designer seats, 1 seat`: those of a known kind first.
    private static func words(_ counts: [SeatKind?: Int]) -> String {
        let kinds: [SeatKind?] = SeatKind.allCases + [nil]
        let parts = kinds.compactMap { kind in counts[kind].map { counted($0, kind?.seat ?? "seat") } }
        return parts.joined(separator: ", ")
    }
}
