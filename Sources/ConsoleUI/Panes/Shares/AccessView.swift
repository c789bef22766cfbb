import ConsoleState
import SisenseClient
import TerminalKit

/// The people who can see a dashboard, and why.
struct AccessView {
    private let access: AccessState
    /// Whether there are unsaved changes that this already counts in.
    private let isDraft: Bool

    init(_ access: AccessState, isDraft: Bool) {
        self.access = access
        self.isDraft = isDraft
    }

    var foot: StyledLine {
        guard case .loaded(let people) = access.load else { return StyledLine() }
        let (gain, lose) = (people.count { $0.change == .gains }, people.count { $0.change == .loses })
        let draft = isDraft ? "  with the unsaved changes: \(gain) gain it, \(lose) lose it" : ""
        return StyledLine("\(people.count - lose) can see it\(draft)", Style(.muted))
    }

    func draw(on canvas: Canvas) -> Point? {
        switch access.load {
        case .loading:
            canvas.put("Reading the members of groups", at: Point(1, 0), .muted)
            return nil
        case .failed(let error):
            ErrorText.draw(error, hint: "Esc goes back", on: canvas)
            return nil
        case .loaded(let people):
            return table(people, height: canvas.height).draw(on: canvas)
        }
    }

    private static let columns = [
        TableView.Column("name", title: "NAME", minWidth: 18, idealWidth: 26, priority: 9),
        TableView.Column("right", title: "RIGHT", minWidth: 6, idealWidth: 7, priority: 8),
        TableView.Column("via", title: "BY", minWidth: 16, idealWidth: 30, grows: true, priority: 7),
    ]

    private func table(_ people: [PersonAccess], height: Int) -> TableView {
        let top = access.scroll.top(count: people.count, page: TableView.visibleRows(height: height))
        var table = TableView(
            columns: Self.columns, rowCount: people.count, top: top, cursor: people.isEmpty ? nil : access.scroll.cursor
        ) { row, column in
            TableView.Entry(cell(people[row], Self.columns[column].id))
        }
        table.emptyText = StyledLine("Nobody can see it", Style(.muted))
        table.look = { row in
            switch people[row].change {
            case .none: TableView.RowLook()
            case .gains: TableView.RowLook(role: .added, sign: "+")
            case .loses: TableView.RowLook(role: .removed, sign: "-")
            }
        }
        return table
    }

    private func cell(_ person: PersonAccess, _ column: String) -> String {
        switch column {
        case "name": person.name
        case "right": person.paths.first.map(right) ?? ""
        default: person.paths.map(via).joined(separator: ", ")
        }
    }

    private func right(_ path: PersonAccess.Path) -> String {
        switch path {
        case .owner: "owner"
        case .direct(let rule), .group(_, let rule): rule.description
        }
    }

    private func via(_ path: PersonAccess.Path) -> String {
        switch path {
        case .owner: "owner"
        case .direct(let rule): "by name (\(rule))"
        case .group(let name, let rule): "\(name) (\(rule))"
        }
    }
}
