import SisenseClient

/// Lines that are to become users, each with what would become of it.
struct UserImport: Sendable {
    /// One line, judged.
    struct Row: Sendable {
        /// The position among the lines, from 1 on.
        let number: Int
        let text: String
        /// The user as POST takes it, or why the line makes none.
        let verdict: Result<NewUser, UserLineReader.Problem>
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
            var verdict: Result<NewUser, UserLineReader.Problem>
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

    /// The facts known to the server, read as far as they decide about a line.
    static func read(_ lines: [String], _ client: APIClient) async throws(APIError) -> UserImport {
        let roles = try await RolesService(client).all()
        let groups = try await GroupsService(client).names().filter { !$0.isSystem }
        let query = ListQuery(fields: ["_id", "email", "userName"], isLean: true)
        let users = try await UsersService(client).pages(query).all()
        return UserImport(lines, reader: UserLineReader(roles: roles, groups: groups, users: users))
    }

    private static func isHeading(_ cell: String) -> Bool {
        ["email", "e-mail", "mail", "email address", "e-mail address"].contains(cell.lowercased())
    }
}

/// Reads new users from lines as spreadsheets write them: `mail,first name,last name,role,group;group`, where all but
/// the address may be missing, and quotes hold a comma.
struct UserLineReader: Sendable {
    /// The reason why a line makes no user, for a person.
    struct Problem: Error, Equatable {
        let text: String
    }

    private let roles: NameIndex<Role>
    private let groups: NameIndex<Group>
    /// The addresses and user names that are taken, folded.
    private let taken: Set<[UInt8]>

    init(roles: [Role], groups: [Group], users: [User]) {
        (self.roles, self.groups) = (NameIndex(roles), NameIndex(groups))
        taken = Set(users.flatMap { [FoldedText.bytes($0.email), FoldedText.bytes($0.userName)] })
    }

    /// The user that a line describes.
    func read(_ line: String) throws(Problem) -> NewUser {
        let cells = Self.cells(of: line)
        func cell(_ index: Int) -> String { cells.indices.contains(index) ? cells[index] : "" }
        let email = cell(0)
        guard EmailAddress.isPlausible(email) else { throw Problem(text: "not a valid email address") }
        guard !taken.contains(FoldedText.bytes(email)) else { throw Problem(text: "already exists") }
        guard cells.count <= 5 else { throw Problem(text: "\(cells.count) columns instead of 5") }
        let wanted = cell(3).isEmpty ? "consumer" : cell(3)
        let role: Role
        switch roles[wanted] {
        case .one(let found): role = found
        case .none: throw Problem(text: "no role named \(wanted)")
        case .several(let found): throw Problem(text: "\(found.count) roles named \(wanted): give the id of one")
        }
        var members: [Group] = []
        for name in cell(4).split(separator: ";").map({ $0.trimmingSpaces }) where !name.isEmpty {
            switch groups[name] {
            case .one(let group): members.append(group)
            case .none: throw Problem(text: "no group named \(name)")
            case .several(let found): throw Problem(text: "\(found.count) groups named \(name): give the id of one")
            }
        }
        var user: JSONValue = ["email": .string(email), "roleId": .string(role.id)]
        if !cell(1).isEmpty { user["firstName"] = .string(cell(1)) }
        if !cell(2).isEmpty { user["lastName"] = .string(cell(2)) }
        user["groups"] = .array(members.map { .string($0.id) })
        return NewUser(user, role: role, groups: members.map(\.label))
    }

    /// The cells between the commas that stand outside quotes; a quote within quotes is written twice
    /// (RFC 4180, section 2).
    static func cells(of line: String) -> [String] {
        var cells = [""]
        var isQuoted = false
        var last: Character?
        for character in line {
            switch character {
            case "\"":
                if !isQuoted, last == "\"" { cells[cells.count - 1].append("\"") }
                isQuoted.toggle()
            case "," where !isQuoted: cells.append("")
            default: cells[cells.count - 1].append(character)
            }
            last = character
        }
        return cells.map { $0.trimmingSpaces }
    }
}

/// A check of email addresses, as far as it can be made without the server.
enum EmailAddress {
    /// True when a text may be an address: one @ with something on each side, and no blank.
    static func isPlausible(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && !text.contains(where: \.isWhitespace)
    }
}
