import ConsoleState
import TerminalKit

extension ListPane {
    /// The pane of a resource, with everything its description says.
    init(_ resource: ResourceDescription) {
        self.init(
            id: resource.pane,
            commands: resource.actions.map { Command($0, in: resource.pane) },
            columns: resource.columns.map(TableView.Column.init),
            look: { cell in
                guard let tone = resource.tones.first(where: { cell($0.column) == $0.text }) else {
                    return TableView.RowLook()
                }
                return switch tone.look {
                case .muted: TableView.RowLook(role: .muted)
                case .warning: TableView.RowLook(role: .warning, sign: "!")
                case .error: TableView.RowLook(role: .error, sign: "x")
                }
            })
    }
}

extension Command {
    fileprivate init(_ action: ResourceAction, in pane: PaneID) {
        self =
            switch (action.asks, action.subject) {
            case (false, _): .change(pane, action.name, keys: action.keys, hint: action.hint, action.help)
            case (true, .none): .create(pane, action.name, keys: action.keys, hint: action.hint, action.help)
            case (true, .one): .formForOne(pane, action.name, keys: action.keys, hint: action.hint, action.help)
            case (true, .each): .form(pane, action.name, keys: action.keys, hint: action.hint, action.help)
            }
    }
}

extension TableView.Column {
    /// As wide as its kind of cell needs.
    fileprivate init(_ column: ResourceColumn) {
        let title = column.title.uppercased()
        let ideal: Int =
            switch column.kind {
            case .date: 16
            case .count: 7
            case .flag: 7
            case .party: 18
            case .text, .word: 18
            }
        let width = max(column.width ?? ideal, title.count)
        let isText = column.kind == .text || column.kind == .party
        self.init(
            column.id, title: title, minWidth: isText ? max(min(width, 12), title.count) : width, idealWidth: width,
            grows: isText && width >= 24, priority: column.priority,
            alignment: column.kind == .count ? .trailing : .leading)
    }
}
