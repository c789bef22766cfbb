// Users by their addresses: `{"a@x.test": {"role": "consumer", "groups": ["Sales"], "active": true, "firstName": …}}`.
// Only the members that are written are looked at. People leave by off-boarding, never by a file.

extension StateExport {
    func users() async throws(APIError) -> JSONValue {
        let names = try await StateNames.read(client)
        let users = try await UserMember.users(client)
        var members: [(String, JSONValue)] = []
        for user in users where !user.email.isEmpty {
            let values = UserMember.allCases.compactMap { member in
                names.value(of: member, user).map { (member.rawValue, $0) }
            }
            members.append((user.email.lowercased(), .object(JSONObject(values))))
        }
        return Self.sorted(members)
    }
}

/// The members of a user that a file can name.
private enum UserMember: String, CaseIterable {
    case role, groups, active, firstName, lastName

    /// All users with what a file says of them.
    static func users(_ client: APIClient) async throws(APIError) -> [User] {
        let fields = ["_id", "email", "userName", "firstName", "lastName", "roleId", "groups", "active"]
        return try await UsersService(client).pages(ListQuery(fields: fields, isLean: true)).all()
    }
}

/// The names of what users refer to by id.
private struct StateNames {
    let roles: [Role]
    /// Those of all records, for the words of plans.
    let recordNames: RecordNames
    /// The names that groups have, or get by a renaming, by their ids.
    private var labels: [String: String] = [:]
    /// The groups by the names they have and by those they get.
    private var named: [String: [Group]] = [:]
    /// The ids of the groups that every user is in, which no file names.
    private let everyone: Set<String>

    /// - Parameter entries: The groups that files describe. One that a file renames is known by both names, for it is
    ///   the same group.
    static func read(_ client: APIClient, renamedBy entries: [StateEntry] = []) async throws(APIError) -> StateNames {
        StateNames(
            try await RolesService(client).all(), try await GroupsService(client).names(), renamedBy: entries)
    }

    private init(_ roles: [Role], _ groups: [Group], renamedBy entries: [StateEntry]) {
        self.roles = roles
        recordNames = RecordNames(
            Dictionary(groups.map { ($0.id, $0.label) }, uniquingKeysWith: { first, _ in first }), roles: roles)
        everyone = Set(groups.filter(\.includesEveryone).map(\.id))
        let known = Set(groups.map(\.label))
        var renamed: [String: String] = [:]
        for entry in entries where !known.contains(entry.key) {
            if let before = entry.value.text("was") { renamed[before] = entry.key }
        }
        for group in groups {
            let label = renamed[group.label] ?? group.label
            labels[group.id] = label
            for name in Set([group.label, label]) { named[name, default: []].append(group) }
        }
    }

    /// The name that a group has, or gets by a renaming.
    func label(_ group: Group) -> String { labels[group.id] ?? group.label }

    /// Those of all groups.
    var groupLabels: some Sequence<String> { labels.values }

    /// The groups of a name, of the one it has or of the one it gets.
    func groups(named name: String) -> [Group] { named[name] ?? [] }

    /// A member of a user as a file has it; nil where the user has none.
    func value(of member: UserMember, _ user: User) -> JSONValue? {
        switch member {
        case .role:
            let role = user.roleID.flatMap { id in roles.first { $0.id == id } }
            return (role?.name ?? user.roleName).map(JSONValue.string)
        case .groups:
            let names = user.groups.filter { !everyone.contains($0.id) }.compactMap { labels[$0.id] }
            return .array(names.sorted().map(JSONValue.string))
        case .active: return .bool(user.isActive)
        case .firstName: return user.firstName.isEmpty ? nil : .string(user.firstName)
        case .lastName: return user.lastName.isEmpty ? nil : .string(user.lastName)
        }
    }

    func role(_ name: String) -> Role? {
        roles.first { $0.name.lowercased() == name.lowercased() || $0.title.lowercased() == name.lowercased() }
    }
}

extension StateWork {
    /// - Parameter wantedGroups: The groups that files want too: those that are not there yet come first.
    func users(_ entries: [StateEntry], wantedGroups: [StateEntry]) async throws(APIError) -> StateComparison {
        let names = try await StateNames.read(client, renamedBy: wantedGroups)
        let users = try await UserMember.users(client)
        let known = Dictionary(grouping: users) { ($0.email.isEmpty ? $0.userName : $0.email).lowercased() }
        let coming = Set(wantedGroups.filter { !$0.value.isNull }.map(\.key)).subtracting(names.groupLabels)
        var comparison = StateComparison()
        for entry in entries {
            let found = known[entry.key.lowercased()] ?? []
            guard found.count < 2 else {
                let ids = found.map(\.id).joined(separator: ", ")
                comparison.problems.append(StateProblem(.users, entry, "\(found.count) users have it: \(ids)"))
                continue
            }
            do throws(StateProblem) {
                let wanted = try Self.wanted(entry, names, coming)
                try await compare(entry, wanted, found.first, names, &comparison)
            } catch {
                comparison.problems.append(error)
            }
        }
        return comparison
    }

