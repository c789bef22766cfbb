// Users by their addresses: `{"a@x.test": {"role": "consumer", "groups": ["Sales"], "active": true, "firstName": …}}`;
// with `"was"`, one whose address changes. Only the members that are written are looked at. People leave by
// off-boarding, never by a file.

extension StateExport {
    func users() async throws(APIError) -> JSONValue {
        let names = StateNames(try await RolesService(client).all(), try await GroupsService(client).names())
        var members: [(String, JSONValue)] = []
        for user in try await StateUsers.all(client).all where !user.email.isEmpty {
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
}

extension StateNames {
    /// A member of a user as a file has it; nil where the user has none.
    fileprivate func value(of member: UserMember, _ user: User) -> JSONValue? {
        switch member {
        case .role:
            let role = user.roleID.flatMap { id in roles.first { $0.id == id } }
            return (role?.name ?? user.roleName).map(JSONValue.string)
        case .groups: return .array(groupLabels(of: user).map(JSONValue.string))
        case .active: return .bool(user.isActive)
        case .firstName: return user.firstName.isEmpty ? nil : .string(user.firstName)
        case .lastName: return user.lastName.isEmpty ? nil : .string(user.lastName)
        }
    }
}

/// What a file wants of a user, member by member, with names as the server spells them.
private struct WantedUser {
    var members: [(member: UserMember, value: JSONValue)] = []

    subscript(member: UserMember) -> JSONValue? { members.first { $0.member == member }?.value }

    /// - Throws: `StateProblem` for the first thing that is wrong with it.
    init(_ entry: StateEntry, _ names: StateNames) throws(StateProblem) {
        func problem(_ text: String) -> StateProblem { StateProblem(.users, entry, text) }
        guard !entry.value.isNull else { throw problem("users leave by off-boarding, not by a file") }
        guard let object = entry.value.object else { throw problem("an object is expected") }
        for item in object.members where item.key != "was" {
            guard let member = UserMember(rawValue: item.key) else {
                let known = UserMember.allCases.map(\.rawValue).joined(separator: ", ")
                let hint = NearestName.addition(item.key, among: UserMember.allCases.map(\.rawValue) + ["was"])
                throw problem("\(item.key) is none of \(known), was\(hint)")
            }
            switch member {
            case .role:
                guard let role = item.value.string.flatMap(names.role) else {
                    throw problem("no role \(JSONWriter.text(item.value)): \(names.roles.map(\.name))")
                }
                members.append((member, .string(role.name)))
            case .groups:
                guard let list = item.value.array, case let labels = list.compactMap(\.string),
                    labels.count == list.count
                else { throw problem("groups is a list of names") }
                for label in labels {
                    if let text = names.problem(withGroup: label) { throw problem(text) }
                }
                let current = labels.map { name in
                    names.groups(named: name).first.flatMap { names.label($0.id) } ?? name
                }
                members.append((member, .array(Set(current).sorted().map(JSONValue.string))))
            case .active:
                guard item.value.bool != nil else { throw problem("active is true or false") }
                members.append((member, item.value))
            case .firstName, .lastName:
                guard item.value.string != nil else { throw problem("\(item.key) is a text") }
                members.append((member, item.value))
            }
        }
    }

    /// The members as the server takes them.
    /// - Parameter wanted: Those to take; nil for all.
    func fields(_ names: StateNames, only wanted: Set<UserMember>? = nil) -> [(String, JSONValue)] {
        var fields: [(String, JSONValue)] = []
        for (member, value) in members where wanted?.contains(member) != false {
            switch member {
            case .role: fields.append(("roleId", .string(value.string.flatMap(names.role)?.id ?? "")))
            case .groups:
                let ids = (value.array ?? []).compactMap(\.string).compactMap(names.reference)
                fields.append(("groups", .array(ids.map(JSONValue.string))))
            case .active, .firstName, .lastName: fields.append((member.rawValue, value))
            }
        }
        return fields
    }
}

extension StateWork {
    func users(_ entries: [StateEntry]) async throws(APIError) -> StateComparison {
        var comparison = StateComparison(sentBy: sender)
        comparison.totals[.users] = users.total
        for entry in entries {
            do throws(StateProblem) {
                let wanted = try WantedUser(entry, names)
                let now = try user(entry, entry.key)
                var renamed: User?
                if now == nil, let former = entry.formerKey { renamed = try user(entry, former) }
                try await compare(entry, wanted, now, renamed, &comparison)
            } catch {
                comparison.problems.append(error)
            }
        }
        guard folder.isWhole else { return comparison }
        let named = Set(entries.map { $0.key.lowercased() })
        for user in users.all.sorted(by: { StateUsers.key(of: $0) < StateUsers.key(of: $1) }) {
            let key = StateUsers.key(of: user)
            // Files know people by their addresses.
            if named.contains(key) || user.email.isEmpty { continue }
            comparison.differences += unnamed(.users, key, now: .string(user.displayName), [:])
        }
        return comparison
    }

    /// Nil where the server has nobody with this address.
    private func user(_ entry: StateEntry, _ key: String) throws(StateProblem) -> User? {
        let found = users.named(key)
        guard found.count > 1 else { return found.first }
        let list = found.map { "\"\($0.label)\" (\($0.id))" }.joined(separator: " and ")
        throw StateProblem(.users, entry, "\(counted(found.count, "user")) have it: \(list)")
    }

    private func compare(
        _ entry: StateEntry, _ wanted: WantedUser, _ now: User?, _ renamed: User?, _ comparison: inout StateComparison
    ) async throws(StateProblem) {
        guard let user = now ?? renamed else {
            let found = counting([StateDifference(.users, entry.key, .add, now: nil, wanted: entry.value)])
            guard !found.isEmpty else { return }
            guard wanted[.role] != nil else { throw StateProblem(.users, entry, "a new user needs a role") }
            comparison.differences += found
            guard isPlanning else { return }
            do throws(APIError) {
                comparison.add(try creation(entry, wanted), for: found)
            } catch {
                throw StateProblem(.users, entry, error.message)
            }
            return
        }
        var differences: [StateDifference] = []
        if renamed != nil {
            differences.append(
                StateDifference(.users, entry.key, .rename, now: .string(user.label), wanted: .string(entry.key)))
        }
        for (member, value) in wanted.members {
            let now = names.value(of: member, user)
            if now == value { continue }
            differences.append(
                StateDifference(.users, entry.key, at: [member.rawValue], .change, now: now, wanted: value))
        }
        differences = counting(differences)
        guard !differences.isEmpty else { return }
        comparison.differences += differences
        guard isPlanning else { return }
        do throws(APIError) {
            comparison.add([try await update(entry, user, wanted, differences)], for: differences)
        } catch {
            throw StateProblem(.users, entry, error.message)
        }
    }

    private func update(
        _ entry: StateEntry, _ user: User, _ wanted: WantedUser, _ differences: [StateDifference]
    ) async throws(APIError) -> RequestPlan {
        let service = UsersService(client, caller: sender?.id)
        let changed = Set(differences.compactMap { $0.path.first.flatMap(UserMember.init) })
        var fields = wanted.fields(names, only: changed)
        if differences.contains(where: { $0.act == .rename }) {
            // Whoever logs in by the address goes on doing so.
            if user.userName == user.email { fields.insert(("userName", .string(entry.key)), at: 0) }
            fields.insert(("email", .string(entry.key)), at: 0)
        }
        let isLockedOut = changed.contains(.active) && wanted[.active] == false
        return try await service.planUpdate(
            try await service.get(user.id), title: "Change \(user.label, each: "user")", members: fields,
            impact: isLockedOut ? ["A deactivated user cannot log in. Nothing the user owns is lost."] : [],
            names: names.recordNames)
    }

    /// Makes a user, and activates the account where the file says so: a server waits for the invitation to be answered.
    private func creation(_ entry: StateEntry, _ wanted: WantedUser) throws(APIError) -> [RequestPlan] {
        let service = UsersService(client)
        let members =
            [("email", JSONValue.string(entry.key)), ("userName", .string(entry.key))]
            + wanted.fields(names, only: Set(UserMember.allCases).subtracting([.active]))
        let role = wanted[.role]?.string.flatMap(names.role)
        let groups = wanted[.groups]?.array?.compactMap(\.string) ?? []
        let create = try service.planCreate(
            NewUser(.object(JSONObject(members)), role: role, groups: groups))
        guard wanted[.active] == true else { return [create] }
        return [create, try service.planActivate(entry.key, madeBy: create)]
    }
}
