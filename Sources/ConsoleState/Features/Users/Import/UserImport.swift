import SisenseClient

/// Records that are to become users, each with what would become of it.
struct UserImport: Sendable {
    /// One record, judged.
    struct Row: Sendable {
        let record: DelimitedText.Record
        let cells: [ImportColumn: [String]]
        /// The user as POST takes it, or why the record makes none.
        let verdict: Result<NewUser, UserRecordReader.Problem>
        /// True when the user was made from this record, a moment ago.
        var isCreated = false

        func text(_ column: ImportColumn) -> String { cells[column]?.joined(separator: ", ") ?? "" }
    }

    /// Those with a problem first: they are what one has to look at.
    let rows: [Row]

    init(_ table: ImportTable, reader: UserRecordReader, created: CreatedUsers = CreatedUsers()) {
        var seen: [[UInt8]: Int] = [:]
        let judged = table.records.map { record in
            let cells = table.cells(of: record)
            let email = FoldedText.bytes(cells[.email]?.first ?? "")
            defer { seen[email] = seen[email] ?? record.line }
            return Row(
                record: record, cells: cells,
                verdict: Self.verdict(record, cells, columns: table.columns.count, reader, sameAs: seen[email]),
                isCreated: seen[email] == nil && created.contains(cells[.email]?.first ?? ""))
        }
        rows = judged.filter { $0.problem != nil } + judged.filter { $0.problem == nil }
    }

    private static func verdict(
        _ record: DelimitedText.Record, _ cells: [ImportColumn: [String]], columns: Int, _ reader: UserRecordReader,
        sameAs line: Int?
    ) -> Result<NewUser, UserRecordReader.Problem> {
        if record.isTorn { return .failure(.init(text: "a quote is opened and not closed")) }
        // What stands there may be a role: without it the person would become something else.
        if record.cells.dropFirst(columns).contains(where: { !$0.isEmpty }) {
            return .failure(.init(text: "\(record.cells.count) cells under \(columns) columns"))
        }
        do throws(UserRecordReader.Problem) {
            let user = try reader.read(cells)
            return line.map { .failure(.init(text: "the same as line \($0)")) } ?? .success(user)
        } catch {
            return .failure(error)
        }
    }

    /// The facts known to the server, read as far as they decide about a record.
    static func read(_ source: ImportSource, _ client: APIClient) async throws(APIError) -> UserImport {
        let roles = try await RolesService(client).all()
        let groups = try await GroupsService(client).names()
        let query = ListQuery(fields: ["_id", "email", "userName"], isLean: true)
        let users = try await UsersService(client).pages(query).all()
        return UserImport(
            source.table, reader: UserRecordReader(roles: roles, groups: groups, users: users), created: source.created)
    }
}

extension UserImport.Row {
    var id: RecordID { RecordID(String(record.line)) }

    /// The reason why the record makes no user; nil when it does.
    var problem: String? {
        if case .failure(let problem) = verdict, !isCreated { problem.text } else { nil }
    }

    /// The name of the person, however many columns it has.
    var name: String {
        [text(.firstName), text(.lastName), text(.fullName)].filter { !$0.isEmpty }.joined(separator: " ")
    }
}
