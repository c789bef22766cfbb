import SisenseClient

extension ListFeature {
    /// The shares of a dashboard, with the changes that are not saved yet. What the server has comes by loading the
    /// list; `SharesReducer` edits a draft of it and puts new rows in the place of the old ones.
    static func shares(of dashboard: RecordID, title: String) -> ListFeature {
        ListFeature(
            .shares, title: "Shares", heading: "Shares of \(title)", noun: "shares",
            below: Parent(.dashboards, dashboard), rows: ShareRow.layout, commands: shareCommands,
            emptyText: "Not shared. \(key: .addShare) adds a user or group",
            load: { context, take throws(APIError) in
                let shares = SharesState(try await SharesDocument.read(dashboard, context.client))
                await context.send(.shares(.loaded(shares)))
                await ShareRow.layout.hand(shares.rows, to: take)
            },
            read: { context, id throws(APIError) in
                guard let row = context.shares?.rows.first(where: { $0.id == id }), let share = row.share else {
                    throw APIError(
                        .notFound, message: "It is no longer shared with \(id).", request: "",
                        server: context.client.server.description)
                }
                return ListRecord(row: row.content, json: share.raw, sections: try await party(of: share, context))
            })
    }

    private static let shareCommands: [ListCommand] = [
        edit("add", "a", hint: "add", "Add share…", about: .none) { .addRequested },
        edit("rule", "r", hint: "view/edit", "Change right to view or edit") { .ruleChanged },
        edit("mail", "m", "Turn the mailed report on or off") { .subscriptionToggled },
        edit("remove", "d Del", hint: "remove", "Remove share, or restore it") { .removeToggled },
        edit("undo", "u", hint: "undo", "Undo last edit", about: .none) { .undoRequested },
        edit("revert", "", "Undo all edits", about: .none) { .reverted },
        .run(
            "access", keys: "w", hint: "who can see this", "Show who can see this, and why", unless: unread
        ) { state in
            guard let shares = state.shares else { return [] }
            return [
                .listOpened(
                    .dashboardViewers(of: shares.id, title: shares.title, draft: shares.draft, parent: .shares))
            ]
        },
        edit("save", "Ctrl-S", hint: "save", "Review and save…", about: .none) {
            .saveRequested
        },
        edit("publish", "p", hint: "publish", "Publish dashboard", about: .none) {
            .publishRequested
        },
        .run("refresh", keys: "R Ctrl-R", "Refresh") { _ in [.shares(.refreshRequested)] },
        .run(
            "back", keys: "Esc Backspace", hint: "back",
            "Stop an export or loading, else clear filter, marks, then back to the dashboards"
        ) { $0.listBack },
    ]

    @Sendable private static func unread(_ state: ConsoleState) -> String? {
        state.shares == nil ? "The shares are not loaded yet" : nil
    }

    private static func edit(
        _ name: String, _ keys: String, hint: String = "", _ help: String, about subject: ListCommand.Subject = .chosen,
        action: @escaping @Sendable () -> SharesAction
    ) -> ListCommand {
        .run(name, keys: keys, hint: hint, help, about: subject, unless: unread) { _ in [.shares(action())] }
    }

    /// Who is behind a share: the members of a group, or the name and address of a user.
    private static func party(
        of share: Share, _ context: WorkContext
    ) async throws(APIError) -> [DetailSection] {
        do throws(APIError) {
            switch share.party {
            case .user:
                let user = try await context.users.get(share.id)
                return [
                    DetailSection("User", [user.displayName, user.email, user.isActive ? "active" : "deactivated"])
                ]
            case .group:
                return [try await members(of: try await GroupsService(context.client).get(share.id), context)]
            }
        } catch  where error.kind == .notFound {
            return [DetailSection("The server no longer has this \(share.party.rawValue)", [])]
        }
    }
}
