import ConsoleState
import SisenseClient
import TerminalKit

/// Who can see the dashboard whose shares are edited, after the edits: beside the shares where there is room, else
/// instead of them, and a line below them that says how many.
struct ShareViewersView {
    private let state: ShareViewersState

    init(_ state: ShareViewersState) {
        self.state = state
    }

    /// Lines above the people: the heading and the titles of the columns.
    private static let headingRows = 2

    /// People in sight.
    static func page(height: Int) -> Int { max(height - headingRows, 1) }

    /// Draws everybody and returns where the cursor is.
    func draw(on canvas: Canvas) -> Point? {
        canvas.put(heading(width: canvas.width), at: Point(1, 0), maxWidth: max(canvas.width - 2, 0))
        guard let viewers = state.viewers else { return nil }
        let list = canvas.inset(top: 1)
        return table(viewers, height: list.height).draw(on: list).map { canvas.place($0, of: list) }
    }

    /// Draws how many there are in one line.
    func drawSum(on canvas: Canvas) {
        let count =
            if let viewers = state.viewers {
                StyledLine([Span("\(viewers.count) can see it", viewers.before == viewers.after ? .muted : .changed)])
            } else {
                status
            }
        let keys = StyledLine([
            Span("   "), Span("\(key: .switchShareSide)", .key), Span(" shows them", .hint),
        ])
        canvas.put(count + keys, at: Point(4, 0), maxWidth: max(canvas.width - 4, 0))
    }

    private func heading(width: Int) -> StyledLine {
        let title = StyledLine([Span("Who can see it", .heading), Span("   ")])
        guard let viewers = state.viewers else { return title + status }
        let isSame = viewers.before == viewers.after
        let line = title + StyledLine([Span(viewers.count, isSame ? .plain : .changed)])
        return state.error == nil ? line : line + StyledLine("   ") + status
    }

    /// The reason why there is no number yet, or why it is old.
    private var status: StyledLine {
        state.error.map { StyledLine("not read: \($0.message)", Style(.error)) } ?? StyledLine("reading", Style(.muted))
    }

    private func table(_ viewers: ShareViewers, height: Int) -> TableView {
        let rows = viewers.rows
        let page = Self.page(height: height + 1)
        let top = state.scroll.top(count: rows.count, page: page)
        var table = TableView(
            columns: Self.columns(rows), rowCount: rows.count, top: top,
            cursor: state.hasFocus ? state.scroll.cursor : nil
        ) { row, column in
            let row = rows[row]
            switch column {
            case 0: return .init(row.name)
            case 1: return .init(row.right.isEmpty ? "-" : row.right)
            default: return .init(Self.origin(of: row))
            }
        }
        table.look = { Self.look(rows[$0].change) }
        table.emptyText = StyledLine(
            viewers.after == nil ? "Everyone on the server." : "Nobody but administrators.", Style(.muted))
        return table
    }

    private static func look(_ change: ShareViewers.Row.Change) -> TableView.RowLook {
        switch change {
        case .none: .init()
        case .gained: .init(role: .added, sign: "+")
        case .lost: .init(role: .removed, sign: "-")
        case .changed: .init(role: .changed, sign: "~")
        }
    }

    /// People whose texts the columns are measured on: the width of a column must not cost a walk over all of them.
    private static let sampleCount = 200

    /// A person in words.
    static func text(_ row: ShareViewers.Row) -> String {
        let change: String =
            switch row.change {
            case .none: ""
            case .gained: "gains it"
            case .lost: "loses it"
            case .changed: "changes"
            }
        return [row.name, row.right, change, origin(of: row)].filter { !$0.isEmpty }.joined(separator: "; ")
    }

    /// The share it comes from, and what was otherwise.
    private static func origin(of row: ShareViewers.Row) -> String {
        [row.source, row.note].filter { !$0.isEmpty }.joined(separator: "   ")
    }

    private static func columns(_ rows: [ShareViewers.Row]) -> [TableView.Column] {
        let sample = rows.prefix(sampleCount)
        func most(_ text: (ShareViewers.Row) -> String) -> Int {
            sample.map { TextWidth.cells(of: text($0)) }.max() ?? 0
        }
        return [
            .init("name", title: "NAME", minWidth: 12, usualWidth: most(\.name), priority: 9, isName: true),
            .init("right", title: "RIGHT", minWidth: 5, usualWidth: most(\.right), priority: 8),
            .init("by", title: "BY", minWidth: 8, usualWidth: most(origin), priority: 7, role: .muted),
        ]
    }
}

extension Command {
    /// The commands of the people who can see a dashboard, while they have the keys.
    static let shareViewers: [Command] =
        moves("viewers", in: .shareViewers, noun: "person") { movement, context in
            let page = ShareViewersView.page(height: context.layout.content.height)
            return [.shares(.viewersMoved(movement, page: page))]
        } + [
            Command("viewers.side", .shareViewers, "Tab Esc", hint: "shares", "Go back to the shares") { _ in
                [.shares(.sideSwitched)]
            }
        ]
}
