import SisenseClient

/// Lines that shall become users, each with what would become of it.
struct UserImport: Sendable {
    /// One line, judged.
    struct Row: Sendable {
        /// Its place among the lines, from 1 on.
        let number: Int
        let text: String
        /// The user as POST takes it, or why the line makes none.
        let verdict: Result<JSONValue, UserLineReader.Problem>
        let role: String
        let groups: String
    }

    let rows: [Row]

    /// Empty lines are left out, and a heading as spreadsheets begin with.
    init(_ lines: [String], reader: UserLineReader) {
        var seen: [[UInt8]: Int] = [:]
        rows = lines.enumerated().compactMap { index, text in
            let cells = UserLineReader.cells(of: text)
            func cell(_ index: Int) -> String { cells.indices.contains(index) ? cells[index] : "" }
            guard !text.trimmingSpaces.isEmpty, index > 0 || !Self.isHeading(cell(0)) else { return nil }
            var verdict: Result<JSONValue, UserLineReader.Problem>
            do throws(UserLineReader.Problem) {
                verdict = .success(try reader.read(text))
            } catch {
                verdict = .failure(error)
            }
            if let first = seen[FoldedText.bytes(cell(0))], case .success = verdict {
                verdict = .failure(UserLineReader.Problem(text: "the same as line \(first)"))
            }
            seen[FoldedText.bytes(cell(0))] = seen[FoldedText.bytes(cell(0))] ?? index + 1
            return Row(
                number: index + 1, text: text, verdict: verdict, role: cell(3).isEmpty ? "Viewer" : cell(3),
                groups: cell(4))
        }
    }

    /// What the server knows, read as far as it decides about a line.
    static func read(_ lines: [String], _ client: APIClient) async throws(APIError) -> UserImport {
        let roles = try await RolesService(client).all()
        let groups = try await GroupsService(client).names().filter { !$0.isSystem }
        var users: [User] = []
        let query = ListQuery(fields: ["_id", "email", "userName"], isLean: true)
        for try await page in UsersService(client).pages(query) { users += page.items }
        return UserImport(lines, reader: UserLineReader(roles: roles, groups: groups, users: users))
    }

    private static func isHeading(_ cell: String) -> Bool {
        ["email", "e-mail", "mail", "email address", "e-mail address"].contains(cell.lowercased())
    }
}
