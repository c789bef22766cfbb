import ConsoleState

extension Command {
    /// What the shares of a dashboard take.
    static let shares: [Command] =
        moves + [
            edit("add", "a", hint: "add", "Share with another user or group") { .addRequested },
            edit("rule", "r", hint: "right", "Let view or edit") { .ruleChanged },
            edit("mail", "m", "Send the report by mail, or no longer") { .subscriptionToggled },
            edit("remove", "d Del", hint: "remove", "Take the entry out, or put it back") { .removeToggled },
            edit("undo", "u", hint: "undo", "Take back the last edit") { .undoRequested },
            edit("revert", "Ctrl-\\", "Take back all edits") { .reverted },
            Command(
                "shares.access", .shares, "w", hint: "who sees it", "Show everybody who can see it, and why",
                obstacle: unread
            ) { context in
                guard let shares = context.state.shares else { return [] }
                return [.listOpened(.audience(of: shares.id, title: shares.title, draft: shares.draft))]
            },
            edit("save", "Ctrl-S", hint: "save", "Show what would be sent, to be approved") { .saveRequested },
            edit("publish", "p", hint: "publish", "Publish, so that those it is shared with see it") {
                .publishRequested
            },
            Command("shares.refresh", .shares, "R Ctrl-R", "Read the shares again") { context in
                guard context.state.shares?.isChanged == true else { return [.shares(.refreshRequested)] }
                let text = "Reading again would lose your changes: save them, or take them back with Ctrl-\\"
                return [.posted(Message(.warning, text))]
            },
            Command("shares.back", .shares, "Esc Backspace", hint: "back", "Back to the dashboards") { _ in
                [.shares(.closed)]
            },
        ]

    private static let moves: [Command] =
        moves("shares", in: .shares) { movement, context in
            [.shares(.moved(movement, page: context.layout.listRows))]
        }

    @Sendable private static func unread(_ context: CommandContext) -> String? {
        context.state.shares?.document == nil ? "The shares have not been read yet" : nil
    }

    private static func edit(
        _ name: String, _ keys: String, hint: String = "", _ help: String,
        action: @escaping @Sendable () -> SharesAction
    ) -> Command {
        Command(
            "shares.\(name)", .shares, keys, hint: hint, help,
            obstacle: unread
        ) { _ in
            [.shares(action())]
        }
    }
}
