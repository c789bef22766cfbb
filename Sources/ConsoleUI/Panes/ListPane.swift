import ConsoleState
import TerminalKit

/// A pane that is a list: how wide its columns are and how its rows look. What can be done in it, beside what all lists
/// do, are its commands.
struct ListPane: Pane {
    let id: PaneID
    let commands: [Command]
    /// The columns of the list by their ids, in the order they are drawn.
    let columns: [TableView.Column]
    /// How a row looks, from its cells by column id.
    let look: @Sendable (_ cell: (String) -> String) -> TableView.RowLook

    func title(_ state: ConsoleState) -> StyledLine {
        guard let list = state.lists[id] else { return StyledLine() }
        if let detail = list.detail { return StyledLine([Span(detail.title, .heading)]) }
        let filter = list.table.filter
        let count = filter.isEmpty ? "\(list.table.total)" : "\(list.table.count) of \(list.table.total)"
        let title = state.feature(of: id)?.title ?? id.title
        var spans = [Span(title, .heading), Span(" \(count)")]
        if !filter.isEmpty { spans += [Span("  /", .accent), Span(filter.text, .accent)] }
        if !list.marks.isEmpty {
            let hidden = list.hiddenMarks > 0 ? ", \(list.hiddenMarks) hidden" : ""
            spans.append(Span("  \(list.marks.count) marked\(hidden)", .marked))
        }
        return StyledLine(spans)
    }

    func foot(_ state: ConsoleState) -> StyledLine {
        guard let list = state.lists[id] else { return StyledLine() }
        if let detail = list.detail { return detail.outline.map { OutlineView($0).foot } ?? StyledLine() }
        let place = list.table.count == 0 ? "" : "\(list.scroll.cursor + 1)/\(list.table.count)"
        let load: Span =
            switch list.load {
            case .notStarted: Span("")
            case .loading: Span("  loading, Esc stops", .accent)
            case .complete: Span("")
            case .failed: Span("  not all loaded", .error)
            case .stopped: Span("  loading was stopped", .warning)
            }
        return StyledLine([Span(place, .muted), load])
    }

    func draw(_ state: ConsoleState, on canvas: Canvas) -> Point? {
        guard let list = state.lists[id] else { return nil }
        if let detail = list.detail { return draw(detail, on: canvas) }
        if case .failed(let error) = list.load, list.table.total == 0 {
            ErrorText.draw(error, hint: "R tries again", on: canvas)
            return nil
        }
        let cursor = table(of: list, rows: canvas.height - 1).draw(on: canvas)
        return list.sortPicker.map { draw($0, of: list, on: canvas) } ?? cursor
    }

    /// A press puts the cursor on a row, or sorts by the column of a heading.
    func press(at point: Point, _ state: ConsoleState, size: Size) -> [ConsoleAction] {
        guard let list = state.lists[id] else { return [] }
        switch table(of: list, rows: size.height - 1).part(at: point, size: size) {
        case .row(let row): return [.list(id, .cursorPlaced(row))]
        case .heading(let name):
            return list.columns.firstIndex { $0.id == name }.map { [.list(id, .sortChosen(column: $0))] } ?? []
        case nil: return []
        }
    }

    private func draw(_ detail: DetailState, on canvas: Canvas) -> Point? {
        switch detail.content {
        case .loading:
            canvas.put("Reading \(detail.title) from the server", at: Point(1, 0), .muted)
        case .failed(let error):
            ErrorText.draw(error, hint: "R reads it again", on: canvas)
        case .loaded:
            return detail.outline.flatMap { OutlineView($0).draw(on: canvas) }
        }
        return nil
    }

    private func draw(_ picker: Scroll, of list: ListState, on canvas: Canvas) -> Point? {
        let items = list.columns.enumerated().map { index, column in
            let sort = list.table.sort.flatMap { $0.column == index ? $0 : nil }
            let order = sort.map { $0.isDescending ? "descending" : "ascending" } ?? ""
            return MenuView.Item(column.title, detail: order)
        }
        let menu = MenuView(
            title: StyledLine("Sort by", Style(.heading)), items: items, cursor: picker.cursor,
            size: Size(36, items.count + 2))
        return menu.draw(on: canvas)
    }

    private func table(of list: ListState, rows: Int) -> TableView {
        let places = columns.map { column in list.columns.firstIndex { $0.id == column.id } ?? 0 }
        let top = list.scroll.top(count: list.table.count, page: rows)
        var table = TableView(columns: columns, rowCount: list.table.count, top: top, cursor: list.scroll.cursor) {
            TableView.Entry(list.table.cell(at: $0, places[$1]))
        }
        table.sort = list.table.sort.map { sort in
            TableView.Sort(column: list.columns[sort.column].id, isAscending: !sort.isDescending)
        }
        table.hasFocus = list.sortPicker == nil
        table.emptyText = emptyText(of: list)
        table.look = { row in
            var look = look { name in
                list.columns.firstIndex { $0.id == name }.map { list.table.cell(at: row, $0) } ?? ""
            }
            look.isMarked = !list.marks.isEmpty && list.table.id(at: row).map(list.marks.contains) == true
            return look
        }
        return table
    }

    private func emptyText(of list: ListState) -> StyledLine {
        switch list.load {
        case .notStarted, .loading: StyledLine("Loading \(id.title.lowercased())", Style(.muted))
        case .stopped where list.table.total == 0: StyledLine("Loading was stopped; R loads again", Style(.muted))
        case .complete, .failed, .stopped:
            list.table.filter.isEmpty
                ? StyledLine("There are none", Style(.muted))
                : StyledLine("Nothing matches; Esc shows all", Style(.muted))
        }
    }
}
