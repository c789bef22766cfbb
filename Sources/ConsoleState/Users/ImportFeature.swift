import SisenseClient

extension PaneID {
    package static let importing = PaneID("import", title: "Import users")
}

extension ListFeature {
    /// The dry run of an import: every line with its verdict. Nothing is created before the lines are chosen and the
    /// requests approved.
    package static func importing(_ lines: [String]) -> ListFeature {
        ListFeature(
            pane: .importing, noun: "lines",
            columns: [
                ListColumn("email", "E-mail"), ListColumn("verdict", "Verdict"), ListColumn("line", "Line"),
                ListColumn("name", "Name"), ListColumn("role", "Role"), ListColumn("groups", "Groups"),
            ],
            title: "Users to import", parent: .users, recordHeading: "As it would be sent",
            load: { environment, take throws(APIError) in
                let rows = try await UserImport.read(lines, environment.client).rows.map(row)
                for page in RowPage.pages(rows, columns: 6) { await take(page) }
            },
            read: { environment, id throws(APIError) in
                let found = try await UserImport.read(lines, environment.client).rows.first { $0.id == id }
                guard let found else { throw gone(id, environment) }
                let problem = found.problem.map { [DetailSection("Why it makes no user", [$0])] } ?? []
                return ListRecord(row: row(of: found), json: (try? found.verdict.get()) ?? .null, sections: problem)
            },
            plans: [
                "create": { environment, ids throws(APIError) in
                    let wanted = Set(ids)
                    var plans: [RequestPlan] = []
                    for row in try await UserImport.read(lines, environment.client).rows where wanted.contains(row.id) {
                        guard case .success(let user) = row.verdict else { continue }
                        plans.append(try environment.users.planCreate(user))
                    }
                    guard !plans.isEmpty else {
                        throw APIError(
                            .invalidCall, message: "None of these lines makes a user.",
                            request: Operation.createUser.id, server: environment.client.server.description,
                            nextStep: "e mends a line.")
                    }
                    return plans
                }
            ],
            forms: ["edit": { _, ids in edit(ids.first, lines) }],
            reloadsAfter: ["create"])
    }

    /// Mends one line; the verdicts are worked out again.
    private static func edit(_ id: RecordID?, _ lines: [String]) -> FormState {
        let index = (id.flatMap { Int($0.description) } ?? 1) - 1
        let text = lines.indices.contains(index) ? lines[index] : ""
        let field = FormField.text("line", "Line", text, help: "E-mail, first name, last name, role, group;group")
        return FormState("Line \(index + 1)", [field]) { _, values in
            var mended = lines
            if mended.indices.contains(index) { mended[index] = values.text("line") }
            return .listOpened(.importing(mended))
        }
    }

    private static func row(of row: UserImport.Row) -> RowContent {
        let cells = UserLineReader.cells(of: row.text)
        let names = cells.dropFirst().prefix(2).filter { !$0.isEmpty }.joined(separator: " ")
        return RowContent(
            id: row.id,
            cells: [
                cells.first ?? "", row.problem ?? "will be created", String(row.number), names, row.role, row.groups,
            ])
    }

    private static func gone(_ id: RecordID, _ environment: ConsoleEnvironment) -> APIError {
        APIError(
            .notFound, message: "There is no line \(id) any more.", request: "import",
            server: environment.client.server.description)
    }
}

extension UserImport.Row {
    var id: RecordID { RecordID(String(number)) }

    /// Why the line makes no user; nil when it does.
    var problem: String? {
        if case .failure(let problem) = verdict { problem.text } else { nil }
    }
}
