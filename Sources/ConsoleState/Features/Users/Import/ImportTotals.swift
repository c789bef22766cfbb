import SisenseClient

/// Gives out the seats of the licence to the records of an import, in their order.
struct ImportSeats: Sendable {
    /// Those of a kind that records want, and those there are.
    struct Count: Sendable, Equatable {
        var wanted = 0
        /// Nil where the server does not tell.
        let free: Int?
    }

    private let accounts: ImportAccounts
    private(set) var counts: [SeatKind: Count] = [:]

    init(_ accounts: ImportAccounts) {
        self.accounts = accounts
    }

    /// The kind of the seat that a record wants and does not get; nil where it gets it, or wants none. What others free
    /// is not given out: nobody knows which request comes first.
    mutating func missing(for verdict: UserImport.Verdict) -> SeatKind? {
        guard let kind = wanted(verdict) else { return nil }
        var count = counts[kind] ?? Count(free: accounts.licence?.free(kind))
        count.wanted += 1
        counts[kind] = count
        return count.free.map { count.wanted > $0 } == true ? kind : nil
    }

    private func wanted(_ verdict: UserImport.Verdict) -> SeatKind? {
        switch verdict {
        case .create(let user): return user.role?.seatKind
        case .update(let update):
            guard update.user.holdsSeat, let role = update.members.first(where: { $0.0 == "roleId" })?.1.string else {
                return nil
            }
            let kind = accounts.role(role)?.seatKind
            return kind == accounts.role(update.user.roleID)?.seatKind ? nil : kind
        case .created, .exists, .leftOut, .noSeat, .twice, .malformed: return nil
        }
    }
}

/// What becomes of all records of an import together.
struct ImportTotals: Sendable, Equatable {
    private(set) var (create, created, update, exist, same) = (0, 0, 0, 0, 0)
    private(set) var (leftOut, noSeat, twice, malformed) = (0, 0, 0, 0)
    private(set) var seats: [SeatKind: ImportSeats.Count] = [:]

    init(_ rows: [UserImport.Row], _ seats: ImportSeats) {
        self.seats = seats.counts
        for row in rows {
            switch row.verdict {
            case .create: create += 1
            case .created: created += 1
            case .update: update += 1
            case .exists(_, hasSame: false): exist += 1
            case .exists(_, hasSame: true): same += 1
            case .leftOut: leftOut += 1
            case .twice: twice += 1
            case .malformed: malformed += 1
            case .noSeat: noSeat += 1
            }
        }
    }

    /// `492 create, 12 exist, 5 malformed, 3 twice`.
    var text: String {
        let parts = [
            (create, "create"), (created, "created"), (update, "update"), (exist, "exist"), (same, "unchanged"),
            (leftOut, "left out"), (noSeat, "without a seat"), (malformed, "malformed"), (twice, "twice"),
        ]
        let said = parts.filter { $0.0 > 0 }.map { "\(Quantity.count($0.0)) \($0.1)" }
        return said.isEmpty ? "no lines" : said.joined(separator: ", ")
    }

    /// The seats that are wanted and free, a sentence for each kind.
    var seatTexts: [(text: String, isEnough: Bool)] {
        SeatKind.allCases.compactMap { kind in
            guard let count = seats[kind] else { return nil }
            let wanted = "\(counted(count.wanted, kind.seat)) wanted"
            guard let free = count.free else { return ("\(wanted), the server does not say how many are free", true) }
            let missing = count.wanted - free
            return missing > 0
                ? ("\(wanted), \(Quantity.count(free)) free: \(Quantity.count(missing)) too many", false)
                : ("\(wanted), \(Quantity.count(free)) free", true)
        }
    }

    var areSeatsEnough: Bool { seatTexts.allSatisfy(\.isEnough) }
}
