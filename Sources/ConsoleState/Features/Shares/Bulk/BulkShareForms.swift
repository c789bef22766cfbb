import SisenseClient

/// The forms about the shares of several dashboards.
enum BulkShareForms {
    static let rules = [FormOption("view", "can view"), FormOption("edit", "can edit")]
    private static let (parties, rule) = ("parties", "rule")

    /// Asks with whom all of some dashboards are shared.
    static func add(_ count: Int, _ context: WorkContext) async throws(APIError) -> FormState {
        let groups = try await GroupsService(context.client).names()
        let fields: [FormField] = [
            .pick(parties, "Users or groups", .parties(groups), allowsMany: true, isRequired: true),
            .choice(rule, "Right", rules),
        ]
        return FormState("Share \(counted(count, "dashboard")) with", fields) { context, values throws(APIError) in
            let found = try await named(values.lines(parties), groups, context)
            return .bulkShares(
                .added(found.map(\.party), Share.Rule(values.text(rule)), names: names(of: found)))
        }
    }

    /// Asks who takes the place of some users and groups.
    static func replace(_ rows: [BulkShareRow], _ context: WorkContext) async throws(APIError) -> FormState {
        let groups = try await GroupsService(context.client).names()
        let whom = rows.count == 1 ? rows[0].name : "\(rows.count) users and groups"
        let field = FormField.pick(parties, "User or group", .parties(groups), isRequired: true)
        return FormState("Replace \(whom) by", [field]) { context, values throws(APIError) in
            guard let other = try await named([values.text(parties)], groups, context).first else {
                return .form(.refused(field: parties, "No user or group with that name"))
            }
            let replaced = rows.map(\.party).filter { $0 != other.party }
            guard !replaced.isEmpty else {
                return .form(.refused(field: parties, "\(other.name) cannot take its own place"))
            }
            return .bulkShares(.replaced(replaced, by: other.party, name: other.name))
        }
    }

    /// A user or group with its name.
    struct NamedParty: Sendable {
        let party: ShareEdits.Party
        let name: String
    }

