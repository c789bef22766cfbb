import SisenseClient

/// Turns the cells of a record into a user, or says why not.
struct UserRecordReader: Sendable {
    /// The reason why a record makes no user, for a person.
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

    /// The user that these cells describe.
    func read(_ cells: [ImportColumn: [String]]) throws(Problem) -> NewUser {
        func cell(_ column: ImportColumn) -> String { cells[column]?.first ?? "" }
        let email = cell(.email)
        if let problem = EmailAddress.problem(with: email) { throw Problem(text: problem) }
        for name in [email, cell(.userName)] where taken.contains(FoldedText.bytes(name)) {
            throw Problem(text: name == email ? "already exists" : "the user name \(name) is taken")
        }
        let role = try role(named: cell(.role).isEmpty ? "consumer" : cell(.role))
        var members: [Group] = []
        for cell in cells[.groups, default: []] { members += try groups(in: cell) }
        var user: JSONValue = ["email": .string(email), "roleId": .string(role.id)]
        let name = PersonName(first: cell(.firstName), last: cell(.lastName), full: cell(.fullName))
        if !cell(.userName).isEmpty { user["userName"] = .string(cell(.userName)) }
        if !name.first.isEmpty { user["firstName"] = .string(name.first) }
        if !name.last.isEmpty { user["lastName"] = .string(name.last) }
        let joined = members.filter { !$0.isSystem }
        user["groups"] = .array(joined.map { .string($0.id) })
        return NewUser(user, role: role, groups: joined.map(\.label))
    }

    private func role(named name: String) throws(Problem) -> Role {
        switch roles[name] {
        case .one(let role): role
        case .none: throw Problem(text: "no role named \(name)")
        case .several(let found): throw Problem(text: "\(found.count) roles named \(name): give the id of one")
        }
    }

    /// The groups that a cell names: one, which may have any sign in its name, or several between `|`, `;` or `,`.
    private func groups(in cell: String) throws(Problem) -> [Group] {
        if case .one(let group) = groups[cell] { return [group] }
        let separator = "|;,".first(where: cell.contains)
        let names = separator.map { cell.split(separator: $0).map { String($0).trimmingSpaces } } ?? [cell]
        var found: [Group] = []
        for name in names where !name.isEmpty {
            switch groups[name] {
            case .one(let group): found.append(group)
            case .none: throw Problem(text: "no group named \(name)")
            case .several(let equals):
                throw Problem(text: "\(equals.count) groups named \(name): give the id of one")
            }
        }
        return found
    }
}

/// The two parts of a person's name.
private struct PersonName {
    var first: String
    var last: String

    /// Takes a full name apart where the parts are not given: `Smith, Petra` at its comma, else before its last word.
    init(first: String, last: String, full: String) {
        (self.first, self.last) = (first, last)
        guard first.isEmpty, last.isEmpty, !full.isEmpty else { return }
        if let comma = full.firstIndex(of: ",") {
            self.last = full[..<comma].trimmingSpaces
            self.first = full[full.index(after: comma)...].trimmingSpaces
        } else if let blank = full.lastIndex(of: " ") {
            self.first = full[..<blank].trimmingSpaces
            self.last = full[full.index(after: blank)...].trimmingSpaces
        } else {
            self.first = full
        }
    }
}
