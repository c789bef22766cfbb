import ConsoleState
import TerminalKit

extension Command {
    /// The commands of all lists.
    static let lists: [Command] =
        moves + [
            list(
                "filter", "/", hint: "filter", "Filter rows",
                help: "Rows that hold what you type, in any column or in one: role:viewer login>90d !sales.",
                obstacle: rowless
            ) { .filterOpened },
            list(
                "sort", "s", hint: "sort", "Sort by column…",
                help: "By any column; the same one again turns the order round. A second sorts equals.",
                obstacle: rowless
            ) { .sortRequested },
            list(
                "columns", "C", "Choose columns…", help: "Which show and in what order, kept for the next time."
            ) { .columnsRequested },
            columns("left", "Left h", "Show columns further left", by: -1),
            columns("right", "Right l", "Show columns further right", by: 1),
            list(
                "export", "E", "Export as CSV, JSON or Markdown…",
                help: "The rows shown, marked, or all, with the columns as they are.", obstacle: exporting
            ) {
                .exportRequested
            },
            list(
                "reverse", "S", "Reverse the order", help: "The last comes first.", obstacle: unsorted
            ) { .sortReversed },
            Command(
                "list.open", .list, "Enter", hint: "open", "Open record",
                help: "All facts of the record, what hangs on it, and its JSON.", section: .row, isAboutRow: true,
                obstacle: empty
            ) { context in
                let state = context.state
                let elsewhere = state.list?.cursorID.flatMap { state.feature(of: state.pane)?.opening($0) }
                return elsewhere ?? [.list(state.pane, .detailOpened)]
            },
            list(
                "beside", "v", section: .row, "Show record beside the list",
                help: "The record follows the cursor. Needs 120 columns.", obstacle: narrow
            ) {
                .besideToggled
            },
            list(
                "side", "Tab", section: .row, "Go to the record beside the list",
                help: "Its keys work there then; closing it leads back to the list.", obstacle: notBeside
            ) {
                .detailOpened
            },
            list(
                "mark", "Space", hint: "mark", section: .marks, "Mark or unmark record",
                help: "What is done then is done to all that are marked, also those a filter hides.", isAboutRow: true,
                obstacle: empty
            ) {
                .markToggled
            },
            list(
                "range", "V", section: .marks, "Mark rows from the last mark to the cursor",
                help: "All rows between them, as a click with Shift does elsewhere.", isAboutRow: true, obstacle: empty
            ) {
                .rangeMarked
            },
            list(
                "all", "*", section: .marks, "Mark or unmark all shown rows",
                help: "Those that pass the filter; where all are marked, none is afterwards.", obstacle: empty
            ) { .allMarked },
            list(
                "unmark", "Ctrl-\\", section: .marks, "Clear all marks",
                help: "Also marks that the filter hides.", obstacle: unmarked
            ) { .marksCleared },
            list(
                "refresh", "R Ctrl-R", hint: "refresh", "Refresh",
                help: "Reads the list again. Cursor, marks and filter stay; what is new or changed shows a sign."
            ) { .refreshRequested },
            Command(
                "list.actions", .list, "x", hint: "actions", "Choose an action…",
                help: "Everything that can be done with the record or the marked ones, a letter each.", section: .row,
                isAboutRow: true
            ) { _ in
                [.menu(.opened(.actions))]
            },
            Command(
                "list.calls", .list, "c", "API calls for this record…",
                help: "The operations of the API that take it; each is shown before it is sent.", section: .row,
                isAboutRow: true,
                obstacle: noCalls
            ) { _ in
                [.menu(.opened(.calls))]
            },
            Command(
                "list.copy", .list, "y", "Copy…", help: "Email, name, id, row or JSON, to the clipboard.",
                section: .row, isAboutRow: true, obstacle: empty
            ) { _ in [.menu(.opened(.copies))] },
            Command(
                "list.back", .list, "Esc",
                "Stop, clear, then go back",
                help:
                    "Stops an export or loading, else clears message, filter, marks, signs of changes, then goes back."
            ) {
                context in
                context.state.listBack
            },
        ]

    private static let moves: [Command] =
        moves("list", in: .list) { movement, context in
            [.list(context.state.pane, .moved(movement, page: context.layout.listRows))]
        }

