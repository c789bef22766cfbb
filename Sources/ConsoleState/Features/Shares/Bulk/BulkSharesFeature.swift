import SisenseClient

extension ListFeature {
    /// Everybody whom these dashboards are shared with. What the server has comes by loading the list;
    /// `BulkSharesReducer` collects edits of it and replaces the old rows with new ones.
    package static func bulkShares(of dashboards: [RecordID]) -> ListFeature {
        ListFeature(
            .bulkShares, title: "Shares of several", heading: "Shares of \(counted(dashboards.count, "dashboard"))",
            noun: "shares", below: Parent(.dashboards), rows: BulkShareRow.layout, commands: bulkShareCommands,
            emptyText: "None of them is shared. \(key: .addBulkShare) adds users or groups to all of them.",
            load: { context, take throws(APIError) in
                let documents = try await SharesDocument.read(dashboards, context)
                await context.send(.bulkShares(.loaded(documents)))
                await BulkShareRow.layout.hand(BulkSharesState(documents).rows, to: take)
            },
            read: { context, id throws(APIError) in
                guard let shares = context.bulkShares, let row = shares.row(id) else {
                    throw APIError(
                        .notFound, message: "None of them is shared with \(id) any more.", request: "",
                        server: context.client.server.description)
                }
                return record(of: row, shares)
            })
    }

    /// The dashboards that a user or group stands on, and those it does not.
    private static func record(of row: BulkShareRow, _ shares: BulkSharesState) -> ListRecord {
        var (on, off): ([RecordLine], [RecordLine]) = ([], [])
        for document in shares.documents {
            let link = RecordLink(document.dashboard)
            let owner = document.dashboard.owner?.id
            let after = shares.edits.applied(to: document.list.shares, owner: owner)
                .first { $0.partyKey == row.party }?.rule
            let next = after.map(\.description) ?? "removed"
            if let share = document.list.shares.first(where: { $0.partyKey == row.party }) {
                let right = share.rule.map(\.description) ?? "owner"
                on.append(
                    RecordLine(document.dashboard.label, right == next ? right : "\(right) → \(next)", link: link))
            } else {
                let isOwner = owner == row.party.id
                let note = isOwner ? "owner" : after == nil ? "" : "gets \(next)"
                off.append(RecordLine(document.dashboard.label, note, link: link))
            }
        }
        return ListRecord(
            row: row.content,
            json: [
                "id": .string(row.party.id), "name": .string(row.name), "type": .string(row.party.kind.rawValue),
                "dashboards": .array(on.map { .string($0.text) }),
            ],
            blocks: [
                RecordBlock(RecordBlock.ID("Shared with it"), .list(on.sorted(byName: \.text), noun: "dashboard")),
                RecordBlock(RecordBlock.ID("Not shared with it"), .list(off.sorted(byName: \.text), noun: "dashboard")),
            ])
    }

    private static let bulkShareCommands: [ListCommand] = [
        edit(
            "save", "Ctrl-S", hint: "review", "Review and save…",
            menu: .list(nil, "Shows what changes on each dashboard before it is sent."), about: .none,
            unless: { $0.bulkShares?.isChanged == false ? "Nothing is edited" : nil }
        ) { .saveRequested },
        edit(
            "undo", "u", hint: "undo edit", "Undo last edit",
            menu: .list(nil, "Takes back what was edited last. Nothing was sent."), about: .none,
            unless: { $0.bulkShares?.undo.isEmpty == true ? "Nothing to undo" : nil }
        ) { .undoRequested },
        edit(
            "add", "a", hint: "add to all", "Add to all…",
            menu: .list("a", "Shares all of these dashboards with users or groups."), about: .none
        ) { .addRequested },
        edit(
            "everywhere", "+", hint: "on all", "Share all with it",
            menu: .edit("+", "Adds it to the dashboards it is not on yet, with the right it has on the others.")
        ) { .everywhereToggled },
        edit(
            "rule", "r", hint: "right", "Change right to view or edit",
            menu: .edit("r", "On each of the dashboards that are shared with it.")
        ) { .ruleChanged },
        edit(
            "remove", "d Del", hint: "remove", "Remove from all, or restore",
            menu: .edit("d", "Takes its shares away. Who can see a dashboard by another way keeps that.")
        ) { .removeToggled },
        edit(
            "replace", "=", hint: "replace by", "Replace by…",
            menu: .edit("=", "Another user or group takes its place, with the right it had on each dashboard.")
        ) { .replaceRequested },
        edit(
            "revert", "", "Undo all edits", menu: .list(nil, "The shares are shown as they were read."), about: .none
        ) { .reverted },
        edit(
            "publish", "p", hint: "publish too", "Publish as well, or save only",
            menu: .list("p", "Those whom a dashboard is shared with notice a change once it is published."),
            about: .none
        ) { .publishToggled },
        .run(
            "back", keys: "Esc Backspace", hint: "back",
            "Back to the dashboards",
            menu: .list(nil, "Stops an export or loading first, else clears filter and marks, then goes back.")
        ) { $0.listBack },
    ]

    private static func edit(
        _ name: String, _ keys: String, hint: ListCommand.Hint = "", _ label: String, menu: MenuLine,
        about subject: ListCommand.Subject = .chosen,
        unless reason: @escaping @Sendable (ConsoleState) -> String? = { _ in nil },
        action: @escaping @Sendable () -> BulkSharesAction
    ) -> ListCommand {
        .run(
            name, keys: keys, hint: hint, label, menu: menu, about: subject,
            unless: { $0.bulkShares == nil ? "The shares are not loaded yet" : reason($0) }
        ) { _ in [.bulkShares(action())] }
    }
}

extension SharesDocument {
    /// Reads several dashboards with their shares, and the names of everybody in them. One that is deleted meanwhile is
    /// left out, with a note.
    static func read(_ ids: [RecordID], _ context: WorkContext) async throws(APIError) -> [SharesDocument] {
        let service = context.dashboards
        let read = try await context.each(ids) { id throws(APIError) -> [SharesDocument] in
            do throws(APIError) {
                return [try await SharesDocument.read(id, service)]
            } catch  where error.kind == .notFound {
                context.client.note(ListGap("dashboards", .refused("\(id) no longer exists")))
                return []
            }
        }
        let documents = read.flatMap(\.self)
        let owners = documents.compactMap(\.dashboard.owner?.id)
        await context.report("reading names")
        let names = try await PartyNames.read(Set(documents.flatMap(\.list.shares).map(\.id) + owners), context)
        return documents.map { $0.with(names) }
    }
}
