import SisenseClient

/// Turns the cells of a record into a user, or into what it changes in one that is there; or says why not.
struct UserRecordReader: Sendable {
    /// The reason why a record makes no user, for a person.
    struct Problem: Error, Equatable {
        let text: String
    }

    /// The user that a record describes.
    enum Reading: Sendable {
        case new(NewUser)
        case existing(User)
    }

    /// The changes that a record makes in a user.
    struct Update: Sendable {
        let user: User
        let members: [(String, JSONValue)]
        /// The same in words: `role Viewer → Designer`.
        let words: [FieldChange]
    }

    let accounts: ImportAccounts
    let options: ImportOptions

    init(_ accounts: ImportAccounts, _ options: ImportOptions = ImportOptions()) {
        (self.accounts, self.options) = (accounts, options)
    }

    /// The user that these cells describe.
    func read(_ cells: [ImportColumn: [String]]) throws(Problem) -> Reading {
        let email = cell(.email, of: cells)
        if let problem = EmailAddress.problem(with: email) { throw Problem(text: problem) }
        let present = accounts.users(named: email)
        guard present.count < 2 else { throw Problem(text: "\(counted(present.count, "user")) have this address") }
        if let user = present.first { return .existing(user) }
        let userName = cell(.userName, of: cells)
        if !userName.isEmpty, !accounts.users(named: userName).isEmpty {
            throw Problem(text: "the user name \(userName) is taken")
        }
        let role = try role(of: cells)
        let joined = try groups(of: cells)
        var user: JSONValue = ["email": .string(email), "roleId": .string(role.id)]
        let name = name(of: cells)
        if !userName.isEmpty { user["userName"] = .string(userName) }
        if !name.first.isEmpty { user["firstName"] = .string(name.first) }
        if !name.last.isEmpty { user["lastName"] = .string(name.last) }
        user["groups"] = .array(joined.map { .string($0.id) })
        return .new(NewUser(user, role: role, groups: joined.map(\.label)))
    }

    /// The changes that these cells make in a user; nil where they say nothing else. An empty cell says nothing.
    func update(of user: User, _ cells: [ImportColumn: [String]]) throws(Problem) -> Update? {
        var wanted: [(String, JSONValue)] = []
        let userName = cell(.userName, of: cells)
        if !userName.isEmpty, userName != user.userName {
            guard accounts.users(named: userName).allSatisfy({ $0.id == user.id }) else {
                throw Problem(text: "the user name \(userName) is taken")
            }
            wanted.append(("userName", .string(userName)))
        }
        if cell(.fullName, of: cells) != user.displayName || !cell(.firstName, of: cells).isEmpty {
            let name = name(of: cells)
            if !name.first.isEmpty, name.first != user.firstName { wanted.append(("firstName", .string(name.first))) }
            if !name.last.isEmpty, name.last != user.lastName { wanted.append(("lastName", .string(name.last))) }
        }
        if !cell(.role, of: cells).isEmpty {
            let role = try role(of: cells, current: user.roleID)
            if role.id != user.roleID { wanted.append(("roleId", .string(role.id))) }
        }
        if let groups = try groups(of: cells, for: user) {
            wanted.append(("groups", .array(groups.map(JSONValue.string))))
        }
        guard !wanted.isEmpty else { return nil }
        let old = JSONObject([
            ("userName", .string(user.userName)), ("firstName", .string(user.firstName)),
            ("lastName", .string(user.lastName)), ("roleId", user.roleID.map(JSONValue.string) ?? .null),
            ("groups", .array(user.groups.map { .string($0.id) })),
        ])
        var new = old
        for (name, value) in wanted { new[name] = value }
        return Update(user: user, members: wanted, words: RecordWords(accounts.names).changes(from: old, to: new))
    }

    private func cell(_ column: ImportColumn, of cells: [ImportColumn: [String]]) -> String {
        cells[column]?.first ?? ""
    }

