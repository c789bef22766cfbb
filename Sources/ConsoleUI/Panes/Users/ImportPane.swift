import ConsoleState
import TerminalKit

/// The dry run of an import of users.
enum ImportPane {
    static let pane = ListPane(
        id: .importing,
        commands: [
            .changeAll(
                .importing, "create", keys: "Ctrl-S", hint: "create",
                "Create the users of all good lines, or of the marked ones"),
            .formForOne(.importing, "edit", keys: "e", hint: "mend", "Mend the line"),
            .back(.importing),
        ],
        columns: [
            TableView.Column("line", title: "LINE", minWidth: 5, idealWidth: 5, priority: 7, alignment: .trailing),
            TableView.Column("email", title: "E-MAIL", minWidth: 18, idealWidth: 26, grows: true, priority: 9),
            TableView.Column("verdict", title: "VERDICT", minWidth: 20, idealWidth: 32, grows: true, priority: 8),
            TableView.Column("name", title: "NAME", minWidth: 10, idealWidth: 16, priority: 5),
            TableView.Column("role", title: "ROLE", minWidth: 8, idealWidth: 10, priority: 4),
            TableView.Column("groups", title: "GROUPS", minWidth: 8, idealWidth: 14, priority: 3),
        ],
        look: { cell in
            cell("verdict") == "will be created" ? TableView.RowLook() : TableView.RowLook(role: .error, sign: "x")
        })
}