    /// What an entry wants, member by member, with names as the server spells them.
    private static func wanted(
        _ entry: StateEntry, _ names: StateNames, _ coming: Set<String>
    ) throws(StateProblem) -> [(member: UserMember, value: JSONValue)] {
        func problem(_ text: String) -> StateProblem { StateProblem(.users, entry, text) }
        guard !entry.value.isNull else { throw problem("users leave by off-boarding, not by a file") }
        guard let object = entry.value.object else { throw problem("an object is expected") }
        var wanted: [(UserMember, JSONValue)] = []
        for item in object.members {
            guard let member = UserMember(rawValue: item.key) else {
                let known = UserMember.allCases.map(\.rawValue).joined(separator: ", ")
                throw problem("\(item.key) is none of \(known)")
            }
            switch member {
            case .role:
                guard let role = item.value.string.flatMap(names.role) else {
                    throw problem("no role \(JSONWriter.text(item.value)): \(names.roles.map(\.name))")
                }
                wanted.append((member, .string(role.name)))
            case .groups:
                guard let list = item.value.array, case let labels = list.compactMap(\.string),
                    labels.count == list.count
                else { throw problem("groups is a list of names") }
                for label in labels where !coming.contains(label) {
                    let count = names.groups(named: label).count
                    guard count == 1 else {
                        throw problem(count == 0 ? "no group \"\(label)\"" : "\(count) groups are called \"\(label)\"")
                    }
                }
                let current = labels.map { name in names.groups(named: name).first.map(names.label) ?? name }
                wanted.append((member, .array(Set(current).sorted().map(JSONValue.string))))
            case .active:
                guard item.value.bool != nil else { throw problem("active is true or false") }
                wanted.append((member, item.value))
            case .firstName, .lastName:
                guard item.value.string != nil else { throw problem("\(item.key) is a text") }
                wanted.append((member, item.value))
            }
        }
        return wanted
    }

    private func compare(
        _ entry: StateEntry, _ wanted: [(member: UserMember, value: JSONValue)], _ user: User?, _ names: StateNames,
        _ comparison: inout StateComparison
    ) async throws(StateProblem) {
        guard let user else {
            let difference = StateDifference(.users, entry.key, .add, now: nil, wanted: entry.value)
            guard !difference.isBelow(ignored) else { return }
            guard wanted.contains(where: { $0.member == .role }) else {
                throw StateProblem(.users, entry, "a new user needs a role")
            }
            comparison.differences.append(difference)
            if isPlanning, wanted.contains(where: { $0.member == .active && $0.value == true }) {
                comparison.later.append("\(entry.key) is active once the invitation is answered")
            }
            try await plan(entry, &comparison) { () throws(APIError) in
                try create(entry.key, wanted, names)
            } missing: {
                Self.missing(wanted, names)
            }
            return
        }
        var differences: [StateDifference] = []
        for (member, value) in wanted {
            let now = names.value(of: member, user)
            if now == value { continue }
            differences.append(
                StateDifference(.users, entry.key, at: [member.rawValue], .change, now: now, wanted: value))
        }
        differences = counting(differences)
        guard !differences.isEmpty else { return }
        comparison.differences += differences
        let changed = wanted.filter { item in differences.contains { $0.path == [item.member.rawValue] } }
        try await plan(entry, &comparison) { () throws(APIError) in
            let service = UsersService(client, caller: caller)
            let isLockedOut = changed.contains { $0.member == .active && $0.value == false }
            return try await service.planUpdate(
                try await service.get(user.id), title: "Change \(user.label, each: "user")",
                members: Self.members(changed, names),
                impact: isLockedOut ? ["A deactivated user cannot log in. Nothing the user owns is lost."] : [],
                names: names.recordNames)
        } missing: {
            Self.missing(changed, names)
        }
    }

    /// Plans a change, unless it has to wait for groups that an earlier one makes.
    private func plan(
        _ entry: StateEntry, _ comparison: inout StateComparison,
        _ plan: () async throws(APIError) -> RequestPlan, missing: () -> [String]
    ) async throws(StateProblem) {
        guard isPlanning else { return }
        let groups = missing()
        guard groups.isEmpty else {
            let list = groups.map { "\"\($0)\"" }.joined(separator: ", ")
            comparison.later.append("\(entry.key) waits until there is the group \(list): plan again after this")
            return
        }
        do throws(APIError) {
            comparison.plans.append(try await plan())
        } catch {
            throw StateProblem(.users, entry, error.message)
        }
    }

    /// The groups that are wanted and not there yet.
    private static func missing(
        _ wanted: [(member: UserMember, value: JSONValue)], _ names: StateNames
    ) -> [String] {
        let labels = wanted.filter { $0.member == .groups }.flatMap { $0.value.array ?? [] }.compactMap(\.string)
        return labels.filter { names.groups(named: $0).isEmpty }
    }

    /// The members as the server takes them.
    private static func members(
        _ wanted: [(member: UserMember, value: JSONValue)], _ names: StateNames
    ) -> [(String, JSONValue)] {
        wanted.map { member, value in
            switch member {
            case .role: ("roleId", .string(value.string.flatMap(names.role)?.id ?? ""))
            case .groups:
                (
                    "groups",
                    .array(
                        (value.array ?? []).compactMap(\.string).compactMap { label in
                            names.groups(named: label).first.map { .string($0.id) }
                        })
                )
            case .active, .firstName, .lastName: (member.rawValue, value)
            }
        }
    }

    private func create(
        _ address: String, _ wanted: [(member: UserMember, value: JSONValue)], _ names: StateNames
    ) throws(APIError) -> RequestPlan {
        let members =
            [("email", JSONValue.string(address)), ("userName", .string(address))]
            + Self.members(wanted.filter { $0.member != .active }, names)
        let role = wanted.first { $0.member == .role }?.value.string.flatMap(names.role)
        let groups = wanted.first { $0.member == .groups }?.value.array?.compactMap(\.string) ?? []
        return try UsersService(client).planCreate(
            NewUser(.object(JSONObject(members)), role: role, groups: groups))
    }
}
