import ConsoleState
import TerminalKit

/// The servers that may copy dashboards to this one.
enum TrustedServersPane {
    static let pane = ListPane(
        id: .servers,
        commands: Command.trustedServers,
        columns: [
            TableView.Column("name", title: "NAME", minWidth: 10, idealWidth: 28, priority: 8),
            TableView.Column("address", title: "ADDRESS", minWidth: 20, idealWidth: 36, grows: true, priority: 9),
            TableView.Column("reach", title: "SEEN FROM HERE", minWidth: 14, idealWidth: 30, grows: true, priority: 5),
        ],
        look: { cell in
            if cell("reach").hasPrefix("no: ") { return TableView.RowLook(role: .error, sign: "x") }
            // Whatever is copied from there comes over a line that others can read.
            return cell("address").hasPrefix("http:")
                ? TableView.RowLook(role: .warning, sign: "!") : TableView.RowLook()
        })
}
