import ConsoleState

extension Command {
    /// The commands of the security pane.
    static let security: [Command] =
        moves("security", in: .pane(.security), noun: "line") { movement, context in
            [.security(.moved(movement, page: context.layout.textRows))]
        } + [
            edit(
                "press", "Enter", hint: "edit", "Turn CORS on or off, or edit origin",
                "What the line under the cursor is."
            ) { press($0) },
            edit(
                "toggle", "Space", hint: "on/off", "Turn CORS on or off",
                "For every origin of the list; takes effect once it is saved."
            ) { _ in [.enabledToggled] },
            edit(
                "add", "a", hint: "add origin", "Add origin",
                "As browsers send it: scheme, host and port. Several pasted lines become several."
            ) { _ in [.entryOpened(index: nil)] },
            edit("edit", "e", "Edit origin", "What the server would not match is said while you type.") { state in
                if case .origin(let index) = state.row { [.entryOpened(index: index)] } else { press(state) }
            },
            edit("remove", "d Del", hint: "remove", "Remove origin", "Its pages are blocked once it is saved.") { _ in
                [.originRemoved]
            },
            edit("move-up", "<", "Move origin up", "The order has no effect on the server.") { _ in [.originMoved(-1)]
            },
            edit("move-down", ">", "Move origin down", "The order has no effect on the server.") { _ in
                [.originMoved(1)]
            },
            edit(
                "save", "Ctrl-S", hint: "save", "Review and save…",
                "Shows the difference first; reverts by itself unless you confirm."
            ) { _ in [.saveRequested] },
            edit(
                "test", "t", hint: "test", "Test CORS from this origin",
                "Asks the server as a browser would from a page of that origin."
            ) { state in
                [.testRequested(state.origin)]
            },
            edit("test-all", "T", "Test CORS from all origins", "One after the other, as a browser would from each.") {
                _ in [.testRequested(nil)]
            },
            edit("undo", "u", hint: "undo", "Undo last edit", "Of those that are not saved.") { _ in [.undoRequested] },
            edit("revert", "Ctrl-\\", "Undo all edits", "Shows the settings as the server has them.") { _ in [.reverted]
            },
            Command(
                "security.refresh", .pane(.security), "R Ctrl-R", "Refresh",
                help: "Reads the settings again; edits that are not saved have to be saved or undone first."
            ) { context in
                let security = context.state.security
                // Settings that could not be read are read again whatever is in the draft, which stays.
                guard security.isChanged, security.settings != nil else { return [.security(.refreshRequested)] }
                let text = "Refresh would discard your changes: save them, or undo them with \(key: .undoSecurity)"
                return [.posted(Message(.warning, text))]
            },
            Command(
                "security.token", .pane(.security), "n", hint: "new API token",
                "Regenerate API token…",
                help: "Ends every API token of yours: whatever uses one needs the new one."
            ) { _ in
                [.token(.renewalRequested)]
            },
            Command(
                "security.back", .pane(.security), "Esc", "Clear the message", help: "It stays in :messages."
            ) { _ in [.messageDismissed] },
            entry("accept", "Enter", hint: "accept", "Accept origin") { .entryAccepted },
            entry("cancel", "Esc Ctrl-C", hint: "cancel", "Cancel") { .entryCancelled },
        ]

    private static func press(_ state: SecurityState) -> [SecurityAction] {
        switch state.row {
        case .enabled: [.enabledToggled]
        case .origin(let index): [.entryOpened(index: index)]
        case .add: [.entryOpened(index: nil)]
        }
    }

    private static func edit(
        _ name: String, _ keys: String, hint: String = "", _ label: String, _ help: String,
        actions: @escaping @Sendable (SecurityState) -> [SecurityAction]
    ) -> Command {
        Command(
            "security.\(name)", .pane(.security), keys, hint: hint, label, help: help,
            obstacle: { $0.state.security.settings == nil ? "The settings are not loaded yet" : nil }
        ) { context in
            actions(context.state.security).map(ConsoleAction.security)
        }
    }

    private static func entry(
        _ name: String, _ keys: String, hint: String, _ help: String, action: @escaping @Sendable () -> SecurityAction
    ) -> Command {
        Command("origin.\(name)", .originEntry, keys, hint: hint, help) { _ in [.security(action())] }
    }
}
