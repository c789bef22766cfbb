import ConsoleState
import SisenseClient
import TerminalKit

/// A pane that is a list, any of them.
struct ListPane: Pane {
    private let feature: ListFeature
    private let addition: ListAddition

    private var id: PaneID { feature.pane }

    init(_ feature: ListFeature) {
        self.feature = feature
        addition = ListAddition.of(feature.pane)
    }

    func title(_ state: ConsoleState) -> StyledLine {
        if let cover = addition.cover(state) { return cover.title }
        guard let list = state.lists[id] else { return StyledLine() }
        if let detail = list.detail { return StyledLine([Span(detail.title, .heading)]) }
        let filter = list.filter
        let count = list.table.filter.isEmpty ? "\(list.table.total)" : "\(list.table.count) of \(list.table.total)"
        var spans = [Span(feature.heading ?? feature.title, .heading), Span(" \(count)")]
        if !filter.isEmpty || filter.problem != nil { spans += [Span("  /", .accent), Span(filter.text, .accent)] }
        if let problem = filter.problem, list.filterInput == nil { spans.append(Span("  \(problem)", .error)) }
        if !list.marks.isEmpty {
            let hidden = list.hiddenMarks > 0 ? ", \(list.hiddenMarks) hidden" : ""
            spans.append(Span("  \(list.marks.count) marked\(hidden)", .marked))
        }
        spans += list.changes.map(Self.counts) ?? []
        return StyledLine(spans) + addition.title(state)
    }

    /// What a refresh has brought, in numbers.
    private static func counts(of changes: RowChanges) -> [Span] {
        let counts: [(Int, String, TerminalKit.Role)] = [
            (changes.count(of: .added), "new", .added), (changes.count(of: .changed), "changed", .changed),
            (changes.removedCount, "gone", .removed),
        ]
        return counts.filter { $0.0 > 0 }.map { Span("  \($0.0) \($0.1)", $0.2) }
    }

    func footer(_ state: ConsoleState) -> StyledLine {
        if let cover = addition.cover(state) { return cover.footer }
        guard let list = state.lists[id] else { return StyledLine() }
        if let detail = list.detail { return detail.jsonTree.map { JSONTreeView($0).footer } ?? StyledLine() }
        let place = list.table.count == 0 ? "" : "\(list.scroll.cursor + 1)/\(list.table.count)"
        let notes = [Span(place, .muted), load(of: list), export(of: list), gaps(of: list)].filter { !$0.text.isEmpty }
        return StyledLine(Array(notes.map { [$0] }.joined(separator: [Span("  ")]))) + addition.footer(state)
    }

    /// How far the list has come, or when it was read. Nothing here changes by itself while one looks at it.
    private func load(of list: ListState) -> Span {
        switch list.load {
        case .notStarted: Span("")
        case .loading:
            Span("loading\(list.progress.isEmpty ? "" : ", \(list.progress)"), \(key: .stopOrClear) stops", .accent)
        case .loaded:
            feature.isLocal ? Span("") : Span(list.loadedAt.map { "updated \($0)" } ?? "", .muted)
        case .failed(let error): Span(failure(error, list), .error)
        case .stopped: Span("loading was stopped", .warning)
        }
    }

    /// Why the rows are old, and how old, or why they are not all.
    private func failure(_ error: APIError, _ list: ListState) -> String {
        guard let loadedAt = list.loadedAt else { return "not all loaded: \(error.message)" }
        return "updated \(loadedAt); refresh failed: \(error.message)"
    }

    /// What the rows lack.
    private func gaps(of list: ListState) -> Span {
        let noun = feature.noun.description
        let notes = list.gaps.map { $0.list == noun ? $0.summary : "\($0.list) \($0.summary)" }
        let role: TerminalKit.Role = list.gaps.contains(where: \.hidesRecords) ? .warning : .muted
        return Span(notes.joined(separator: "; "), role)
    }

    private func export(of list: ListState) -> Span {
        Span(list.export.map { "exporting \($0.percent) %, \(key: .stopOrClear) stops" } ?? "", .accent)
    }

