import ConsoleState

extension Command {
    /// What the shares of a dashboard take beside what all lists do.
    static let shares: [Command] = [
        edit("add", "a", hint: "add", "Share with another user or group", obstacle: unread) { .addRequested },
        edit("rule", "r", hint: "right", "Let view or edit") { .ruleChanged },
        edit("mail", "m", "Send the report by mail, or no longer") { .subscriptionToggled },
        edit("remove", "d Del", hint: "remove", "Take out of the shares, or put back in") { .removeToggled },
        edit("undo", "u", hint: "undo", "Take back the last edit", obstacle: unread) { .undoRequested },
        edit("revert", "", "Take back all edits", obstacle: unread) { .reverted },
        Command(
            "shares.access", .pane(.shares), "w", hint: "who sees it", "Show everybody who can see it, and why",
            obstacle: unread
        ) { context in
            guard let shares = context.state.shares else { return [] }
            return [
                .listOpened(
                    .dashboardViewers(of: shares.id, title: shares.title, draft: shares.draft, parent: .shares))
            ]
        },
        edit("save", "Ctrl-S", hint: "save", "Show what would be sent, to be approved", obstacle: unread) {
            .saveRequested
        },
        edit("publish", "p", hint: "publish", "Publish, so that those it is shared with see it", obstacle: unread) {
            .publishRequested
        },
        Command("shares.refresh", .pane(.shares), "R Ctrl-R", "Read the shares again") { _ in
            [.shares(.refreshRequested)]
        },
        Command(
            "shares.back", .pane(.shares), "Esc Backspace", hint: "back",
            "Stop an export or loading, else clear filter, marks, then back to the dashboards"
        ) { context in
            guard let list = context.state.list else { return [] }
            let isClear = list.export == nil && !list.isLoading && list.filter.text.isEmpty && list.marks.isEmpty
            return isClear ? [.shares(.closed)] : back(context)
        },
    ]

    @Sendable private static func unread(_ context: CommandContext) -> String? {
        context.state.shares == nil ? "The shares have not been read yet" : nil
    }

    @Sendable private static func nothingToEdit(_ context: CommandContext) -> String? {
        unread(context) ?? Panes.nothingChosen(context)
    }

    private static func edit(
        _ name: String, _ keys: String, hint: String = "", _ help: String,
        obstacle: @escaping @Sendable (CommandContext) -> String? = nothingToEdit,
        action: @escaping @Sendable () -> SharesAction
    ) -> Command {
        Command("shares.\(name)", .pane(.shares), keys, hint: hint, help, obstacle: obstacle) { _ in
            [.shares(action())]
        }
    }
}
