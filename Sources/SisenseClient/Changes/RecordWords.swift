/// The names of the records that documents refer to by their ids.
package struct RecordNames: Sendable, Equatable {
    private let names: [String: String]
    /// The ids of the roles that have rights over other users.
    private var administrativeRoles: Set<String>
    /// How much each role may do, by its id; more is more.
    private var roleRanks: [String: Int]
    /// The seats of the licence that the users of each role take, by its id.
    private var seatKinds: [String: SeatKind]

    package static let none = RecordNames([:])

    package init(_ names: [String: String], roles: [Role] = []) {
        self.names = names.merging(roles.map { ($0.id, $0.title) }) { _, role in role }
        administrativeRoles = Set(roles.filter(\.isAdministrative).map(\.id))
        roleRanks = Dictionary(
            roles.compactMap { role in role.rank.map { (role.id, $0) } }, uniquingKeysWith: { first, _ in first })
        seatKinds = Dictionary(
            roles.compactMap { role in role.seatKind.map { (role.id, $0) } }, uniquingKeysWith: { first, _ in first })
    }

    /// The names of references, as far as they have any.
    package init(of references: [Reference?]) {
        self.init(
            Dictionary(
                references.compactMap { reference in reference.flatMap { one in one.name.map { (one.id, $0) } } },
                uniquingKeysWith: { first, _ in first }))
    }

    /// Nil where nobody knows it.
    package subscript(_ id: String) -> String? { names[id] }

    /// Those of both.
    func joined(_ other: RecordNames) -> RecordNames {
        var joined = RecordNames(names.merging(other.names) { name, _ in name })
        joined.administrativeRoles = administrativeRoles.union(other.administrativeRoles)
        joined.roleRanks = roleRanks.merging(other.roleRanks) { rank, _ in rank }
        joined.seatKinds = seatKinds.merging(other.seatKinds) { kind, _ in kind }
        return joined
    }

    /// The names by their ids.
    package var all: [String: String] { names }

    /// Nil for a role nobody knows.
    func rank(_ role: JSONValue?) -> Int? { role?.string.flatMap { roleRanks[$0] } }

    func isAdministrative(_ role: JSONValue?) -> Bool { role?.string.map(administrativeRoles.contains) ?? false }

    /// The seats of the licence that a user takes or frees by becoming another one.
    func seats(from old: JSONValue, to new: JSONValue) -> SeatChange {
        func held(_ record: JSONValue) -> SeatChange {
            User(record).map { user in SeatChange(of: user, user.roleID.flatMap { seatKinds[$0] }) } ?? .none
        }
        return held(new) - held(old)
    }

    /// True when a user gets rights over other users, or loses them.
    func changesRights(from old: JSONValue, to new: JSONValue) -> Bool {
        old["roleId"] != new["roleId"] && (isAdministrative(old["roleId"]) || isAdministrative(new["roleId"]))
    }
}

