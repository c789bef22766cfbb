import SisenseClient

extension ListFeature {
    /// The dry run of an import: every record with its verdict. Nothing is sent before the requests are approved.
    package static func importing(_ source: ImportSource) -> ListFeature {
        ListFeature(
            .importing, title: "Import users", heading: "Users to import", noun: "lines", below: Parent(.users),
            rows: ImportLines.layout, commands: ImportLines.commands(source),
            emptyText: "The file has no line with a user. \(key: .listActions) says what each column means.",
            load: { context, take throws(APIError) in
                let read = try await UserImport.read(source, context)
                await ImportLines.layout.hand(read.rows, to: take)
                if let message = ImportLines.message(read.totals) { await context.send(.posted(message)) }
            },
            read: { context, id throws(APIError) in
                let read = UserImport(source, try await source.accounts.latest(context))
                guard let row = read.rows.first(where: { $0.id == id }) else { throw ImportLines.gone(id, context) }
                return ImportLines.record(of: row, source)
            })
    }
}

/// The lines of an import as a list, and what can be done with them.
private enum ImportLines {
    private static let look = Column<UserImport.Row>("look", "Needs a look", 5, priority: 0, isShown: false) {
        $0.needsLook ? "yes" : ""
    }

    static let layout = RowLayout<UserImport.Row>(
        [
            Column("line", "Line", 5, priority: 7, alignment: .trailing, sortedBy: { Double($0.record.line) }) {
                String($0.record.line)
            },
            Column("email", "Email", 18, kind: .aside, priority: 9, isName: true, identity: .email) { $0.text(.email) },
            Column("verdict", "Verdict", 20, kind: .state, priority: 8) { $0.outcome },
            Column("name", "Name", 10, priority: 5) { $0.name },
            Column("role", "Role", 8, priority: 4) { $0.role },
            Column("groups", "Groups", 8, priority: 3) { $0.text(.groups) },
            look,
        ],
        id: { $0.id }, style: { $0.style })

    static func commands(_ source: ImportSource) -> [ListCommand] {
        [
            .changeShown(
                "create", keys: "Ctrl-S", hint: "review", "Create and update users…",
                menu: .edit(nil, "Previews one request for each line that is sent; nothing else is sent.")
            ) { context, ids throws(APIError) in try await ImportPlans.make(Set(ids), source, context) },
            .formForOne(
                "edit", keys: "e", hint: "edit line", "Edit line…",
                menu: .edit("e", "Changes it here. The file stays as it is.")
            ) { _, ids in ImportForms.record(ids.first, of: source) },
            .run(
                "leave", keys: "d Del", hint: "leave out", "Leave out, or take in again",
                menu: .edit("d", "Nothing is sent for these lines."), about: .chosen
            ) { state in
                let lines = (state.list?.targets ?? []).compactMap { Int($0.description) }
                return [.listOpened(.importing(source.leavingOut(Set(lines))))]
            },
            .run(
                "look", keys: "f", hint: "only problems", "Only what needs a look",
                menu: .list("f", "Lines that cannot be sent as they are. An export of them holds the rest.")
            ) { _ in
                let filter = "\(look.column.id):yes"
                return [.filterCleared, .filterOpened, .filterEdited(.insert(filter)), .filterKept].map {
                    .list(.importing, $0)
                }
            },
            .create(
                "columns", keys: "m", hint: "columns", "Columns…",
                menu: .list("m", "Says what each column of the file means, and what becomes of users that exist.")
            ) { context, _ throws(APIError) in
                ImportColumnsForm.make(source, try await source.accounts.latest(context))
            },
            .back(to: .users),
        ]
    }

    /// What becomes of all lines; nil where nothing is left to be sent.
    static func message(_ totals: ImportTotals) -> Message? {
        guard totals.create + totals.update + totals.noSeat > 0 else { return nil }
        let seats = totals.seatTexts.filter { !$0.isEnough }.map(\.text)
        let text = "\(([totals.text] + seats).joined(separator: ". "))."
        return Message(seats.isEmpty ? .info : .warning, text)
    }

