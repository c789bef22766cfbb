import SisenseClient

extension ListCommand {
    /// Shares dashboards with the users or groups chosen.
    static func giveDashboards(to kind: Share.Party) -> ListCommand {
        let help =
            switch kind {
            case .user: "Shares dashboards with all chosen users by name."
            case .group: "Shares dashboards with all chosen groups."
            }
        return .form("give", "Give dashboards…", menu: .access("s", help)) { context, ids throws(APIError) in
            try await DashboardSharingForms.give(to: kind, ids, context)
        }
    }

    /// Ends the shares of dashboards with the users or groups chosen.
    static func takeDashboards(from kind: Share.Party) -> ListCommand {
        let help =
            switch kind {
            case .user: "Ends the shares by name; what a user sees by a group stays."
            case .group: "Ends the shares of all chosen groups; who sees one by another way keeps it."
            }
        return .form("take", "Take dashboards…", menu: .access("S", help)) { context, ids throws(APIError) in
            try await DashboardSharingForms.take(from: kind, ids, context)
        }
    }
}

/// The forms that share dashboards with users or groups chosen in their own lists, and copy shares.
enum DashboardSharingForms {
    private static let (dashboards, rule, publish, mode) = ("dashboards", "rule", "publish", "mode")

    private static let publishing = FormField.toggle(
        publish, "Publish as well", true, help: "Those it is shared with notice once it is published")

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

    /// The users or groups of these ids, by name.
    private static func parties(
        _ kind: Share.Party, _ ids: [RecordID], _ context: WorkContext
    ) async throws(APIError) -> [BulkShareForms.NamedParty] {
        var named: [(id: String, name: String)]
        switch kind {
        case .user: named = try await context.users(ids).map { ($0.id, $0.displayName) }
        case .group:
            named = try await GroupsService(context.client).named(Set(ids.map(\.description))).map { ($0.id, $0.label) }
        }
        return named.map { BulkShareForms.NamedParty(party: ShareEdits.Party(kind, id: $0.id), name: $0.name) }
    }

    /// The list that users or groups are chosen in.
    private static func origin(_ kind: Share.Party, _ ids: [RecordID]) -> WriteOrigin {
        switch kind {
        case .user: .list(.users, ids)
        case .group: .list(.groups, ids)
        }
    }

    private static func title(_ parties: [BulkShareForms.NamedParty]) -> String {
        guard parties.count != 1 else { return parties[0].name }
        return counted(parties.count, parties.first?.party.kind == .group ? "group" : "user")
    }

    /// Shares dashboards with users or groups.
    @concurrent static func give(
        to kind: Share.Party, _ ids: [RecordID], _ context: WorkContext
    ) async throws(APIError) -> FormState {
        let parties = try await parties(kind, ids, context)
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
                edits, values.lines(dashboards), BulkShareForms.names(of: parties), values, origin(kind, ids), context)
        }
    }

    /// Takes dashboards from users that they are shared with by name, or from groups.
    @concurrent static func take(
        from kind: Share.Party, _ ids: [RecordID], _ context: WorkContext
    ) async throws(APIError) -> FormState {
        let parties = try await parties(kind, ids, context)
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
                edits, values.lines(dashboards), BulkShareForms.names(of: parties), values, origin(kind, ids), context)
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
        return .write(
            .planned(
                try await BulkSharePlans.make(
                    edits, on: documents, names: all, publishes: values.flag(publish), origin, context)))
    }
}