    private func name(of cells: [ImportColumn: [String]]) -> PersonName {
        let full = cell(.fullName, of: cells)
        return PersonName(
            first: cell(.firstName, of: cells), last: cell(.lastName, of: cells),
            // Lists show the address of those who have no name.
            full: full == cell(.email, of: cells) ? "" : full)
    }

    // MARK: Roles

    /// The role that the cells name, or the one for those that name none.
    /// - Parameter current: That of the user, whom one of several with one name may mean.
    private func role(of cells: [ImportColumn: [String]], current: String? = nil) throws(Problem) -> Role {
        let name = cell(.role, of: cells)
        return try role(named: name.isEmpty ? options.role ?? Role.viewer : name, current)
    }

    private func role(named name: String, _ current: String?) throws(Problem) -> Role {
        switch accounts.roleIndex[name] {
        case .one(let role): return role
        case .none:
            throw Problem(text: "no role named \(name)" + Self.hint(name, among: accounts.roles.map(\.title)))
        case .several(let found):
            if let role = found.first(where: { $0.id == current }) { return role }
            throw Problem(text: "\(counted(found.count, "role")) named \(name): give the id of one")
        }
    }

    private static func hint(_ name: String, among names: [String]) -> String {
        NearestName.of(name, among: names).map { ", \($0)?" } ?? ""
    }

    // MARK: Groups

    /// The groups of a new user.
    private func groups(of cells: [ImportColumn: [String]]) throws(Problem) -> [Group] {
        var groups: [Group] = []
        for cell in cells[.groups, default: []] { groups += try self.groups(in: cell) }
        groups += options.groups.compactMap { accounts.groupIndex[$0].only }
        var seen: Set<String> = []
        return groups.filter { !$0.isSystem && seen.insert($0.id).inserted }
    }

    /// The ids of all groups that a user is to be in; nil where that is as it is.
    private func groups(of cells: [ImportColumn: [String]], for user: User) throws(Problem) -> [String]? {
        let own = user.groups.map(\.id)
        let named = cells[.groups, default: []]
        // What our own export writes of groups is understood, whatever signs their names have.
        let isSame = named.isEmpty || named == [accounts.groupNames(of: user)]
        let wanted = try isSame ? options.groups : groups(of: cells).map(\.id)
        let added = wanted.filter { !own.contains($0) }
        let lost = options.existing == .replaceGroups && !isSame ? own.filter { !wanted.contains($0) } : []
        return added.isEmpty && lost.isEmpty ? nil : own.filter { !lost.contains($0) } + added
    }

    /// The groups that a cell names: one, which may have any sign in its name, or several between `|`, `;` or `,`.
    func groups(in cell: String) throws(Problem) -> [Group] {
        if case .one(let group) = accounts.groupIndex[cell] { return [group] }
        var found: [Group] = []
        for name in Self.names(in: cell) {
            switch accounts.groupIndex[name] {
            case .one(let group): found.append(group)
            case .none:
                throw Problem(text: "no group named \(name)" + Self.hint(name, among: accounts.groups.map(\.label)))
            case .several(let equals):
                throw Problem(text: "\(counted(equals.count, "group")) named \(name): give the id of one")
            }
        }
        return found
    }

    /// The reason why a cell names no role; nil when it does.
    func problem(withRole cell: String) -> String? {
        Self.problem { () throws(Problem) in _ = try role(named: cell, nil) }
    }

    /// The reason why a cell names no groups; nil when it does.
    func problem(withGroups cell: String) -> String? {
        Self.problem { () throws(Problem) in _ = try groups(in: cell) }
    }

    private static func problem(_ read: () throws(Problem) -> Void) -> String? {
        do throws(Problem) {
            try read()
            return nil
        } catch {
            return error.text
        }
    }

    private static func names(in cell: String) -> [String] {
        let separator = "|;,".first(where: cell.contains)
        let names = separator.map { cell.split(separator: $0).map { String($0).trimmingSpaces } } ?? [cell]
        return names.filter { !$0.isEmpty }
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