    static func names(of parties: [NamedParty]) -> [String: String] {
        Dictionary(parties.map { ($0.party.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    }

    /// The users and groups of these ids.
    /// - Parameter groups: All groups of the server.
    private static func named(
        _ ids: [String], _ groups: [Group], _ context: WorkContext
    ) async throws(APIError) -> [NamedParty] {
        let chosen = Set(ids)
        let found = groups.filter { chosen.contains($0.id) }
        let others = chosen.subtracting(found.map(\.id)).sorted()
        let users = others.isEmpty ? [] : try await context.users.users(others)
        return found.map { NamedParty(party: ShareEdits.Party(.group, id: $0.id), name: $0.label) }
            + users.map { NamedParty(party: ShareEdits.Party(.user, id: $0.id), name: $0.displayName) }
    }
}

/// The forms that share dashboards with users or groups chosen in their own lists, and copy shares.
enum DashboardSharingForms {
    private static let (dashboards, rule, publish, mode) = ("dashboards", "rule", "publish", "mode")

    private static let publishing = FormField.toggle(
        publish, "Publish as well", true, help: "Those it is shared with notice once it is published")

    /// Shares dashboards with users.
    @concurrent static func giveToUsers(_ context: WorkContext, _ ids: [RecordID]) async throws(APIError) -> FormState {
        give(try await users(ids, context), .list(.users, ids))
    }

    /// Shares dashboards with groups.
    @concurrent static func giveToGroups(
        _ context: WorkContext, _ ids: [RecordID]
    ) async throws(APIError) -> FormState {
        give(try await groups(ids, context), .list(.groups, ids))
    }

    /// Takes dashboards from users that they are shared with by name.
    @concurrent static func takeFromUsers(
        _ context: WorkContext, _ ids: [RecordID]
    ) async throws(APIError) -> FormState {
        try await take(from: try await users(ids, context), .list(.users, ids), context)
    }

    /// Takes dashboards from groups.
    @concurrent static func takeFromGroups(
        _ context: WorkContext, _ ids: [RecordID]
    ) async throws(APIError) -> FormState {
        try await take(from: try await groups(ids, context), .list(.groups, ids), context)
    }

    /// Shares dashboards like one of them.
    @concurrent static func copy(_ context: WorkContext, _ ids: [RecordID]) async throws(APIError) -> FormState {
        let service = context.dashboards
        let source = try await service.get(ids.first?.description ?? "")
        let shares = try await service.shares(of: source.id).shares.filter { $0.rule != nil }
        let names = try await PartyNames.read(Set(shares.map(\.id)), context.client)
        let fields: [FormField] = [
            .pick(dashboards, "To dashboards", .records(of: .dashboards), allowsMany: true, isRequired: true),
            .choice(
                mode, "Their own shares", [FormOption("keep", "stay"), FormOption("replace", "are removed")],
                help: "Where both have the same user or group, it gets the right it has on \(source.label)"),
            publishing,
        ]
        return FormState("Copy the shares of \(source.label)", fields) { context, values throws(APIError) in
            let targets = values.lines(dashboards).filter { $0 != source.id }
            guard !targets.isEmpty else {
                return .form(.refused(field: dashboards, "Choose others than \(source.label)"))
            }
            var edits = ShareEdits(removingOthers: values.text(mode) == "replace")
            for share in shares {
                edits[share.partyKey] = ShareEdits.Edit(.everywhere(share.rule ?? .view), rule: share.rule)
            }
            let named = Dictionary(
                shares.map { ($0.id, names.name($0.id)) }, uniquingKeysWith: { first, _ in first })
            return try await preview(
                edits, targets, named, values, .list(.dashboards, targets.map { RecordID($0) }), context)
        }
    }

    private static func users(
        _ ids: [RecordID], _ context: WorkContext
    ) async throws(APIError) -> [BulkShareForms.NamedParty] {
        try await context.users(ids).map {
            BulkShareForms.NamedParty(party: ShareEdits.Party(.user, id: $0.id), name: $0.displayName)
        }
    }

    private static func groups(
        _ ids: [RecordID], _ context: WorkContext
    ) async throws(APIError) -> [BulkShareForms.NamedParty] {
        try await GroupsService(context.client).named(Set(ids.map(\.description))).map {
            BulkShareForms.NamedParty(party: ShareEdits.Party(.group, id: $0.id), name: $0.label)
        }
    }

    private static func title(_ parties: [BulkShareForms.NamedParty]) -> String {
        guard parties.count != 1 else { return parties[0].name }
        return parties.first?.party.kind == .group ? "\(parties.count) groups" : "\(parties.count) users"
    }

    private static func give(_ parties: [BulkShareForms.NamedParty], _ origin: WriteOrigin) -> FormState {
        let fields: [FormField] = [
            .pick(dashboards, "Dashboards", .records(of: .dashboards), allowsMany: true, isRequired: true),
            .choice(
                rule, "Right", BulkShareForms.rules, help: "Who can edit one of them already keeps that"), publishing,
        ]
        return FormState("Give dashboards to \(title(parties))", fields) { context, values throws(APIError) in
            let rule = Share.Rule(values.text(rule))
            var edits = ShareEdits()
            for party in parties {
                edits[party.party] = ShareEdits.Edit(.everywhere(rule), rule: rule == .edit ? rule : nil)
            }
            return try await preview(
                edits, values.lines(dashboards), BulkShareForms.names(of: parties), values, origin, context)
        }
    }

    private static func take(
        from parties: [BulkShareForms.NamedParty], _ origin: WriteOrigin, _ context: WorkContext
    ) async throws(APIError) -> FormState {
        let shared = try await context.dashboards.shared(with: Set(parties.map(\.party.id)))
        let counts = Tally(shared.values.flatMap(\.self).map(\.id))
        var (seen, options): (Set<String>, [FormOption]) = ([], [])
        for dashboard in shared.values.flatMap(\.self).sorted(byName: \.label) where seen.insert(dashboard.id).inserted
        {
            let count = counts[dashboard.id]
            options.append(
                FormOption(
                    dashboard.id, dashboard.label,
                    details: [parties.count == 1 ? "" : "shared with \(count) of \(parties.count)"]))
        }
        guard !options.isEmpty else {
            throw APIError(
                .invalidCall, message: "No dashboard is shared with \(title(parties)) by name.",
                request: Operation.getAllDashboards.id, server: context.client.server.description,
                nextStep: "What they see by a group or as owner is shown by \"What this user can see\".")
        }
        let fields: [FormField] = [
            .pick(dashboards, "Dashboards", PickerSource(options), allowsMany: true, isRequired: true), publishing,
        ]
        return FormState("Take dashboards from \(title(parties))", fields) { context, values throws(APIError) in
            var edits = ShareEdits()
            for party in parties { edits[party.party] = ShareEdits.Edit(.removed) }
            return try await preview(
                edits, values.lines(dashboards), BulkShareForms.names(of: parties), values, origin, context)
        }
    }

    private static func preview(
        _ edits: ShareEdits, _ ids: [String], _ names: [String: String], _ values: FormValues, _ origin: WriteOrigin,
        _ context: WorkContext
    ) async throws(APIError) -> ConsoleAction {
        let documents = try await SharesDocument.read(ids.map { RecordID($0) }, context)
        var all = names
        for document in documents {
            for share in document.list.shares where all[share.id] == nil {
                all[share.id] = document.names.name(share.id)
            }
        }
        let plans = try await BulkSharePlans.make(
            edits, on: documents, names: all, publishes: values.flag(publish), context)
        return .preview(plans, origin)
    }
}
