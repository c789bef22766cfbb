package import SisenseClient

extension ListFeature {
    /// The shares of a dashboard, with the changes that are not saved yet. What the server has comes by loading the
    /// list; `SharesReducer` edits a draft of it and replaces the old rows with new ones.
    static func shares(of dashboard: RecordID, title: String) -> ListFeature {
        ListFeature(
            .shares, title: "Shares", heading: "Shares of \(title)", noun: "shares",
            below: Parent(.dashboards, dashboard), rows: ShareRow.layout, commands: shareCommands,
            emptyText:
                "Shared with no one: only its owner and administrators see it. \(key: .addShare) adds a user or group.",
            load: { context, take throws(APIError) in
                let shares = SharesState(try await SharesDocument.read(dashboard, context))
                await context.send(.shares(.loaded(shares)))
                await ShareRow.layout.hand(shares.rows, to: take)
            },
            read: { context, id throws(APIError) in
                guard let row = context.shares?.rows.first(where: { $0.id == id }), let share = row.share else {
                    throw APIError(
                        .notFound, message: "It is no longer shared with \(id).", request: "",
                        server: context.client.server.description)
                }
                return ListRecord(row: row.content, json: share.raw, blocks: try await party(of: share, context))
            })
    }

    private static let shareCommands: [ListCommand] = [
        edit(
            "save", "Ctrl-S", hint: "review", "Review and save…", "One request replaces the whole list.", about: .none,
            unless: unchanged
        ) { .saveRequested },
        edit(
            "undo", "u", hint: "undo edit", "Undo last edit", "Nothing was sent yet.", about: .none, unless: unedited
        ) { .undoRequested },
        edit("add", "a", hint: "add", "Add share…", "Users and groups that may view or edit it.", about: .none) {
            .addRequested
        },
        edit("rule", "r", hint: "right", "Change right to view or edit", "Who may edit can change it for all.") {
            .ruleChanged
        },
        edit("mail", "m", "Turn the mailed report on or off", "Mails it at the times its owner has set.") {
            .subscriptionToggled
        },
        edit(
            "remove", "d Del", hint: "remove", "Remove share, or restore it",
            "They lose it unless another share reaches them."
        ) { .removeToggled },
        .run(
            "side", keys: "Tab", hint: "who can see this", "Go to who can see this, or back",
            menu: .list(nil, "They are worked out with the edits that are not saved yet."), unless: unread
        ) { _ in [.shares(.sideSwitched)] },
        edit(
            "revert", "", "Undo all edits", "Shows the shares as the server has them.", about: .none, unless: unchanged
        ) { .reverted },
        .run(
            "access", keys: "w", hint: "full list", "Show who can see this, and why",
            menu: .access("w", "With the edits that are not saved yet: who gains and who loses."), unless: unread
        ) { state in
            guard let shares = state.shares else { return [] }
            return [
                .listOpened(
                    .dashboardViewers(of: shares.id, title: shares.title, draft: shares.draft, parent: .shares))
            ]
        },
        edit("publish", "p", hint: "publish", "Publish dashboard", "Recipients see changes only then.", about: .none) {
            .publishRequested
        },
        .run(
            "refresh", keys: "R Ctrl-R", "Refresh",
            menu: .list(nil, "Reads the shares again; edits stay on top of them.")
        ) { _ in [.shares(.refreshRequested)] },
        .run(
            "back", keys: "Esc Backspace", hint: "back",
            "Back to the dashboards",
            menu: .list(nil, "Stops an export or loading first, else clears filter and marks, then goes back.")
        ) { $0.listBack },
    ]

    @Sendable private static func unread(_ state: ConsoleState) -> String? {
        state.shares == nil ? "The shares are not loaded yet" : nil
    }

    @Sendable private static func unchanged(_ state: ConsoleState) -> String? {
        state.shares?.isChanged == false ? "Nothing is edited" : nil
    }

    @Sendable private static func unedited(_ state: ConsoleState) -> String? {
        state.shares?.undo.isEmpty == true ? "Nothing to undo" : nil
    }

