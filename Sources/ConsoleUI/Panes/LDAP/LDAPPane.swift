import ConsoleState
import TerminalKit

/// The LDAP domains that users and groups come from.
enum LDAPPane {
    static let pane = ListPane(
        id: .ldap,
        commands: Command.ldap,
        columns: [
            TableView.Column("name", title: "NAME", minWidth: 12, idealWidth: 20, priority: 9),
            TableView.Column("enabled", title: "ENABLED", minWidth: 8, idealWidth: 8, priority: 7),
            TableView.Column("url", title: "ADDRESS", minWidth: 20, idealWidth: 32, grows: true, priority: 8),
            TableView.Column("base", title: "BASE DN", minWidth: 16, idealWidth: 26, grows: true, priority: 5),
            TableView.Column("sync", title: "SYNCHRONISED", minWidth: 13, idealWidth: 13, priority: 4),
        ],
        look: { cell in
            if cell("enabled") == "off" { return TableView.RowLook(role: .muted) }
            // Passwords cross the network in the clear.
            return cell("url").hasPrefix("ldap:") ? TableView.RowLook(sign: "!") : TableView.RowLook()
        })
}
