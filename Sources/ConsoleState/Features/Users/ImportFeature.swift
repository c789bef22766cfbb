import Foundation
import SisenseClient

extension ListFeature {
    /// The dry run of an import: every line with its verdict. Nothing is created before the lines are chosen and the
    /// requests approved.
    package static func importing(_ lines: [String]) -> ListFeature {
        ListFeature(
            .importing, title: "Import users", heading: "Users to import", noun: "lines", below: Parent(.users),
            rows: lineRows,
            commands: [
                .changeShown(
                    "create", keys: "Ctrl-S", hint: "create",
                    "Create users…"
                ) { context, ids throws(APIError) in
                    try await creations(of: Set(ids), in: lines, context)
                },
                .formForOne("edit", keys: "e", hint: "fix", "Fix line…") { _, ids in edit(ids.first, lines) },
                .back(to: .users),
            ], recordHeading: "JSON",
            load: { context, take throws(APIError) in
                await lineRows.hand(try await UserImport.read(lines, context.client).rows, to: take)
            },
            read: { context, id throws(APIError) in
                let found = try await UserImport.read(lines, context.client).rows.first { $0.id == id }
                guard let found else { throw gone(id, context) }
                let problem = found.problem.map { [RecordBlock("Problem", [$0])] } ?? []
                return ListRecord(
                    row: lineRows.row(found), json: (try? found.verdict.get().document) ?? .null, blocks: problem)
            })
    }

    private static let lineRows = RowLayout<UserImport.Row>(
        [
            Column("line", "Line", 5, priority: 7, alignment: .trailing, sortedBy: { Double($0.number) }) {
                String($0.number)
            },
            Column("email", "Email", 18, kind: .aside, priority: 9, isName: true) { $0.cells.first ?? "" },
            Column("verdict", "Verdict", 20, kind: .state, priority: 8) { $0.problem ?? "will be created" },
            Column("name", "Name", 10, priority: 5) {
                $0.cells.dropFirst().prefix(2).filter { !$0.isEmpty }.joined(separator: " ")
            },
            Column("role", "Role", 8, priority: 4) { $0.role },
            Column("groups", "Groups", 8, priority: 3) { $0.groups },
        ],
        id: { $0.id },
        style: { $0.problem == nil ? .plain : .error })

    private static func creations(
        of ids: Set<RecordID>, in lines: [String], _ context: WorkContext
    ) async throws(APIError) -> [RequestPlan] {
        var plans: [RequestPlan] = []
        for row in try await UserImport.read(lines, context.client).rows where ids.contains(row.id) {
            guard case .success(let user) = row.verdict else { continue }
            plans.append(try context.users.planCreate(user))
        }
        if !plans.isEmpty { return plans }
        throw APIError(
            .invalidCall, message: "None of these lines can become a user.", request: Operation.createUser.id,
            server: context.client.server.description, nextStep: "Edit the line.")
    }

    /// Fixes one line; the verdicts are worked out again.
    private static func edit(_ id: RecordID?, _ lines: [String]) -> FormState {
        let index = (id.flatMap { Int($0.description) } ?? 1) - 1
        let text = lines.indices.contains(index) ? lines[index] : ""
        let field = FormField.text("line", "Line", text, help: "Email, first name, last name, role, group;group")
        return FormState("Line \(index + 1)", [field]) { _, values in
            var normalized = lines
            if normalized.indices.contains(index) { normalized[index] = values.text("line") }
            return .listOpened(.importing(normalized))
        }
    }

    private static func gone(_ id: RecordID, _ context: WorkContext) -> APIError {
        APIError(
            .notFound, message: "Line \(id) no longer exists.", request: "import",
            server: context.client.server.description)
    }
}

extension UserImport.Row {
    var id: RecordID { RecordID(String(number)) }

    /// The line cut at its separators.
    var cells: [String] { UserLineReader.cells(of: text) }

    /// The reason why the line makes no user; nil when it does.
    var problem: String? {
        if case .failure(let problem) = verdict { problem.text } else { nil }
    }
}

/// Asks for many new users at once: typed, pasted, or from a file.
enum ImportForm {
    @concurrent static func open(_: WorkContext, _: [RecordID]) async throws(APIError) -> FormState {
        let fields: [FormField] = [
            .lines("users", "Users", help: "Paste: email, first name, last name, role, group;group"),
            .text("file", "File", help: "Instead of lines: comma separated, on this machine, as in ~/new users.csv"),
        ]
        return FormState("Import users", fields) { _, values in
            var lines = values.lines("users")
            if !values.text("file").isEmpty {
                do throws(LocalFile.Problem) {
                    let text = String(decoding: try LocalFile.read(values.text("file")), as: UTF8.self)
                    lines += text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
                } catch {
                    return .form(.refused(field: "file", error.text))
                }
            }
            guard !lines.isEmpty else { return .form(.refused(field: "users", "Paste lines or enter a file")) }
            return .listOpened(.importing(lines))
        }
    }
}
