import ConsoleState
import SisenseClient

extension Command {
    /// What the report of a change of several records takes.
    static let reports: [Command] =
        moves("report", in: .report) { movement, context in
            [.write(.reportScrolled(movement, page: ReportView.rows(in: context.layout)))]
        } + [
            Command(
                "report.retry", .report, "r", hint: "retry failed", "Retry what failed…",
                obstacle: { context in
                    context.state.writes.report?.results.retryable.isEmpty == true
                        ? "Nothing can be sent again unchanged: refresh and check the records first" : nil
                }
            ) { _ in [.write(.retryRequested)] },
            Command("report.copy", .report, "y", hint: "copy", "Copy report") { context in
                context.state.writes.report.map { [.copied($0.text, what: "the report")] } ?? []
            },
            Command("report.close", .report, "Esc Enter q Ctrl-C", hint: "close", "Close report") { _ in
                [.write(.reportClosed)]
            },
        ]

    /// What the preview of a change takes. Cancel has the focus; the key that opened the preview never approves it.
    static let writes: [Command] =
        [
            ("up", "Up", Movement.up), ("down", "Down", .down), ("page-up", "PgUp", .pageUp),
            ("page-down", "PgDn", .pageDown),
        ].map { name, keys, movement in
            Command("write.\(name)", .confirmation, keys, "Scroll the preview") { context in
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
                case .reason: return [.write(.focusMoved)]
                case .cancel: return [.write(.cancelled)]
                case .send: return [.write(.confirmed)]
                }
            },
            Command(
                "write.page", .confirmation, "c Ctrl-T", hint: "as curl",
                "Show as curl or as request"
            ) { context in
                [.write(.pageChosen(context.state.writes.confirmation?.page == .curl ? .request : .curl))]
            },
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
            Command("write.cancel", .confirmation, "Esc Ctrl-C", hint: "cancel", "Cancel; nothing is sent") { _ in
                [.write(.cancelled)]
            },
        ]
}
