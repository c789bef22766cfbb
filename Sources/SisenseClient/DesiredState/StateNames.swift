/// The roles and groups that other things refer to by id, read once for all kinds.
struct StateNames: Sendable {
    let roles: [Role]
    let groups: [Group]
    /// Those of all records, for the words of plans.
    private(set) var recordNames: RecordNames
    /// The names that groups have, or get by a renaming, by their ids.
    private var labels: [String: String] = [:]
    /// The groups by the names they have and by those they get.
    private var named: [String: [Group]] = [:]
    /// The groups by how their names are spelled alike.
    private var alike: [String: [Group]] = [:]
    /// The ids of the groups that every user is in, which no file names.
    private let everyone: Set<String>
    /// The groups that files want and the server does not have yet.
    private(set) var coming: Set<String> = []
    /// The groups that files want to be no more.
    private var leaving: Set<String> = []
    /// What refers to the groups that steps make, by the names of those.
    private var makers: [String: String] = [:]

    /// Reads what the kinds of a folder need, and no more.
    static func read(_ client: APIClient, for folder: StateFolder) async throws(APIError) -> StateNames {
        let kinds = Set(folder.entries.keys)
        var (roles, groups): ([Role], [Group]) = ([], [])
        if kinds.contains(.roles) {
            roles = try await RolesService(client).withManifests()
        } else if kinds.contains(.users) {
            roles = try await RolesService(client).all()
        }
        if !kinds.isDisjoint(with: [.groups, .users, .shares]) { groups = try await GroupsService(client).names() }
        return StateNames(roles, groups, wanted: folder.entries[.groups] ?? [])
    }

    /// - Parameter wanted: The groups that files describe. One that a file renames is known by both names, for it is the
    ///   same group.
    init(_ roles: [Role], _ groups: [Group], wanted: [StateEntry] = []) {
        (self.roles, self.groups) = (roles, groups)
        recordNames = RecordNames(
            Dictionary(groups.map { ($0.id, $0.label) }, uniquingKeysWith: { first, _ in first }), roles: roles)
        everyone = Set(groups.filter(\.includesEveryone).map(\.id))
        let known = Set(groups.map(\.label))
        var renamed: [String: String] = [:]
        for entry in wanted where !known.contains(entry.key) {
            if let before = entry.formerKey { renamed[before] = entry.key }
        }
        for group in groups {
            let label = renamed[group.label] ?? group.label
            labels[group.id] = label
            alike[SpelledAlike.key(group.label), default: []].append(group)
            for name in Set([group.label, label]) { named[name, default: []].append(group) }
        }
        leaving = Set(wanted.filter(\.value.isNull).map(\.key))
        coming = Set(wanted.filter { !$0.value.isNull }.map(\.key)).subtracting(labels.values)
    }

    /// The name that a group has, or gets by a renaming; nil for a group nobody knows.
    func label(_ id: String) -> String? { labels[id] }

    /// The groups of a name, of the one it has or of the one it gets.
    func groups(named name: String) -> [Group] { named[name] ?? [] }

    /// The reason why a name means no one group; nil where it means one, or none at all. Two of one name, and names that
    /// people take for the same, are nobody's to choose between.
    func ambiguity(of name: String) -> String? {
        let found = alike[SpelledAlike.key(name)] ?? []
        guard found.count > 1 || found.contains(where: { $0.label != name }) else { return nil }
        return "the server has " + found.map { "\"\($0.label)\" (\($0.id))" }.joined(separator: " and ")
    }

    /// The names of the groups that a user is in, without those that everybody is in.
    func groupLabels(of user: User) -> [String] {
        user.groups.filter { !everyone.contains($0.id) }.compactMap { labels[$0.id] }.sorted()
    }

    func role(_ name: String) -> Role? {
        roles.first { $0.name.lowercased() == name.lowercased() || $0.title.lowercased() == name.lowercased() }
    }

    /// The reason why a file cannot name a group; nil where it can.
    func problem(withGroup name: String) -> String? {
        if coming.contains(name) { return nil }
        if leaving.contains(name) { return "the group \"\(name)\", which the files remove" }
        switch groups(named: name).count {
        case 0: return ambiguity(of: name).map { "no group \"\(name)\": \($0)" } ?? "no group \"\(name)\""
        case 1: return nil
        case let count: return "\(counted(count, "group")) are called \"\(name)\""
        }
    }

    /// The id of a group as a request is to have it: that of the step which makes it, where there is none yet.
    func reference(toGroup name: String) -> String? {
        groups(named: name).first?.id ?? makers[name]
    }

    /// Notes the step that makes a group, so that later ones can refer to what comes of it.
    mutating func note(_ plan: RequestPlan, making name: String) {
        let reference = MadeRecord.reference(to: plan)
        makers[name] = reference
        recordNames = recordNames.joined(RecordNames([reference: name]))
    }
}
