import ConsoleState
import SisenseClient

extension Command {
    /// The commands of the preview of a change. Cancel has the focus; the key that opened it never approves it.
    static let writes: [Command] =
        [
            ("up", "k Up", Movement.up), ("down", "j Down", .down), ("page-up", "PgUp", .pageUp),
            ("page-down", "PgDn", .pageDown), ("first", "g Home", .first), ("last", "G End", .last),
        ].map { name, keys, movement in
            Command("write.\(name)", .confirmation, keys, "Scroll the preview") { context in
                // While something is typed, the ends are those of the line.
                if let edit = lineEdit(movement), let editing = Scope.confirmation.editing(in: context.state) {
                    return [editing(edit)]
                }
                guard let confirmation = context.state.writes.confirmation else { return [] }
                let extent = ConfirmationView(confirmation, session: context.state.session).extent(in: context.layout)
                return [.write(.scrolled(movement, lines: extent.lines, page: extent.page))]
            }
        } + [
            Command("write.focus", .confirmation, "Tab Shift-Tab Left Right", hint: "choose", "Next button") {
                _ in
                [.write(.focusMoved)]
            },
            Command("write.accept", .confirmation, "Enter", hint: "press", "Press the selected button") {
                context in
                guard let confirmation = context.state.writes.confirmation else { return [] }
                switch confirmation.focus {
                case .reason, .password: return [.write(.focusMoved)]
                case .cancel: return [.write(.cancelled)]
                case .send: return [.write(.confirmed)]
                }
            },
            page("write.page", "c Ctrl-T", hint: "as curl", "Show as curl", .curl),
            page("write.requests", "r", hint: "requests", "Show the exact requests", .request),
            Command("write.save", .confirmation, "Ctrl-S", "Select Send; twice sends a change that can be undone") {
                context in
                guard let confirmation = context.state.writes.confirmation else { return [] }
                if confirmation.focus != .send { return [.write(.focusMoved)] }
                return confirmation.danger == .reversible ? [.write(.confirmed)] : []
            },
            Command(
                "write.revert", .confirmation, "Ctrl-R",
                "Turn the automatic revert on or off",
                obstacle: { context in
                    context.state.writes.confirmation?.autoReverts == nil
                        ? "This change cannot be reverted automatically" : nil
                }
            ) { _ in
                [.write(.autoRevertToggled)]
            },
            Command(
                "write.cancel", .confirmation, "Esc Ctrl-C", hint: "cancel",
                "Cancel; while a change is sent: cut it off"
            ) { _ in
                [.write(.cancelled)]
            },
        ]
}

extension Command {
    /// The edit of a line that goes as far as a movement; nil where none does.
    private static func lineEdit(_ movement: Movement) -> TextEdit? {
        switch movement {
        case .first: .home
        case .last: .end
        case .up, .down, .pageUp, .pageDown, .halfPageUp, .halfPageDown: nil
        }
    }

    /// Shows a page of the preview, and the first one when it is shown already.
    private static func page(
        _ id: String, _ keys: String, hint: String, _ help: String, _ page: Confirmation.Page
    ) -> Command {
        Command(
            id, .confirmation, keys, hint: hint, help,
            obstacle: { context in
                context.state.writes.confirmation?.firstPage == page ? "This is what the preview shows" : nil
            }
        ) { context in
            guard let confirmation = context.state.writes.confirmation else { return [] }
            return [.write(.pageChosen(confirmation.page == page ? confirmation.firstPage : page))]
        }
    }

    /// The commands of the dialog about two changes of one record.
    static let conflicts: [Command] =
        moves("conflict", in: .conflict, noun: "place") { movement, context in
            [.conflict(.moved(movement, page: ConflictView.rows(in: context.layout)))]
        } + [
            Command("conflict.mine", .conflict, "m Left", hint: "mine", "Choose your version") { _ in
                [.conflict(.sideChosen(.mine))]
            },
            Command("conflict.theirs", .conflict, "t Right", hint: "theirs", "Choose the version of the server") { _ in
                [.conflict(.sideChosen(.theirs))]
            },
            Command("conflict.other", .conflict, "Space", "Choose the other version") { _ in [.conflict(.sideToggled)]
            },
            Command(
                "conflict.resolve", .conflict, "Ctrl-S", hint: "continue", "Review and send…"
            ) { _ in
                [.conflict(.resolved)]
            },
            Command(
                "conflict.reload", .conflict, "R", hint: "discard mine",
                "Discard your change and refresh"
            ) { _ in
                [.conflict(.reloadRequested)]
            },
            Command(
                "conflict.close", .conflict, "Esc Ctrl-C", hint: "close",
                "Close, back to what you typed; nothing is sent"
            ) { _ in
                [.conflict(.closed)]
            },
        ]

    /// The commands that work while settings are pending confirmation, beside everything else.
    static let autoRevert: [Command] = [
        Command("revert.confirm", .autoRevert, "Y K", hint: "confirm", "Confirm the settings") { _ in
            [.autoRevert(.kept)]
        },
        Command("revert.now", .autoRevert, "Z", hint: "revert now", "Revert the settings now") { _ in
            [.autoRevert(.putBackRequested)]
        },
    ]
}
