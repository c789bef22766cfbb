import ConsoleState

extension Command {
    /// What the findings take beside what all lists do.
    static let lint: [Command] = [
        Command(
            "health.lint", .console, "",
            "Look for what should worry an administrator: origins, accounts, shares, licence"
        ) { _ in
            [.paneOpened(.lint)]
        },
        Command(
            "health.go", .pane(.lint), "Enter", hint: "go there", "Open the record the finding is about",
            obstacle: Panes.nothingChosen
        ) { context in
            guard let list = context.state.list, let id = list.subject else { return [] }
            guard let place = FindingRow.place(of: id) else { return explain(list) }
            let pane = Panes.pane(place.pane).id
            let title = list.table.cell(at: list.scroll.cursor, 2)
            return [.paneOpened(pane)] + (place.record.map { [.list(pane, .recordOpened($0, title: title))] } ?? [])
        },
        Command(
            "health.why", .pane(.lint), "w", hint: "why", "Why it matters and what to do about it",
            obstacle: Panes.nothingChosen
        ) { context in
            context.state.list.map(explain) ?? []
        },
    ]

    private static func explain(_ list: ListState) -> [ConsoleAction] {
        guard let id = list.cursorID, let record = FindingRow.record(id) else { return [] }
        return [.list(.lint, .recordShown(record, title: record.row.cells.first ?? ""))]
    }
}