    static func record(of row: UserImport.Row, _ source: ImportSource) -> ListRecord {
        var blocks = row.problem.map { [RecordBlock("Problem", [$0])] } ?? []
        var json = JSONValue.null
        switch row.verdict {
        case .create(let user): json = user.document
        case .update(let update):
            json = .object(JSONObject(update.members))
            blocks.append(RecordBlock("Changes", update.words.map(\.text)))
            blocks.append(user(update.user))
        case .exists(let found, _): blocks.append(user(found))
        case .created, .leftOut, .noSeat, .twice, .malformed: break
        }
        blocks.append(RecordBlock("Read as", [source.summary]))
        return ListRecord(row: layout.row(row), json: json, blocks: blocks)
    }

    private static func user(_ user: User) -> RecordBlock {
        RecordBlock(
            RecordBlock.ID("Is there already"),
            .list([RecordLine(user.displayName, user.email, link: RecordLink(.users, user.id, user.displayName))]))
    }

    static func gone(_ id: RecordID, _ context: WorkContext) -> APIError {
        APIError(
            .notFound, message: "Line \(id) no longer exists.", request: "import",
            server: context.client.server.description)
    }
}

/// The requests of an import.
private enum ImportPlans {
    /// A plan for each of these lines that makes or changes a user, with the seats of the licence as they are now. The
    /// lines that are left out are named in all of them.
    static func make(
        _ ids: Set<RecordID>, _ source: ImportSource, _ context: WorkContext
    ) async throws(APIError) -> [RequestPlan] {
        let accounts = try await source.accounts.latest(context).withLicence(context.client)
        let reader = UserRecordReader(accounts, source.options)
        let rows = UserImport(source, accounts).rows.filter { ids.contains($0.id) }
        let made = try await context.each(rows) { row throws(APIError) in
            try await plan(row, reader, source, context)
        }
        let plans = made.compactMap(\.self)
        if !plans.isEmpty {
            let leftOut = leftOut(of: rows)
            // Each line is of an account of its own: none waits for another.
            return plans.map { $0.warning(leftOut).following([]) }
        }
        throw APIError(
            .invalidCall, message: "None of these lines makes or changes a user.", request: Operation.createUser.id,
            server: context.client.server.description, nextStep: "Edit the line, or say what the columns mean.")
    }

    /// Nil for a line that is not sent.
    private static func plan(
        _ row: UserImport.Row, _ reader: UserRecordReader, _ source: ImportSource, _ context: WorkContext
    ) async throws(APIError) -> RequestPlan? {
        switch row.verdict {
        case .create(let user):
            return source.created.noting(try context.users.planCreate(user), of: row.text(.email))
        case .update(let update): return try await change(update.user.id, row, reader, context)
        case .created, .exists, .leftOut, .noSeat, .twice, .malformed: return nil
        }
    }

    /// What a line changes in a user as it is now; nil where it says the same by now.
    private static func change(
        _ id: String, _ row: UserImport.Row, _ reader: UserRecordReader, _ context: WorkContext
    ) async throws(APIError) -> RequestPlan? {
        let user = try await context.users.get(id)
        let update: UserRecordReader.Update?
        do throws(UserRecordReader.Problem) {
            update = try reader.update(of: user, row.cells)
        } catch {
            throw APIError(
                .invalidCall, message: "Line \(row.record.line): \(error.text).", request: Operation.updateUser.id,
                server: context.client.server.description)
        }
        guard let update else { return nil }
        let impact = update.members.contains { $0.0 == "groups" } ? [UsersService.regrouped] : []
        return try await context.users.planUpdate(
            user, title: "Change \(user.label, each: "user")", members: update.members, impact: impact,
            undoImpact: impact, names: reader.accounts.names)
    }

    /// The lines that are not sent, and why: by their reasons where they are many.
    private static func leftOut(of rows: [UserImport.Row]) -> [String] {
        let lines = rows.compactMap { row in row.problem.map { (line: row.record.line, email: row.text(.email), $0) } }
        guard !lines.isEmpty else { return [] }
        let heading = "\(counted(lines.count, "line")) of \(rows.count) left out"
        let reasons = Tally(lines.map(\.2))
        var named: [String: [String]] = [:]
        for (line, email, reason) in lines {
            named[reason, default: []].append("line \(line)\(email.isEmpty ? "" : " \(email)")")
        }
        let parts = reasons.values.map { "\(Excerpt.of(named[$0] ?? [], limit: 3)): \($0)" }
        return ["\(heading). \(Excerpt.of(parts, limit: 5))."]
    }
}
