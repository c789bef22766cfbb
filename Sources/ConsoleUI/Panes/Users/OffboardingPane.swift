import ConsoleState
import TerminalKit

/// The checklist of somebody who leaves.
enum OffboardingPane {
    static let pane = ListPane(
        id: .offboarding,
        commands: [
            .changeAll(
                .offboarding, "run", keys: "Ctrl-S", hint: "run",
                "Do all that is left, or the marked steps; shown before it is sent"),
            .back(.offboarding),
        ],
        columns: [
            TableView.Column("part", title: "PART", minWidth: 13, idealWidth: 13, priority: 7),
            TableView.Column("state", title: "STATE", minWidth: 7, idealWidth: 7, priority: 8),
            TableView.Column("step", title: "STEP", minWidth: 30, idealWidth: 50, grows: true, priority: 9),
        ],
        look: { cell in
            cell("state") == "done" ? TableView.RowLook(role: .ok, sign: "+") : TableView.RowLook()
        })
}
