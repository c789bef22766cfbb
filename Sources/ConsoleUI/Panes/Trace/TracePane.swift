import ConsoleState
import TerminalKit

/// The requests of this session.
enum TracePane {
    static let pane = ListPane(
        id: .trace,
        commands: [],
        columns: [
            TableView.Column("time", title: "TIME", minWidth: 10, idealWidth: 10, priority: 8),
            TableView.Column("status", title: "STATUS", minWidth: 7, idealWidth: 7, priority: 9),
            TableView.Column("duration", title: "TOOK", minWidth: 9, idealWidth: 9, priority: 7, alignment: .trailing),
            TableView.Column(
                "received", title: "BYTES", minWidth: 10, idealWidth: 10, priority: 6, alignment: .trailing),
            TableView.Column("request", title: "REQUEST", minWidth: 24, idealWidth: 40, grows: true, priority: 9),
        ],
        look: { cell in
            let isFine = cell("status").hasPrefix("2")
            return isFine ? TableView.RowLook() : TableView.RowLook(role: .error, sign: "x")
        })
}
