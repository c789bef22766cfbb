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
        let total = Quantity.count(list.table.total)
        let count = list.table.filter.isEmpty ? total : "\(Quantity.count(list.table.count)) of \(total)"
        return StyledLine([Span(feature.heading ?? feature.title, .heading), Span(" \(count)")])
    }

    func shortTitle(_ state: ConsoleState) -> StyledLine? {
        guard addition.cover(state) == nil, let list = state.lists[id], list.detail == nil,
            !list.table.filter.isEmpty
        else { return nil }
        let count = "\(Quantity.count(list.table.count))/\(Quantity.count(list.table.total))"
        return StyledLine([Span(feature.heading ?? feature.title, .heading), Span(" \(count)")])
    }

    func notes(_ state: ConsoleState) -> [BarView.Part] {
        if let cover = addition.cover(state) { return cover.notes }
        guard let list = state.lists[id], list.detail == nil else { return [] }
        var parts: [BarView.Part] = []
        let filter = list.filter
        if let selection = filter.selection {
            parts.append(.init("only \(selection.title)", .accent, priority: 8, isCut: true))
        }
        if !filter.text.isEmpty { parts.append(.init("/\(filter.text)", .accent, priority: 8, isCut: true)) }
        if let problem = filter.problem, list.filterInput == nil {
            parts.append(.init(problem, .error, priority: 7, isCut: true))
        }
        if let marks = Self.marks(of: list) { parts.append(.init(marks, .mark, priority: 9)) }
        return parts + (list.changes.map(Self.counts) ?? []) + addition.notes(state)
    }

    /// The number of marks, and of those that nobody sees; nil without marks.
    static func marks(of list: ListState) -> String? {
        guard !list.marks.isEmpty else { return nil }
        return "\(Quantity.count(list.marks.count)) marked"
            + (list.hiddenMarks > 0 ? ", \(Quantity.count(list.hiddenMarks)) hidden" : "")
    }

    /// The changes that a refresh has brought, in numbers.
    private static func counts(of changes: RowChanges) -> [BarView.Part] {
        let counts: [(Int, String, TerminalKit.Role)] = [
            (changes.count(of: .added), "new", .added), (changes.count(of: .changed), "changed", .changed),
            (changes.removedName == nil ? changes.removedCount : 0, "gone", .removed),
        ]
        // Its row has gone with it: one that stood there for a while could be marked, opened and acted on.
        let gone = changes.removedName.map { [BarView.Part("- \($0.prefix(nameLength))", .removed, priority: 5)] }
        return counts.filter { $0.0 > 0 }.map { .init("\(Quantity.count($0.0)) \($0.1)", $0.2, priority: 5) }
            + (gone ?? [])
    }

    /// Characters of the name of a record that is no more.
    private static let nameLength = 30

    func position(_ state: ConsoleState, _ layout: ConsoleLayout) -> [BarView.Part] {
        if let cover = addition.cover(state) { return cover.position(in: layout.content.size) }
        guard let list = state.lists[id] else { return [] }
        if let detail = list.detail {
            let isInList = list.cursorID == detail.id
            let size = detailRect(of: list, in: layout.content.size).size
            return (detail.jsonTree.map { JSONTreeView($0).position(in: size) } ?? [])
                + [
                    isInList ? .position(list.scroll, count: list.table.count, rows: .max) : .init(""),
                    load(of: list, state, layout),
                ]
        }
        return addition.legend(state)
            + [
                export(of: list), gaps(of: list), skipped(list, width: layout.content.width),
                .position(list.scroll, count: list.table.count, rows: rows(of: list, state, layout)),
                load(of: list, state, layout),
            ]
    }

    /// The progress of loading the list, or the time it was read. Nothing here changes by itself while one looks at it:
    /// rows that are kept up to date have no age worth a word, and theirs would be another every minute.
    private func load(of list: ListState, _ state: ConsoleState, _ layout: ConsoleLayout) -> BarView.Part {
        switch list.load {
        case .notStarted: .init("")
        case .loading where list.isSlow:
            .init("\(reading(list)), \(key: .stopOrClear) stops", .accent, priority: 7, short: reading(list))
        case .loading, .loaded:
            .init(
                feature.isLocal || (state.isLive && !list.isStale) ? "" : list.loadedAt.map { "updated \($0)" } ?? "",
                list.isStale ? .warning : .muted,
                priority: list.isStale ? 7 : 3, short: list.loadedAt.map { "\($0)" })
        case .failed(let error):
            .init(failure(error, list, room: layout.content.width / 2), .error, priority: 7)
        case .stopped: .init("loading was stopped", .warning, priority: 7)
        }
    }

    /// How far loading has come: of how many, as far as the last time tells.
    private func reading(_ list: ListState) -> String {
        let count = list.incoming?.total ?? list.table.total
        let all = list.incoming == nil || list.table.total < count ? "" : " of \(Quantity.count(list.table.total))"
        let progress = list.progress.isEmpty ? "" : ", \(list.progress)"
        return "reading \(Quantity.count(count))\(all)\(progress)"
    }

    /// The reason why the rows are old, and how old, or why they are not all; where there is no room, without the reason.
    private func failure(_ error: APIError, _ list: ListState, room: Int) -> String {
        let what = list.loadedAt.map { "updated \($0); refresh failed" } ?? "not all loaded"
        let text = "\(what): \(error.message)"
        return TextWidth.cells(of: text) > room ? what : text
    }

    /// The notes on what the rows lack.
    private func gaps(of list: ListState) -> BarView.Part {
        let noun = feature.noun.description
        let notes = list.gaps.map { $0.list == noun ? $0.summary : "\($0.list) \($0.summary)" }
        let hidesRecords = list.gaps.contains(where: \.hidesRecords)
        return .init(
            notes.joined(separator: "; "), hidesRecords ? .warning : .muted, priority: 8,
            short: hidesRecords ? "not all are here" : notes.isEmpty ? nil : "without details")
    }

    /// The columns that are scrolled away.
    private func skipped(_ list: ListState, width: Int) -> BarView.Part {
        guard list.skippedColumns > 0 else { return .init("") }
        let count = min(list.skippedColumns, mostSkippedColumns(of: list, width: width))
        return .init(count == 0 ? "" : "‹ \(counted(count, "column"))", .accent, priority: 6)
    }

    private func export(of list: ListState) -> BarView.Part {
        .init(list.export.map { "exporting \($0.percent) %, \(key: .stopOrClear) stops" } ?? "", .accent, priority: 7)
    }

    /// Rows in sight.
    private func rows(of list: ListState, _ state: ConsoleState, _ layout: ConsoleLayout) -> Int {
        let size = layout.content.size
        return max(rowsRect(of: list, in: addition.frame(state, size), layout, size).height - layout.headingRows, 1)
    }

    func draw(_ state: ConsoleState, _ layout: ConsoleLayout, on canvas: Canvas) -> Point? {
        if let cover = addition.cover(state) { return cover.draw(on: canvas) }
        guard let list = state.lists[id] else { return nil }
        guard list.detail == nil else { return draw(list, state, layout, on: canvas) }
        if list.beside == nil, let side = addition.side?(state) {
            return draw(list, layout, and: side, hasFocus: state.shares?.viewers.hasFocus == true, on: canvas)
        }
        if let strip = addition.strip, list.table.count > 0 {
            strip(list, canvas.sub(Rect(0, canvas.height - 1, canvas.width, 1)))
        }
        let frame = addition.frame(state, canvas.size)
        let rect = rowsRect(of: list, in: frame, layout, canvas.size)
        TextView(frame.above).draw(on: canvas)
        if !frame.below.isEmpty {
            TextView(frame.below).draw(on: canvas.inset(left: 1, top: rect.endY + 1, right: 1))
        }
        let rows = canvas.sub(rect)
        return draw(list, state, layout, on: rows).map { canvas.place($0, of: rows) }
    }

    /// The area of the rows and their headings: what the lines above and below them leave.
    private func rowsRect(
        of list: ListState, in frame: ListAddition.Frame, _ layout: ConsoleLayout, _ size: Size
    ) -> Rect {
        let hasSum = addition.side != nil && size.width < ConsoleLayout.widthForSide
        let strip = hasSum || addition.strip != nil && list.table.count > 0 ? 1 : 0
        let below = frame.below.isEmpty ? 0 : frame.below.count + 1
        let rect = Rect(size: size).inset(top: frame.above.count, bottom: below + strip)
        // The lines below come right behind the rows.
        return below > 0 ? rect.splitTop(min(rect.height, layout.headingRows + max(list.table.count, 1))).0 : rect
    }

    private func draw(_ list: ListState, _ state: ConsoleState, _ layout: ConsoleLayout, on canvas: Canvas) -> Point? {
        if let beside = list.beside, let right = areas(of: list, in: canvas.rect).second {
            return draw(list, layout, and: list.detail ?? beside, right, on: canvas)
        }
        if let detail = list.detail { return draw(detail, on: canvas) }
        return draw(list, layout, on: canvas)
    }

    /// The list at the left and what belongs to it at the right; where there is no room for both, the one that has the
    /// keys, and of the other a line.
    private func draw(
        _ list: ListState, _ layout: ConsoleLayout, and side: ShareViewersView, hasFocus: Bool, on canvas: Canvas
    ) -> Point? {
        guard let right = areas(of: list, in: canvas.rect).second else {
            if hasFocus { return side.draw(on: canvas) }
            side.drawSum(on: canvas.sub(Rect(0, canvas.height - 1, canvas.width, 1)))
            return draw(list, layout, on: canvas.inset(bottom: 1))
        }
        let inList = draw(list, layout, on: canvas.sub(Rect(0, 0, right.x, canvas.height)))
        canvas.vline(at: Point(right.x, 0), length: canvas.height)
        let beside = canvas.sub(right.inset(left: 1))
        let inSide = side.draw(on: beside)
        return hasFocus ? inSide.map { canvas.place($0, of: beside) } : inList
    }

    /// The list at the left and the record at the right; the list alone where there is no room or nothing beside it.
    private func areas(of list: ListState, in rect: Rect) -> (first: Rect, second: Rect?) {
        if list.beside == nil, addition.side != nil, rect.width >= ConsoleLayout.widthForSide {
            return Split(.columns, share: 0.5).areas(in: rect)
        }
        guard list.beside != nil, rect.width >= ConsoleLayout.widthForTwo else { return (rect, nil) }
        return Split(.columns, share: addition.share).areas(in: rect)
    }

    /// The area of the open record: all of it, or what is beside the list.
    private func detailRect(of list: ListState, in size: Size) -> Rect {
        let all = Rect(size: size)
        guard list.beside != nil else { return all }
        return areas(of: list, in: all).second.map(Self.detailArea) ?? all
    }

    private static func detailArea(_ right: Rect) -> Rect { right.inset(left: 1) }

    /// The room of the open record, or of the answer to a call.
    static func treeRoom(_ state: ConsoleState, _ layout: ConsoleLayout) -> TreeRoom {
        let size = layout.content.size
        guard let list = state.list, list.detail != nil, let feature = state.feature(of: state.pane) else {
            return JSONTreeView.room(in: size)
        }
        return JSONTreeView.room(in: ListPane(feature).detailRect(of: list, in: size).size)
    }

    private func draw(
        _ list: ListState, _ layout: ConsoleLayout, and detail: DetailState, _ right: Rect, on canvas: Canvas
    ) -> Point? {
        let cursor = draw(list, layout, on: canvas.sub(Rect(0, 0, right.x, canvas.height)))
        canvas.vline(at: Point(right.x, 0), length: canvas.height)
        let beside = canvas.sub(Self.detailArea(right))
        let inDetail = draw(detail, isBeside: list.detail == nil, on: beside)
        return list.detail == nil ? cursor : inDetail.map { canvas.place($0, of: beside) }
    }

    private func draw(_ list: ListState, _ layout: ConsoleLayout, on canvas: Canvas) -> Point? {
        if case .failed(let error) = list.load, list.table.total == 0 {
            ErrorText.draw(
                error, hint: "\(key: .refreshList) tries again   \(key: .openTrace) shows the request", on: canvas)
            return nil
        }
        return table(of: list, layout, height: canvas.height).draw(on: canvas)
    }

    /// A press puts the cursor on a row, or sorts by the column of a heading.
    func press(at point: Point, _ state: ConsoleState, _ layout: ConsoleLayout) -> [ConsoleAction] {
        if let cover = addition.cover(state) { return cover.press(at: point, size: layout.content.size) }
        guard let list = state.lists[id] else { return [] }
        let all = layout.content.size
        if let detail = list.detail {
            let area = detailRect(of: list, in: all)
            guard let tree = detail.jsonTree, area.contains(point) else { return [] }
            let inside = Point(point.x - area.x, point.y - area.y)
            return JSONTreeView(tree).press(at: inside, in: area.size, id)
        }
        // The record beside the list takes no presses until it is opened.
        let rows = rowsRect(of: list, in: addition.frame(state, all), layout, all)
        guard rows.contains(point) else { return [] }
        let (point, size) = (Point(point.x - rows.x, point.y - rows.y), rows.size)
        let width = areas(of: list, in: Rect(size: size)).first.width
        guard point.x < width else { return [] }
        let part = table(of: list, layout, height: size.height).part(at: point, size: Size(width, size.height))
        switch part {
        case .row(let row): return [.list(id, .cursorPlaced(row, page: size.height - layout.headingRows))]
        case .heading(let name):
            return list.columns.firstIndex { $0.id == name }.map { [.list(id, .sortChosen(column: $0))] } ?? []
        case nil: return []
        }
    }

    /// - Parameter isBeside: True where only the first column of the page shows, beside a list that has the keys.
    private func draw(_ detail: DetailState, isBeside: Bool = false, on canvas: Canvas) -> Point? {
        switch detail.content {
        case .loading:
            canvas.put("Reading \(detail.title) from the server", at: Point(1, 0), .muted)
        case .failed(let error):
            ErrorText.draw(error, hint: "\(key: .refreshRecord) refreshes", on: canvas)
        case .loaded:
            return detail.jsonTree.flatMap {
                JSONTreeView($0, hasFocus: !isBeside, only: isBeside ? .left : nil).draw(on: canvas)
            }
        }
        return nil
    }

    func mostSkippedColumns(of list: ListState, width: Int) -> Int {
        ListTable(feature, list).view(rows: 1, showsHeading: true)
            .mostSkipped(width: areas(of: list, in: Rect(0, 0, width, 1)).first.width)
    }

    /// The texts that are cut in the line under the cursor, in full; nil where no line of what is shown can be cut.
    func cutTexts(_ state: ConsoleState, width: Int) -> [String]? {
        if let cover = addition.cover(state) { return cover.cutText(width: width).map { [$0.text] } }
        guard let list = state.lists[id] else { return nil }
        if let detail = list.detail {
            let size = detailRect(of: list, in: Size(width, 1)).size
            return detail.jsonTree.flatMap { JSONTreeView($0).cutText(in: size) }.map { [$0.text] }
        }
        return ListTable(feature, list).view(rows: 1, showsHeading: true)
            .cutTexts(width: areas(of: list, in: Rect(0, 0, width, 1)).first.width)
    }

    private func table(of list: ListState, _ layout: ConsoleLayout, height: Int) -> TableView {
        ListTable(feature, list).view(rows: height - layout.headingRows, showsHeading: layout.headingRows > 0)
    }
}
