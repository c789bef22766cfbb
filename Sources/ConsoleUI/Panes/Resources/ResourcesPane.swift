import ConsoleState
import TerminalKit

/// The rest of the server: the resources that have a pane of their own.
enum ResourcesPane {
    static let pane = ListPane(
        id: .data,
        commands: [
            Command(
                "data.open", .pane(.data), "Enter", hint: "open", "Open what the line under the cursor names",
                obstacle: Panes.nothingChosen
            ) { context in
                let id = context.state.list?.subject?.description
                return ResourceDescription.all.first { $0.pane.rawValue == id }.map { [.paneOpened($0.pane)] } ?? []
            }
        ],
        columns: [
            TableView.Column("name", title: "NAME", minWidth: 18, idealWidth: 22, priority: 9),
            TableView.Column("about", title: "WHAT IT IS", minWidth: 24, idealWidth: 60, grows: true, priority: 8),
        ],
        look: { _ in TableView.RowLook() })
}
