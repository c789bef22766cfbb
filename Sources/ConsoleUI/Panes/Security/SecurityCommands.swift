import ConsoleState

extension Command {
    /// What the security pane takes.
    static let security: [Command] =
        moves("security", in: .pane(.security), noun: "line") { movement, context in
            [.security(.moved(movement, page: context.layout.textRows))]
        } + [
            edit("press", "Enter", hint: "edit", "Switch CORS, or edit the origin under the cursor") { press($0) },
            edit("toggle", "Space", hint: "on/off", "Switch CORS on or off") { _ in [.enabledToggled] },
            edit("add", "a", hint: "add origin", "Add an origin") { _ in [.entryOpened(index: nil)] },
            edit("edit", "e", "Edit the origin under the cursor") { state in
                if case .origin(let index) = state.row { [.entryOpened(index: index)] } else { press(state) }
            },
            edit("remove", "d Del", hint: "remove", "Take the origin under the cursor out of the list") { _ in
                [.originRemoved]
            },
            edit("move-up", "<", "Move the origin up in the list") { _ in [.originMoved(-1)] },
            edit("move-down", ">", "Move the origin down in the list") { _ in [.originMoved(1)] },
            edit("save", "Ctrl-S", hint: "save", "Show what would be sent, to be approved") { _ in [.saveRequested] },
            edit("test", "t", hint: "test", "Ask the server as a browser on the page of this origin would") { state in
                [.testRequested(state.origin)]
            },
            edit("test-all", "T", "Test all origins of the list") { _ in [.testRequested(nil)] },
            edit("undo", "u", hint: "undo", "Take back the last edit of this form") { _ in [.undoRequested] },
            edit("revert", "Ctrl-\\", "Take back all edits of this form") { _ in [.reverted] },
            Command("security.refresh", .pane(.security), "R Ctrl-R", "Read the settings again") { context in
                guard context.state.security.isChanged else { return [.security(.refreshRequested)] }
                let text = "Reading again would lose your changes: save them, or take them back with Ctrl-\\"
                return [.posted(Message(.warning, text))]
            },
            Command(
                "security.token", .pane(.security), "n", hint: "new API token",
                "Regenerate your API token; the old ones end"
            ) { _ in
                [.token(.renewalRequested)]
            },
            Command("security.back", .pane(.security), "Esc", "Clear the message") { _ in [.messageDismissed] },
            entry("accept", "Enter", hint: "take", "Take the origin") { .entryAccepted },
            entry("cancel", "Esc Ctrl-C", hint: "cancel", "Leave the list as it is") { .entryCancelled },
        ]

    private static func press(_ state: SecurityState) -> [SecurityAction] {
        switch state.row {
        case .enabled: [.enabledToggled]
        case .origin(let index): [.entryOpened(index: index)]
        case .add: [.entryOpened(index: nil)]
        }
    }

    private static func edit(
        _ name: String, _ keys: String, hint: String = "", _ help: String,
        actions: @escaping @Sendable (SecurityState) -> [SecurityAction]
    ) -> Command {
        Command(
            "security.\(name)", .pane(.security), keys, hint: hint, help,
            obstacle: { $0.state.security.settings == nil ? "The settings have not been read yet" : nil }
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
