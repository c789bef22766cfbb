import ConsoleState
import SisenseClient
import TerminalKit

/// Who can see what, and by which paths.
struct AccessView {
    private let access: AccessState

    init(_ access: AccessState) {
        self.access = access
    }

    var title: StyledLine { StyledLine(access.title, Style(.heading)) }

    var foot: StyledLine {
        guard case .loaded(let grants) = access.load else { return StyledLine() }
        let (gained, lost) = (grants.count { $0.change == .gained }, grants.count { $0.change == .lost })
        let draft = gained + lost > 0 ? "  with the unsaved changes: \(gained) gain it, \(lost) lose it" : ""
        return StyledLine("\(grants.count - lost)\(draft)", Style(.muted))
    }

    func draw(on canvas: Canvas) -> Point? {
        switch access.load {
        case .loading:
            canvas.put("Reading users, groups and shares", at: Point(1, 0), .muted)
            return nil
        case .failed(let error):
            ErrorText.draw(error, hint: "Esc goes back", on: canvas)
            return nil
        case .loaded(let grants):
            return table(grants, height: canvas.height).draw(on: canvas)
        }
    }

    private static let columns = [
        TableView.Column("name", title: "NAME", minWidth: 18, idealWidth: 30, priority: 9),
        TableView.Column("right", title: "RIGHT", minWidth: 6, idealWidth: 7, priority: 8),
        TableView.Column("via", title: "BY", minWidth: 16, idealWidth: 30, grows: true, priority: 7),
    ]

    private func table(_ grants: [Grant], height: Int) -> TableView {
        let top = access.scroll.top(count: grants.count, page: TableView.visibleRows(height: height))
        var table = TableView(
            columns: Self.columns, rowCount: grants.count, top: top, cursor: grants.isEmpty ? nil : access.scroll.cursor
        ) { row, column in
            TableView.Entry(cell(grants[row], Self.columns[column].id))
        }
        table.emptyText = StyledLine("Nothing and nobody", Style(.muted))
        table.look = { row in
            switch grants[row].change {
            case .none: TableView.RowLook()
            case .gained: TableView.RowLook(role: .added, sign: "+")
            case .lost: TableView.RowLook(role: .removed, sign: "-")
            }
        }
        return table
    }

    private func cell(_ grant: Grant, _ column: String) -> String {
        switch column {
        case "name": grant.name
        case "right": grant.paths.first.map(right) ?? ""
        default: grant.paths.map(via).joined(separator: ", ")
        }
    }

    private func right(_ path: Grant.Path) -> String {
        switch path {
        case .owner: "owner"
        case .direct(let rule), .group(_, let rule): rule.description
        }
    }

    private func via(_ path: Grant.Path) -> String {
        switch path {
        case .owner: "owner"
        case .direct(let rule): "by name (\(rule))"
        case .group(let name, let rule): "\(name) (\(rule))"
        }
    }
}