/// The difference between two states of a record in words: members as people call them, and names instead of ids. What a
/// preview says of a record is made of the same two documents as the request, so that they cannot differ.
package struct RecordWords: Sendable {
    private let names: RecordNames

    package init(_ names: RecordNames) { self.names = names }

    /// The members whose names in documents are not those that people use; of a list the name of one item.
    private static let members: [String: String] = [
        "roleId": "role", "groups": "group", "userName": "user name", "firstName": "first name",
        "lastName": "last name", "parentFolder": "folder", "parentId": "folder", "parties": "recipient",
        "recipients": "recipient", "desc": "description", "users": "member", "sharesTo": "share",
    ]

    /// The members that hold the id of one record or a list of them.
    private static let references: Set<String> = [
        "roleId", "groups", "parentFolder", "parentId", "parties", "recipients", "owner", "users", "sharesTo",
    ]

    /// The name of a member.
    package static func name(of member: String) -> String { members[member] ?? member }

    /// True for a list whose items are said by the name of the list: `group Sales`.
    package static func isNamedList(_ member: String) -> Bool { members[member] != nil }

    /// True where the members that differ cannot be read without words.
    func areNeeded(from old: JSONObject, to new: JSONObject) -> Bool {
        Self.references.contains { old[$0] != new[$0] }
    }

    /// The changes, a fact each. A list whose items are told apart is compared item by item.
    package func changes(from old: JSONObject, to new: JSONObject) -> [FieldChange] {
        let keys = old.keys + new.keys.filter { old[$0] == nil }
        return keys.filter { !DocumentRules.sisense.areSame(old[$0], new[$0], at: $0) }
            .flatMap { changes(of: $0, from: old[$0], to: new[$0]) }
    }

    private func changes(of key: String, from old: JSONValue?, to new: JSONValue?) -> [FieldChange] {
        let name = Self.name(of: key)
        if let before = items(old, key), let after = items(new, key) {
            let gone = before.ids.filter { after[$0] == nil }
            let come = after.ids.filter { before[$0] == nil }
            let kept = after.ids.filter { id in
                before[id].map { !DocumentRules.sisense.areSame($0, after[id]) } ?? false
            }
            return gone.map { FieldChange(name, from: label($0, before[$0]), to: nil, effect: .loss) }
                + come.map { FieldChange(name, from: nil, to: label($0, after[$0])) }
                + kept.map { FieldChange("\(name) \(label($0, after[$0]))", from: nil, to: nil) }
        }
        guard let before = text(old, key), let after = text(new, key) else { return paths(in: key, old, new) }
        guard before != after || Redactor.isSecret(key) else {
            return [FieldChange(name, from: nil, to: nil)]
        }
        return [FieldChange(name, from: before, to: after, effect: effect(key, old, new))]
    }

    /// The places that differ within a member that has no short form, each by its path. Those that are too many, or too
    /// long to be read in a line, are said without their values.
    private func paths(in key: String, _ old: JSONValue?, _ new: JSONValue?) -> [FieldChange] {
        let diff = JSONDiff(from: document(key, old), to: document(key, new), names: names)
        let paths = diff.changes.prefix(Self.mostPaths).map { change in
            let (path, old, new) = diff.texts(of: change)
            let isLong = max(old?.count ?? 0, new?.count ?? 0) > Self.longestValue
            return isLong ? FieldChange(path, from: nil, to: nil) : FieldChange(path, from: old, to: new)
        }
        let rest = diff.changes.count - paths.count
        let name = Self.name(of: key)
        if paths.isEmpty { return [FieldChange(name, from: nil, to: nil)] }
        return paths + (rest > 0 ? [FieldChange("\(name) at \(rest) more places", from: nil, to: nil)] : [])
    }

    private func document(_ key: String, _ value: JSONValue?) -> JSONValue {
        .object(JSONObject(value.map { [(key, $0)] } ?? []))
    }

    /// Places of one member that are said one by one.
    private static let mostPaths = 6
    /// Characters of a value beyond which it is no word any more.
    private static let longestValue = 80

    private func items(_ value: JSONValue?, _ key: String) -> DocumentRules.Items? {
        let items = DocumentRules.sisense.items(value ?? [], at: key)
        return items?.isUnordered == true ? items : nil
    }

    private func effect(_ key: String, _ old: JSONValue?, _ new: JSONValue?) -> FieldChange.Effect {
        guard key == "roleId", let had = names.rank(old), let has = names.rank(new) else { return .plain }
        return has == had ? .plain : has > had ? .escalation : .loss
    }

    /// The name of an item of a list.
    private func label(_ id: String, _ item: JSONValue?) -> String {
        names[id] ?? item?.text("name", "title", "email", "label") ?? id
    }

    /// A value as people say it; nil for a list or an object, which has no short form.
    package func text(_ value: JSONValue?, _ key: String) -> String? {
        if Redactor.isSecret(key) { return Redactor.mask }
        return switch value ?? .null {
        case .bool(let isOn): isOn ? "yes" : "no"
        case .string(let text): text.isEmpty ? "none" : names[text] ?? text
        case .number: JSONWriter.text(value ?? .null, layout: .compact)
        case .null: "none"
        case .object: Reference(value).map { names[$0.id] ?? $0.label }
        case .array: nil
        }
    }
}
