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
    /// What stands there when the server has no records.
    var none = "There are none"

    func title(_ state: ConsoleState) -> StyledLine {
        guard let list = state.lists[id] else { return StyledLine() }
        if let detail = list.detail { return StyledLine([Span(detail.title, .heading)]) }
        let filter = list.filter
        let count = list.table.filter.isEmpty ? "\(list.table.total)" : "\(list.table.count) of \(list.table.total)"
        let title = state.feature(of: id)?.title ?? id.title
        var spans = [Span(title, .heading), Span(" \(count)")]
        if !filter.isEmpty || filter.problem != nil { spans += [Span("  /", .accent), Span(filter.text, .accent)] }
        if let problem = filter.problem, list.filterInput == nil { spans.append(Span("  \(problem)", .error)) }
        if !list.marks.isEmpty {
            let hidden = list.hiddenMarks > 0 ? ", \(list.hiddenMarks) hidden" : ""
            spans.append(Span("  \(list.marks.count) marked\(hidden)", .marked))
        }
        spans += list.changes.map(Self.counts) ?? []
        return StyledLine(spans)
    }

    /// What a refresh has brought, in numbers.
    private static func counts(of changes: RowChanges) -> [Span] {
        let counts: [(Int, String, TerminalKit.Role)] = [
            (changes.count(of: .added), "new", .added), (changes.count(of: .changed), "changed", .changed),
            (changes.removedCount, "gone", .removed),
        ]
        return counts.filter { $0.0 > 0 }.map { Span("  \($0.0) \($0.1)", $0.2) }
    }

    func foot(_ state: ConsoleState) -> StyledLine {
        guard let list = state.lists[id] else { return StyledLine() }
        if let detail = list.detail { return detail.outline.map { OutlineView($0).foot } ?? StyledLine() }
        let place = list.table.count == 0 ? "" : "\(list.scroll.cursor + 1)/\(list.table.count)"
        let notes = [Span(place, .muted), load(of: list), export(of: list)].filter { !$0.text.isEmpty }
        return StyledLine(Array(notes.map { [$0] }.joined(separator: [Span("  ")])))
    }

    /// How far the list has come, or when it was read. Nothing here changes by itself while one looks at it.
    private func load(of list: ListState) -> Span {
        switch list.load {
        case .notStarted: Span("")
        case .loading: Span("loading\(list.progress.isEmpty ? "" : ", \(list.progress)"), Esc stops", .accent)
        case .complete:
            ListFeature.all[id]?.isLocal == true ? Span("") : Span(list.loadedAt.map { "read \($0)" } ?? "", .muted)
        case .failed: Span("not all loaded", .error)
        case .stopped: Span("loading was stopped", .warning)
        }
    }

    private func export(of list: ListState) -> Span {
        Span(list.export.map { "exporting \($0.percent) %, Esc stops" } ?? "", .accent)
    }

    func draw(_ state: ConsoleState, on canvas: Canvas) -> Point? {
        guard let list = state.lists[id] else { return nil }
        if let beside = list.beside, let right = areas(of: list, in: canvas.rect).second {
            return draw(list, and: list.detail ?? beside, right, on: canvas)
        }
        if let detail = list.detail { return draw(detail, on: canvas) }
        return draw(list, on: canvas)
    }

    /// The list at the left and the record at the right; the list alone where there is no room or nothing beside it.
    private func areas(of list: ListState, in rect: Rect) -> (first: Rect, second: Rect?) {
        guard list.beside != nil, rect.width >= ConsoleLayout.widthForTwo else { return (rect, nil) }
        return Split(.columns, share: 0.55).areas(in: rect)
    }

    private func draw(_ list: ListState, and detail: DetailState, _ right: Rect, on canvas: Canvas) -> Point? {
        let cursor = draw(list, on: canvas.sub(Rect(0, 0, right.x, canvas.height)))
        canvas.vline(at: Point(right.x, 0), length: canvas.height)
        let inDetail = draw(detail, hasFocus: list.detail != nil, on: canvas.sub(right).inset(left: 1))
        return list.detail == nil ? cursor : inDetail
    }

    private func draw(_ list: ListState, on canvas: Canvas) -> Point? {
        if case .failed(let error) = list.load, list.table.total == 0 {
            ErrorText.draw(error, hint: "R tries again", on: canvas)
            return nil
        }
        let cursor = table(of: list, rows: canvas.height - 1).draw(on: canvas)
        if let picker = list.columnPicker { return menu(picker, of: list).draw(on: canvas) }
        return list.sortPicker.map { menu($0, of: list).draw(on: canvas) } ?? cursor
    }

    /// A press puts the cursor on a row, or sorts by the column of a heading.
    func press(at point: Point, _ state: ConsoleState, size: Size) -> [ConsoleAction] {
        guard let list = state.lists[id] else { return [] }
        // Beside the list stands a record, which takes no presses.
        let width = areas(of: list, in: Rect(size: size)).first.width
        guard point.x < width else { return [] }
        if let picker = list.sortPicker {
            let index = menu(picker, of: list).item(at: point, size: Size(width, size.height))
            return index.map { [.list(id, .sortChosen(column: $0))] } ?? []
        }
        if let picker = list.columnPicker {
            let index = menu(picker, of: list).item(at: point, size: Size(width, size.height))
            return index.map { toggled($0, picker, size) } ?? []
        }
        let part = table(of: list, rows: size.height - 1).part(at: point, size: Size(width, size.height))
        switch part {
        case .row(let row): return [.list(id, .cursorPlaced(row, page: size.height - 1))]
        case .heading(let name):
            return list.columns.firstIndex { $0.id == name }.map { [.list(id, .sortChosen(column: $0))] } ?? []
        case nil: return []
        }
    }

    /// Puts the cursor of the columns on one of them, and shows or hides it.
    private func toggled(_ index: Int, _ picker: ColumnPicker, _ size: Size) -> [ConsoleAction] {
        let steps = index - picker.scroll.cursor
        let move = ConsoleAction.list(id, .columnPickerMoved(steps < 0 ? .up : .down, page: size.height - 1))
        return Array(repeating: move, count: abs(steps)) + [.list(id, .columnToggled)]
    }

    private func draw(_ detail: DetailState, hasFocus: Bool = true, on canvas: Canvas) -> Point? {
        switch detail.content {
        case .loading:
            canvas.put("Reading \(detail.title) from the server", at: Point(1, 0), .muted)
        case .failed(let error):
            ErrorText.draw(error, hint: "R reads it again", on: canvas)
        case .loaded:
            return detail.outline.flatMap { OutlineView($0, hasFocus: hasFocus).draw(on: canvas) }
        }
        return nil
    }

    private func menu(_ picker: Scroll, of list: ListState) -> MenuView {
        let items = list.columns.enumerated().map { index, column in
            let sort = list.table.sort.flatMap { $0.column == index ? $0 : nil }
            let order = sort.map { $0.isDescending ? "descending" : "ascending" } ?? ""
            return MenuView.Item(column.title, detail: order)
        }
        return MenuView(
            title: StyledLine("Sort by", Style(.heading)), items: items, cursor: picker.cursor,
            size: Size(36, items.count + 2))
    }

    private func menu(_ picker: ColumnPicker, of list: ListState) -> MenuView {
        let items = picker.arrangement.items.map { item in
            let title = list.columns.first { $0.id == item.id }?.title ?? item.id
            return MenuView.Item("[\(item.isShown ? "x" : " ")] \(title)")
        }
        return MenuView(
            title: StyledLine("Columns", Style(.heading)), items: items, cursor: picker.scroll.cursor,
            foot: StyledLine("What does not fit goes from the right", Style(.muted)), size: Size(42, items.count + 2))
    }

    /// The columns as they are drawn; those of the list that the pane does not draw of itself are hidden.
    func arrangement(of list: ListState) -> ColumnArrangement {
        if let arrangement = list.arrangement { return arrangement }
        let drawn = columns.map(\.id)
        let hidden = list.columns.map(\.id).filter { !drawn.contains($0) }
        return ColumnArrangement(
            drawn.map { .init($0, isShown: true) } + hidden.map { .init($0, isShown: false) })
    }

    /// In an arrangement that a person made, columns that do not fit are left away from the right.
    private func drawnColumns(of list: ListState) -> [TableView.Column] {
        guard let shown = list.arrangement?.shown else { return columns }
        return shown.enumerated().map { place, id in
            let title = list.columns.first { $0.id == id }?.title ?? id
            let column = columns.first { $0.id == id }
            return TableView.Column(
                id, title: column?.title ?? title.uppercased(), minWidth: column?.minWidth ?? 10,
                idealWidth: column?.idealWidth ?? 16, grows: column?.grows ?? false, priority: -place,
                alignment: column?.alignment ?? .leading)
        }
    }

    private func table(of list: ListState, rows: Int) -> TableView {
        let columns = drawnColumns(of: list)
        let places = columns.map { column in list.columns.firstIndex { $0.id == column.id } ?? 0 }
        let top = list.scroll.top(count: list.table.count, page: rows)
        var table = TableView(columns: columns, rowCount: list.table.count, top: top, cursor: list.scroll.cursor) {
            TableView.Entry(list.table.cell(at: $0, places[$1]))
        }
        table.sort = list.table.sort.map { sort in
            TableView.Sort(column: list.columns[sort.column].id, isAscending: !sort.isDescending)
        }
        table.hasFocus = list.detail == nil && list.sortPicker == nil && list.columnPicker == nil
        table.emptyText = emptyText(of: list)
        table.skippedColumns = list.skippedColumns
        table.look = { row in
            var look = look { name in
                list.columns.firstIndex { $0.id == name }.map { list.table.cell(at: row, $0) } ?? ""
            }
            look.isMarked = !list.marks.isEmpty && list.table.id(at: row).map(list.marks.contains) == true
            if let changes = list.changes { Self.tint(&look, list.table.ref(at: row).flatMap { changes[$0] }) }
            return look
        }
        return table
    }

    /// Shows that a row has changed. A mark of the person is worth more.
    private static func tint(_ look: inout TableView.RowLook, _ change: RowChanges.Change?) {
        guard let change, !look.isMarked else { return }
        switch change {
        case .added: (look.role, look.sign) = (.added, "+")
        case .changed: (look.role, look.sign) = (.changed, "~")
        }
    }

    func mostSkippedColumns(of list: ListState, width: Int) -> Int {
        table(of: list, rows: 1).mostSkipped(width: areas(of: list, in: Rect(0, 0, width, 1)).first.width)
    }

    private func emptyText(of list: ListState) -> StyledLine {
        switch list.load {
        case .notStarted, .loading: StyledLine("Loading \(id.title.lowercased())", Style(.muted))
        case .stopped where list.table.total == 0: StyledLine("Loading was stopped; R loads again", Style(.muted))
        case .complete, .failed, .stopped:
            list.table.filter.isEmpty
                ? StyledLine(none, Style(.muted))
                : StyledLine("Nothing matches; Esc shows all", Style(.muted))
        }
    }
}