    /// Scrolls columns away, or back.
    private static func columns(_ name: String, _ keys: String, _ help: String, by step: Int) -> Command {
        @Sendable func skipped(_ context: CommandContext) -> Int? {
            let state = context.state
            guard let list = state.list, let feature = state.feature(of: state.pane) else { return nil }
            let most = ListPane(feature).mostSkippedColumns(
                of: list, width: Panes.width(state, of: context.layout.content.width))
            let wanted = min(list.skippedColumns, most) + step
            return (0...most).contains(wanted) ? wanted : nil
        }
        var command = Command(
            "list.columns-\(name)", .list, keys, help, help: "The column with the names stays.",
            obstacle: { skipped($0) == nil ? "No more columns on this side" : nil }
        ) { context in
            skipped(context).map { [.list(context.state.pane, .columnsSkipped($0))] } ?? []
        }
        command.isMovement = true
        return command
    }

    private static func list(
        _ name: String, _ keys: String, hint: String = "", section: KeySection = .list, _ label: String, help: String,
        isAboutRow: Bool = false, obstacle: @escaping @Sendable (CommandContext) -> String? = { _ in nil },
        action: @escaping @Sendable () -> ListAction
    ) -> Command {
        Command(
            "list.\(name)", .list, keys, hint: hint, label, help: help, section: section, isAboutRow: isAboutRow,
            obstacle: obstacle
        ) { context in
            [.list(context.state.pane, action())]
        }
    }

    /// The reason why there is nothing to look for or to put in order; rows that are on their way can be filtered.
    @Sendable private static func rowless(_ context: CommandContext) -> String? {
        guard let list = context.state.list, list.table.total == 0, !list.isLoading else { return nil }
        return "The list is empty"
    }

    @Sendable private static func unmarked(_ context: CommandContext) -> String? {
        context.state.list?.marks.isEmpty == false ? nil : "Nothing is marked"
    }

    @Sendable private static func empty(_ context: CommandContext) -> String? {
        context.state.list?.subject == nil ? "Nothing selected" : nil
    }

    /// The reason why no call of the API can take this record.
    @Sendable static func noCalls(_ context: CommandContext) -> String? {
        guard let id = context.state.list?.subject else { return "Nothing selected" }
        return calls(taking: id, of: context.state.pane).isEmpty ? "No operation takes this record" : nil
    }

    @Sendable private static func narrow(_ context: CommandContext) -> String? {
        context.layout.hasRoomForTwo || context.state.list?.beside != nil
            ? empty(context) : "The terminal needs 120 columns for this"
    }

    @Sendable private static func notBeside(_ context: CommandContext) -> String? {
        guard context.state.list?.beside != nil else { return "\(key: .showBeside) shows the record beside the list" }
        return context.layout.hasRoomForTwo ? nil : "The terminal needs 120 columns for this"
    }

    @Sendable private static func unsorted(_ context: CommandContext) -> String? {
        context.state.list?.table.sort == nil ? "The rows are in the server's order; \(key: .sort) sorts them" : nil
    }

    @Sendable private static func exporting(_ context: CommandContext) -> String? {
        if let reason = rowless(context) { return reason }
        return context.state.list?.export == nil ? nil : "An export is running; \(key: .stopOrClear) stops it"
    }
}

extension Command {
    /// The keys that move a cursor, the same wherever there is one.
    ///
    /// - Parameters:
    ///   - prefix: The first part of their ids.
    ///   - noun: The noun for what the cursor stands on.
    static func moves(
        _ prefix: String, in scope: Scope, noun: String = "row",
        _ actions: @escaping @Sendable (Movement, CommandContext) -> [ConsoleAction]
    ) -> [Command] {
        [
            ("up", "k Up", Movement.up, "Up"), ("down", "j Down", .down, "Down"),
            ("first", "g Home", .first, "To the first \(noun)"), ("last", "G End", .last, "To the last \(noun)"),
            ("page-up", "PgUp Ctrl-B", .pageUp, "A page up"), ("page-down", "PgDn Ctrl-F", .pageDown, "A page down"),
            ("half-up", "Ctrl-U", .halfPageUp, "Half a page up"),
            ("half-down", "Ctrl-D", .halfPageDown, "Half a page down"),
        ].map { name, keys, movement, help in
            var command = Command("\(prefix).\(name)", scope, keys, help) { actions(movement, $0) }
            command.isMovement = true
            return command
        }
    }
}
