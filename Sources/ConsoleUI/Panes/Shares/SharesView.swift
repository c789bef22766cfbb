import ConsoleState
import SisenseClient
import TerminalKit

/// Who a dashboard is shared with, with the unsaved changes.
struct SharesView {
    private let shares: SharesState

    init(_ shares: SharesState) {
        self.shares = shares
    }

    var title: StyledLine {
        let changed = shares.isChanged ? [Span("  unsaved changes", .warning)] : []
        return StyledLine([Span("Shares of \(shares.title)", .heading)] + owner + changed)
    }

    var foot: StyledLine {
        StyledLine(shares.isChanged ? "+ added  - removed  ~ changed" : "", Style(.muted))
    }

    func draw(on canvas: Canvas) -> Point? {
        switch shares.load {
        case .loading:
            canvas.put("Reading the shares", at: Point(1, 0), .muted)
            return nil
        case .failed(let error):
            ErrorText.draw(error, hint: "R tries again", on: canvas)
            return nil
        case .loaded(let document):
            return table(isPublic: document.list.isPublic, height: canvas.height).draw(on: canvas)
        }
    }

    private var owner: [Span] {
        guard let owner = shares.document?.dashboard.owner else { return [] }
        return [Span("  owner \(owner.name ?? shares.name(owner.id))", .muted)]
    }

    private static let columns = [
        TableView.Column("type", title: "TYPE", minWidth: 6, idealWidth: 6, priority: 7),
        TableView.Column("name", title: "NAME", minWidth: 18, idealWidth: 28, grows: true, priority: 9),
        TableView.Column("rule", title: "RIGHT", minWidth: 16, idealWidth: 18, priority: 8),
        TableView.Column("mail", title: "REPORT BY MAIL", minWidth: 14, idealWidth: 14, priority: 5),
    ]

    private func table(isPublic: Bool, height: Int) -> TableView {
        let rows = shares.rows
        let top = shares.scroll.top(count: rows.count, page: TableView.visibleRows(height: height))
        var table = TableView(
            columns: Self.columns, rowCount: rows.count, top: top, cursor: rows.isEmpty ? nil : shares.scroll.cursor
        ) { row, column in
            TableView.Entry(cell(rows[row], Self.columns[column].id))
        }
        let nobody = isPublic ? "It is public: everybody sees it" : "It is shared with nobody; a adds somebody"
        table.emptyText = StyledLine(nobody, Style(.muted))
        table.look = { look(rows[$0].change) }
        return table
    }

    private func cell(_ row: ShareRow, _ column: String) -> String {
        switch column {
        case "type": row.share?.party.rawValue ?? ""
        case "name": row.name
        case "rule": rule(of: row)
        default: row.share?.isSubscribed == true ? "yes" : "-"
        }
    }

    private func rule(of row: ShareRow) -> String {
        let rule = row.share?.rule?.description ?? "owner"
        guard row.change == .changed, let old = row.saved?.rule?.description, old != rule else { return rule }
        return "\(rule) (was \(old))"
    }

    private func look(_ change: ShareRow.Change) -> TableView.RowLook {
        switch change {
        case .none: TableView.RowLook()
        case .added: TableView.RowLook(role: .added, sign: "+")
        case .removed: TableView.RowLook(role: .removed, sign: "-")
        case .changed: TableView.RowLook(role: .changed, sign: "~")
        }
    }
}