    func draw(_ state: ConsoleState, on canvas: Canvas) -> Point? {
        if let cover = addition.cover(state) { return cover.draw(on: canvas) }
        guard let list = state.lists[id] else { return nil }
        var canvas = canvas
        if let strip = addition.strip, list.detail == nil, list.table.count > 0 {
            strip(list, canvas.sub(Rect(0, canvas.height - 1, canvas.width, 1)))
            canvas = canvas.inset(bottom: 1)
        }
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
            ErrorText.draw(error, hint: "\(key: .refreshList) tries again", on: canvas)
            return nil
        }
        let cursor = table(of: list, rows: canvas.height - 1).draw(on: canvas)
        if let picker = list.columnPicker { return menu(picker, of: list).draw(on: canvas) }
        return list.sortPicker.map { menu($0, of: list).draw(on: canvas) } ?? cursor
    }

    /// A press puts the cursor on a row, or sorts by the column of a heading.
    func press(at point: Point, _ state: ConsoleState, size: Size) -> [ConsoleAction] {
        if let cover = addition.cover(state) { return cover.press(at: point) }
        guard let list = state.lists[id] else { return [] }
        let size = addition.strip == nil ? size : Size(size.width, size.height - 1)
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
            ErrorText.draw(error, hint: "\(key: .refreshRecord) refreshes", on: canvas)
        case .loaded:
            return detail.jsonTree.flatMap { JSONTreeView($0, hasFocus: hasFocus).draw(on: canvas) }
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
            footer: StyledLine("hidden from the right when narrow", Style(.muted)),
            size: Size(42, items.count + 2))
    }

    /// The columns as a person arranged them, of which those that do not fit are left away from the right; or else as
    /// the list says.
    private func drawnColumns(of list: ListState) -> [TableView.Column] {
        guard let shown = list.arrangement?.shown else {
            return feature.columns.filter(\.isShown).map { TableView.Column($0, priority: $0.priority) }
        }
        return shown.enumerated().compactMap { index, id in
            feature.columns.first { $0.id == id }.map { TableView.Column($0, priority: -index) }
        }
    }

    private func table(of list: ListState, rows: Int) -> TableView {
        let columns = drawnColumns(of: list)
        let indices = columns.map { column in list.columns.firstIndex { $0.id == column.id } ?? 0 }
        let top = list.scroll.top(count: list.table.count, page: rows)
        var table = TableView(columns: columns, rowCount: list.table.count, top: top, cursor: list.scroll.cursor) {
            TableView.Entry(list.table.cell(at: $0, indices[$1]))
        }
        table.sort = list.table.sort.map { sort in
            TableView.Sort(column: list.columns[sort.column].id, isAscending: !sort.isDescending)
        }
        table.hasFocus = list.detail == nil && list.sortPicker == nil && list.columnPicker == nil
        table.emptyText = emptyText(of: list)
        table.skippedColumns = list.skippedColumns
        table.look = { row in
            guard let ref = list.table.ref(at: row) else { return TableView.RowLook() }
            var look = TableView.RowLook(list.table.style(ref))
            look.isMarked = !list.marks.isEmpty && list.marks.contains(list.table.id(ref))
            if let changes = list.changes { Self.tint(&look, changes[ref]) }
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
        case .stopped where list.table.total == 0:
            StyledLine("Loading was stopped; \(key: .refreshList) loads again", Style(.muted))
        case .loaded, .failed, .stopped:
            list.table.filter.isEmpty
                ? StyledLine(feature.emptyText.shown, Style(.muted))
                : StyledLine("No matches; \(key: .stopOrClear) clears the filter", Style(.muted))
        }
    }
}

extension TableView.Column {
    fileprivate init(_ column: ListColumn, priority: Int) {
        self.init(
            column.id, title: column.heading, minWidth: column.width.lowerBound, idealWidth: column.width.upperBound,
            grows: column.grows, priority: priority, alignment: column.alignment == .leading ? .leading : .trailing)
    }
}

extension TableView.RowLook {
    fileprivate init(_ look: RowStyle) {
        let role: TerminalKit.Role =
            switch look.style {
            case .plain: .plain
            case .muted: .muted
            case .accent: .accent
            case .ok: .ok
            case .warning: .warning
            case .error: .error
            case .danger: .danger
            case .added: .added
            case .removed: .removed
            case .changed: .changed
            }
        let sign: String? =
            switch look.sign {
            case .none: nil
            case .fault: "x"
            case .attention: "!"
            case .added: "+"
            case .removed: "-"
            case .changed: "~"
            case .unknown: "?"
            case .kept: "*"
            }
        self.init(role: role, sign: sign)
    }
}
