import SisenseClient

extension ListFeature {
    /// The dry run of an import: every record with its verdict. Nothing is created before the requests are approved.
    package static func importing(_ source: ImportSource) -> ListFeature {
        ListFeature(
            .importing, title: "Import users", heading: "Users to import", noun: "lines", below: Parent(.users),
            rows: lineRows,
            commands: [
                .changeShown(
                    "create", keys: "Ctrl-S", hint: "create", "Create users…",
                    menu: .edit(nil, "Previews one request for each line that is new; nothing else is sent.")
                ) {
                    context, ids throws(APIError) in
                    try await creations(of: Set(ids), in: source, context)
                },
                .formForOne(
                    "edit", keys: "e", hint: "edit line", "Edit line…",
                    menu: .edit("e", "Changes it here. The file stays as it is.")
                ) { _, ids in
                    ImportForms.record(ids.first, of: source)
                },
                .create(
                    "columns", keys: "m", hint: "columns", "Columns…",
                    menu: .list("m", "Says what each column of the file means.")
                ) { _, _ in
                    ImportForms.columns(of: source)
                },
                .back(to: .users),
            ], emptyText: "The file has no line with a user. \(key: .listActions) says what each column means.",
            recordHeading: "JSON",
            load: { context, take throws(APIError) in
                await lineRows.hand(try await UserImport.read(source, context.client).rows, to: take)
            },
            read: { context, id throws(APIError) in
                let found = try await UserImport.read(source, context.client).rows.first { $0.id == id }
                guard let found else { throw gone(id, context) }
                let problem = found.problem.map { [RecordBlock("Problem", [$0])] } ?? []
                return ListRecord(
                    row: lineRows.row(found), json: (try? found.verdict.get().document) ?? .null,
                    blocks: problem + [RecordBlock("Read as", [source.summary])])
            })
    }

    private static let lineRows = RowLayout<UserImport.Row>(
        [
            Column("line", "Line", 5, priority: 7, alignment: .trailing, sortedBy: { Double($0.record.line) }) {
                String($0.record.line)
            },
            Column("email", "Email", 18, kind: .aside, priority: 9, isName: true) { $0.text(.email) },
            Column("verdict", "Verdict", 20, kind: .state, priority: 8) {
                $0.problem ?? ($0.isCreated ? "created" : "will be created")
            },
            Column("name", "Name", 10, priority: 5) { $0.name },
            Column("role", "Role", 8, priority: 4) { $0.text(.role).isEmpty ? "Viewer" : $0.text(.role) },
            Column("groups", "Groups", 8, priority: 3) { $0.text(.groups) },
        ],
        id: { $0.id },
        style: { $0.problem != nil ? .error : $0.isCreated ? RowStyle(.ok, .added) : .plain })

    private static func creations(
        of ids: Set<RecordID>, in source: ImportSource, _ context: WorkContext
    ) async throws(APIError) -> [RequestPlan] {
        let rows = try await UserImport.read(source, context.client).rows.filter { ids.contains($0.id) }
        var plans: [RequestPlan] = []
        for row in rows where !row.isCreated {
            guard case .success(let user) = row.verdict else { continue }
            plans.append(source.created.noting(try context.users.planCreate(user), of: row.text(.email)))
        }
        let leftOut = leftOut(of: rows)
        plans = plans.map { $0.warning(leftOut) }
        if !plans.isEmpty { return plans }
        throw APIError(
            .invalidCall, message: "None of these lines can become a user.", request: Operation.createUser.id,
            server: context.client.server.description, nextStep: "Edit the line, or say what the columns mean.")
    }

    /// The lines that make no user, and why: by their reasons where they are many.
    private static func leftOut(of rows: [UserImport.Row]) -> [String] {
        let lines = rows.compactMap { row in row.problem.map { (line: row.record.line, email: row.text(.email), $0) } }
        guard !lines.isEmpty else { return [] }
        let heading = "\(counted(lines.count, "line")) of \(rows.count) left out"
        let reasons = Tally(lines.map(\.2))
        let parts = reasons.values.map { reason in
            let named = lines.filter { $0.2 == reason }.map {
                "line \($0.line)\($0.email.isEmpty ? "" : " \($0.email)")"
            }
            return "\(Excerpt.of(named, limit: 3)): \(reason)"
        }
        return ["\(heading). \(Excerpt.of(parts, limit: 5))."]
    }

    private static func gone(_ id: RecordID, _ context: WorkContext) -> APIError {
        APIError(
            .notFound, message: "Line \(id) no longer exists.", request: "import",
            server: context.client.server.description)
    }
}
