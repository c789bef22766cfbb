import ConsoleState

/// The kinds of commands that panes of records are made of.
extension Command {
    /// A command that plans a change of the records chosen.
    static func change(
        _ pane: PaneID, _ name: PlanName, keys: String = "", hint: String = "", _ help: String
    ) -> Command {
        Command("\(pane.rawValue).\(name)", .pane(pane), keys, hint: hint, help, obstacle: Panes.nothingChosen) { _ in
            [.list(pane, .planRequested(name))]
        }
    }

    /// A command that opens a form about the records chosen.
    static func form(
        _ pane: PaneID, _ name: PlanName, keys: String = "", hint: String = "", _ help: String
    ) -> Command {
        Command("\(pane.rawValue).\(name)", .pane(pane), keys, hint: hint, help, obstacle: Panes.nothingChosen) { _ in
            [.list(pane, .formRequested(name))]
        }
    }

    /// A form about one record only, which marks would make unclear.
    static func formForOne(
        _ pane: PaneID, _ name: PlanName, keys: String = "", hint: String = "", _ help: String
    ) -> Command {
        Command("\(pane.rawValue).\(name)", .pane(pane), keys, hint: hint, help, obstacle: notOneChosen) { _ in
            [.list(pane, .formRequested(name))]
        }
    }

    /// A form for new records, for which none needs to be chosen.
    static func create(
        _ pane: PaneID, _ name: PlanName, keys: String = "", hint: String = "", _ help: String
    ) -> Command {
        Command("\(pane.rawValue).\(name)", .pane(pane), keys, hint: hint, help) { _ in
            [.list(pane, .formRequested(name))]
        }
    }

    /// A command that shows something about the record under the cursor, or the open one, by its id and name.
    static func show(
        _ pane: PaneID, _ name: String, keys: String = "w", hint: String, _ help: String,
        action: @escaping @Sendable (RecordID, String) -> ConsoleAction
    ) -> Command {
        Command("\(pane.rawValue).\(name)", .pane(pane), keys, hint: hint, help, obstacle: Panes.nothingChosen) {
            context in
            guard let list = context.state.list, let id = list.subject else { return [] }
            return [action(id, list.subjectTitle)]
        }
    }

    /// A command that plans a change of all marked records, or else of all that are shown.
    static func changeAll(
        _ pane: PaneID, _ name: PlanName, keys: String, hint: String, _ help: String
    ) -> Command {
        Command("\(pane.rawValue).\(name)", .pane(pane), keys, hint: hint, help, obstacle: Panes.nothingChosen) { _ in
            [.list(pane, .planForAllRequested(name))]
        }
    }

    /// Leaves a list below a record the way it was entered.
    static func back(_ pane: PaneID) -> Command {
        Command("\(pane.rawValue).back", .pane(pane), "w Backspace", hint: "back", "Back to where it was asked") {
            context in
            context.state.feature(of: pane)?.parent.map { [.paneOpened($0)] } ?? []
        }
    }

    @Sendable private static func notOneChosen(_ context: CommandContext) -> String? {
        let count = context.state.list?.targetCount ?? 0
        return count > 1 ? "Several are marked; this is for one at a time" : Panes.nothingChosen(context)
    }
}
