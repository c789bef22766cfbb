import ConsoleState
import TerminalKit

/// The features of the server that can be switched.
enum FeaturesPane {
    static let pane = ListPane(
        id: .features,
        commands: Command.features,
        columns: [
            TableView.Column("name", title: "NAME", minWidth: 16, idealWidth: 24, priority: 9),
            TableView.Column("active", title: "ACTIVE", minWidth: 7, idealWidth: 8, priority: 8),
            TableView.Column("parts", title: "PARTS", minWidth: 8, idealWidth: 8, priority: 4),
            TableView.Column("key", title: "KEY", minWidth: 12, idealWidth: 20, priority: 5),
            TableView.Column("about", title: "DESCRIPTION", minWidth: 16, idealWidth: 30, grows: true, priority: 6),
        ],
        look: { cell in TableView.RowLook(role: cell("active") == "off" ? .muted : .plain) })
}