    private static func edit(
        _ name: String, _ keys: String, hint: ListCommand.Hint = "", _ label: String, _ help: String,
        about subject: ListCommand.Subject = .chosen,
        unless reason: @escaping @Sendable (ConsoleState) -> String? = { _ in nil },
        action: @escaping @Sendable () -> SharesAction
    ) -> ListCommand {
        let menu: MenuLine = if case .none = subject { .list(nil, help) } else { .edit(nil, help) }
        return .run(
            name, keys: keys, hint: hint, label, menu: menu, about: subject, unless: { unread($0) ?? reason($0) }
        ) { _ in [.shares(action())] }
    }

    /// The people behind a share: the members of a group, or the name and address of a user.
    private static func party(
        of share: Share, _ context: WorkContext
    ) async throws(APIError) -> [RecordBlock] {
        do throws(APIError) {
            switch share.party {
            case .user:
                let user = try await context.users.get(share.id)
                return [
                    RecordBlock("User", [user.displayName, user.email, AccountState(user).rawValue])
                ]
            case .group:
                let members = try await GroupsService(context.client).members(of: share.id)
                return [RecordBlock(RecordBlock.ID("Members"), GroupPage.content(of: members))]
            }
        } catch  where error.kind == .notFound {
            return [RecordBlock("The server no longer has this \(share.party.rawValue)", [])]
        }
    }
}

/// Asks whom to share a dashboard with.
enum ShareForm {
    @concurrent static func add(_ context: WorkContext) async throws(APIError) -> FormState {
        let groups = try await GroupsService(context.client).names()
        let rules = [FormOption("view", "can view"), FormOption("edit", "can edit")]
        return FormState(
            "Share with",
            [
                .pick("party", "User or group", .parties(groups), isRequired: true),
                .choice("rule", "Right", rules),
                .toggle("subscribe", "Mail report", false),
            ]
        ) { context, values throws(APIError) in
            let chosen = values.text("party")
            let rule = Share.Rule(values.text("rule"))
            if let group = groups.first(where: { $0.id == chosen }) {
                let share = Share(.group, id: group.id, rule: rule, isSubscribed: values.flag("subscribe"))
                return .shares(.added(share, name: group.label))
            }
            let user = try await context.users.get(chosen)
            let share = Share(.user, id: user.id, rule: rule, isSubscribed: values.flag("subscribe"))
            return .shares(.added(share, name: user.displayName))
        }
    }
}

/// One entry of the shares: what it is on the server and what it should be.
package struct ShareRow: Sendable {
    package enum Change: String, Sendable, Equatable {
        case none = ""
        case added
        case removed
        case changed
    }

    static let layout = RowLayout<ShareRow>(
        [
            Column("name", "Shared with", 18, priority: 9, isName: true) { $0.name },
            Column("type", "Type", 6, kind: .aside, priority: 7) { $0.share?.party.rawValue ?? "" },
            Column("rule", "Right", 16, priority: 8) { $0.rule },
            Column("mail", "Mail report", 14, usual: "no", priority: 5) {
                $0.share?.isSubscribed == true ? "yes" : "no"
            },
            Column("unsaved", "Unsaved", 10, priority: 0, isShown: false) { $0.change.rawValue },
        ],
        id: { $0.id },
        style: { row in
            switch row.change {
            case .none: .plain
            case .added: .added
            case .removed: .removed
            case .changed: .changed
            }
        })

    /// Nil for an entry that is new.
    package let saved: Share?
    /// Nil for an entry that should be removed.
    package let wanted: Share?
    package let name: String

    /// One of the two is always there.
    init(saved: Share?, wanted: Share?, name: String) {
        self.saved = saved
        self.wanted = wanted
        self.name = name
    }

    package var share: Share? { wanted ?? saved }

    /// The id of the user or group.
    var id: RecordID { RecordID(share?.id ?? "") }

    package var change: Change {
        if saved == nil { return .added }
        if wanted == nil { return .removed }
        return saved?.raw == wanted?.raw ? .none : .changed
    }

    /// False for the entry of the owner, which some servers list and nobody can change.
    var isEditable: Bool { share?.rule != nil }

    var content: RowContent { Self.layout.row(self) }

    private var rule: String {
        let rule = share?.rule?.description ?? "owner"
        guard change == .changed, let old = saved?.rule?.description, old != rule else { return rule }
        return "\(rule) (was \(old))"
    }
}
