import SisenseClient

/// Records that are to become users, each with what would become of it.
struct UserImport: Sendable {
    /// What becomes of a record.
    enum Verdict: Sendable {
        case create(NewUser)
        /// The user was made from this record, a moment ago.
        case created
        case update(UserRecordReader.Update)
        /// The user is there, and stays as it is.
        case exists(User, hasSame: Bool)
        /// Somebody has left it out.
        case leftOut
        /// The licence has too few seats for it.
        case noSeat(SeatKind)
        /// The same user as in an earlier line.
        case twice(line: Int)
        /// The reason why it makes no user.
        case malformed(String)
    }

    /// One record, judged.
    struct Row: Sendable {
        let record: DelimitedText.Record
        let cells: [ImportColumn: [String]]
        fileprivate(set) var verdict: Verdict
        /// The role in words.
        let role: String

        func text(_ column: ImportColumn) -> String { cells[column]?.joined(separator: ", ") ?? "" }
    }

    /// Those to be looked at first, in their order; then the others.
    let rows: [Row]
    let totals: ImportTotals

    init(_ source: ImportSource, _ accounts: ImportAccounts) {
        let table = source.table
        let reader = UserRecordReader(accounts, source.options)
        var seen: [[UInt8]: Int] = [:]
        var judged: [Row] = []
        for record in table.records {
            let cells = table.cells(of: record)
            let email = cells[.email]?.first ?? ""
            let key = FoldedText.bytes(email)
            let role = cells[.role]?.first ?? accounts.role(source.options.role)?.title ?? Role.title(of: Role.viewer)
            let verdict: Verdict
            if source.leftOut.contains(record.line) {
                verdict = .leftOut
            } else if let line = seen[key], !email.isEmpty {
                verdict = .twice(line: line)
            } else {
                seen[key] = record.line
                verdict =
                    source.created.contains(email)
                    ? .created : Self.verdict(record, cells, columns: table.columns.count, reader)
            }
            judged.append(Row(record: record, cells: cells, verdict: verdict, role: role))
        }
        var seats = ImportSeats(accounts)
        for index in judged.indices {
            if let kind = seats.missing(for: judged[index].verdict) { judged[index].verdict = .noSeat(kind) }
        }
        rows = judged.filter(\.needsLook) + judged.filter { !$0.needsLook }
        totals = ImportTotals(rows, seats)
    }

    private static func verdict(
        _ record: DelimitedText.Record, _ cells: [ImportColumn: [String]], columns: Int, _ reader: UserRecordReader
    ) -> Verdict {
        if record.isTorn { return .malformed("a quote is opened and not closed") }
        // What stands there may be a role: without it the person would become something else.
        if record.cells.dropFirst(columns).contains(where: { !$0.isEmpty }) {
            return .malformed("\(counted(record.cells.count, "cell")) under \(counted(columns, "column"))")
        }
        do throws(UserRecordReader.Problem) {
            switch try reader.read(cells) {
            case .new(let user): return .create(user)
            case .existing(let user):
                if reader.options.existing == .leaveOut { return .exists(user, hasSame: false) }
                return try reader.update(of: user, cells).map(Verdict.update) ?? .exists(user, hasSame: true)
            }
        } catch {
            return .malformed(error.text)
        }
    }

    /// The records with what decides about them: as it was read after the last edit, or read again.
    static func read(_ source: ImportSource, _ context: WorkContext) async throws(APIError) -> UserImport {
        UserImport(source, try await source.accounts.read(for: source.edit, context))
    }
}

extension UserImport.Row {
    var id: RecordID { RecordID(String(record.line)) }

    /// True for what somebody has to decide about; false for what is sent, was sent, or was decided about.
    var needsLook: Bool {
        switch verdict {
        case .create, .created, .update, .leftOut, .exists(_, hasSame: true): false
        case .exists(_, hasSame: false), .noSeat, .twice, .malformed: true
        }
    }

    /// What becomes of it, in words.
    var outcome: String {
        switch verdict {
        case .create: "create"
        case .created: "created"
        case .update(let update): "update \(update.words.map(\.text).joined(separator: ", "))"
        case .exists(_, hasSame: true): "exists, nothing changes"
        case .exists(_, hasSame: false): "already exists"
        case .leftOut: "left out"
        case .noSeat(let kind): "no \(kind.seat) left"
        case .twice(let line): "the same as line \(line)"
        case .malformed(let problem): problem
        }
    }

    var style: RowStyle {
        switch verdict {
        case .create: .plain
        case .created: RowStyle(.ok, .added)
        case .update: RowStyle(.plain, .changed)
        case .exists(_, hasSame: true), .leftOut: .off
        case .exists(_, hasSame: false): .warning
        case .noSeat, .twice, .malformed: .error
        }
    }

    /// The reason why the record is not sent although nobody has left it out; nil for the others.
    var problem: String? { needsLook ? outcome : nil }

    /// The name of the person, however many columns it has.
    var name: String {
        [text(.firstName), text(.lastName), text(.fullName)].filter { !$0.isEmpty }.joined(separator: " ")
    }
}
