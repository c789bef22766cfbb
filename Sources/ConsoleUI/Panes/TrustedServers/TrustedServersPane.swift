import ConsoleState
import TerminalKit

/// The servers that may copy dashboards to this one.
enum TrustedServersPane {
    static let pane = ListPane(
        id: .servers,
        commands: Command.trustedServers,
        columns: [
            TableView.Column("name", title: "NAME", minWidth: 16, idealWidth: 28, priority: 8),
            TableView.Column("address", title: "ADDRESS", minWidth: 24, idealWidth: 44, grows: true, priority: 9),
        ],
        look: { cell in
            // Whatever is copied from there comes over a line that others can read.
            cell("address").hasPrefix("http:") ? TableView.RowLook(role: .warning, sign: "!") : TableView.RowLook()
        })
}
