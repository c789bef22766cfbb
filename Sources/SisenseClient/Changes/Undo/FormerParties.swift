/// The users and groups that a list of before names.
struct FormerParties: Sendable {
    private let parties: [Reference]
    private let restoration: Restoration
    /// The names of those that are there, as far as they are known.
    private let names: [String: String]
    private let gone: Set<String>

    /// Looks up who of these is there. The others are made again by the same undo, or are gone.
    static func read(
        _ parties: [Reference], _ restoration: Restoration, _ client: APIClient
    ) async throws(APIError) -> FormerParties {
        let others = Set(parties.map(\.id)).filter { restoration.parties[$0] == nil }
        let groups = try await GroupsService(client).named(others)
        let users = try await UsersService(client).lookUp(others.subtracting(groups.map(\.id)).sorted())
        let names = groups.map { ($0.id, $0.label) } + users.users.map { ($0.id, $0.label) }
        return FormerParties(
            parties: parties, restoration: restoration,
            names: Dictionary(names, uniquingKeysWith: { first, _ in first }),
            gone: users.gone)
    }

    /// True while one of them is about to be made.
    var isWaiting: Bool { parties.contains { restoration.parties[$0.id]?.isWaiting == true } }

    /// Those who can be named.
    /// - Parameter isDue: True when whoever was to be made is made, or never will be; until then a text stands for the
    ///   id.
    func now(isDue: Bool) -> PresentParties {
        var present = PresentParties()
        for party in parties {
            if let remade = restoration.parties[party.id] {
                let id = remade.record.flatMap { $0.id ?? (isDue ? nil : NewRecord.placeholder(of: remade.name)) }
                present.add(party, id: id, named: remade.name)
            } else {
                present.add(party, id: gone.contains(party.id) ? nil : party.id, named: names[party.id] ?? party.name)
            }
        }
        return present
    }

    /// The step that `make` plans for the preview, and again when its turn has come where it rests on what is made
    /// before it. Whoever was not made by then is left out, and its result says so.
    /// - Parameter record: The record that it cannot do without; `make` takes its id, or an empty text where there is
    ///   none.
    func step(
        _ client: APIClient, on record: NewRecord? = nil,
        _ make:
            @escaping @concurrent @Sendable (APIClient, _ id: String, PresentParties) async throws(APIError) ->
            RequestPlan
    ) async throws(APIError) -> RequestPlan {
        let present = now(isDue: false)
        var plan = try await make(client, record.map { $0.id ?? NewRecord.placeholder } ?? "", present)
            .warning(present.losses)
        if let record { plan.needs = [record] } else { plan.follows = [] }
        guard isWaiting || record.map({ $0.id == nil }) ?? false else { return plan }
        plan.whenDue = { [title = plan.title] client throws(APIError) in
            let present = now(isDue: true)
            let id = try record.map { record throws(APIError) in try record.made(for: title, client) } ?? ""
            var plan = try await make(client, id, present)
            plan.shortfalls = present.losses
            return plan
        }
        return plan
    }
}

/// Those of a list of before who can be named, by the ids they had.
struct PresentParties: Sendable {
    /// Each by its id of now, in the order of the list.
    private(set) var all: [Reference] = []
    private var byFormerID: [String: Reference] = [:]
    private var lost: [Reference] = []

    subscript(formerID: String) -> Reference? { byFormerID[formerID] }

    /// Their names by their ids of now.
    var names: [String: String] {
        Dictionary(all.map { ($0.id, $0.label) }, uniquingKeysWith: { first, _ in first })
    }

    /// - Parameter id: Nil for one that is not there.
    fileprivate mutating func add(_ party: Reference, id: String?, named name: String?) {
        guard let id else {
            lost.append(Reference(id: party.id, name: name))
            return
        }
        let present = Reference(id: id, name: name)
        all.append(present)
        byFormerID[party.id] = present
    }

    /// The sentence on those who are left out; none where nobody is.
    var losses: [String] {
        guard !lost.isEmpty else { return [] }
        let unnamed = lost.count { $0.name == nil }
        let who =
            lost.compactMap(\.name) + (unnamed > 0 ? [counted(unnamed, "user or group", "users and groups")] : [])
        return ["Left out, since no longer there: \(who.joined(separator: ", "))."]
    }
}
