import ConsoleState
import SisenseClient
import TerminalKit

/// A picker over the form or the pane that it is for.
struct PickerDialog {
    private let picker: PickerState
    private let state: ConsoleState

    init(_ picker: PickerState, _ state: ConsoleState) {
        (self.picker, self.state) = (picker, state)
    }

    /// Rows that widths are measured on.
    private static let sampleCount = 100

    /// Draws the picker and returns where the text cursor stands.
    func draw(on canvas: Canvas, _ layout: ConsoleLayout) -> Point? {
        let body = canvas.sub(area(layout))
        return view(layout).draw(on: body).map { canvas.place($0, of: body) }
    }

    /// Rows in sight.
    func rows(_ layout: ConsoleLayout) -> Int { view(layout).listRows(in: area(layout).size) }

    /// The actions of a press: on a line the same as marking it, or taking it where one is chosen.
    func press(at point: Point, _ layout: ConsoleLayout) -> [ConsoleAction] {
        let area = area(layout)
        let inside = Point(point.x - area.x, point.y - area.y)
        guard let index = view(layout).row(at: inside, size: area.size) else { return [] }
        return [.picker(.placed(index)), .picker(picker.allowsMany ? .toggled : .accepted)]
    }

    private func area(_ layout: ConsoleLayout) -> Rect {
        if layout.isLow { return layout.dialogs }
        return isAboutColumns ? layout.content.inset(top: layout.headingRows) : layout.body
    }

    private var isAboutColumns: Bool {
        switch picker.target {
        case .sort, .columns: true
        case .field, .filter, .theme, .server, .run: false
        }
    }

    /// True where the texts beside the titles are sentences.
    private var isLongTexted: Bool {
        if case .theme = picker.target { true } else { false }
    }

    private func view(_ layout: ConsoleLayout) -> PickerView {
        let reasons = reasonsHidden
        let isTree = picker.filter.isBlank
        func row(_ option: FormOption) -> PickerView.Row {
            var row = PickerView.Row(
                isTree ? option.name : option.title, details: option.details, depth: isTree ? option.depth : 0,
                obstacle: option.obstacle)
            if let reason = reasons[option.id] { row.details = [reason] }
            row.mark = picker.isChosen(option) ? .all : picker.isPartial(option) ? .some : .none
            return row
        }
        let (picker, area) = (picker, area(layout))
        var view = PickerView(
            title: StyledLine(picker.title, Style(.heading)), filter: (picker.filter.text, picker.filter.cursor),
            count: picker.count, total: picker.total, cursor: picker.scroll.cursor,
            sample: picker.first(Self.sampleCount).map(row), showsMarks: picker.allowsMany
        ) { index in
            picker.option(at: index).map(row) ?? PickerView.Row("")
        }
        view.found = picker.found
        view.position = isAboutColumns ? .top : .centre
        view.fillsCanvas = layout.isLow
        view.noteRows = picker.allowsMany || isLongTexted ? 2 : 1
        view.emptyText = StyledLine(emptyText, Style(.muted))
        view.top = picker.scroll.top(count: picker.count, page: view.listRows(in: area.size))
        view.notes = notes(width: view.noteWidth(in: area.size))
        if view.notes.allSatisfy({ $0.text.isEmpty }) {
            let cut = StyledLine(view.cutDetails(in: area.size), Style(.muted))
            view.notes = Array(cut.wrapped(to: view.noteWidth(in: area.size)).prefix(view.noteRows))
        }
        return view
    }

    /// Why columns that are chosen are not drawn.
    private var reasonsHidden: [String: String] {
        guard case .columns(let pane, _) = picker.target, let list = state.lists[pane] else { return [:] }
        return ListColumns.reasonsHidden(in: list)
    }

    private var emptyText: String {
        if let reading = reading { return reading }
        return picker.filter.isBlank ? "There is nothing to choose" : "Nothing matches \(picker.filter.text)"
    }

    /// The progress of the list that is chosen from, while it is read.
    private var reading: String? {
        guard let pane = picker.pane, let list = state.lists[pane], list.load.isLoading else { return nil }
        return "Reading; in the \(Quantity.count(picker.total)) read"
    }

    /// What is chosen, wherever the filter stands; and what is to be known of that, or of the line under the cursor.
    private func notes(width: Int) -> [StyledLine] {
        let chosen = picker.chosen.map(\.title)
        var notes: [StyledLine] = []
        if picker.allowsMany {
            let lead = "Chosen \(Quantity.count(chosen.count))"
            let names = Self.fitted(chosen, width: width - lead.count - 3)
            notes.append(StyledLine([Span(lead, .mark), Span(names.isEmpty ? "" : "   \(names)")]))
        }
        if let refusal = picker.refusal {
            notes.append(StyledLine(refusal, Style(.warning)))
        } else if !picker.missing.isEmpty {
            let lead = "Not found \(Quantity.count(picker.missing.count)): "
            let names = Self.fitted(picker.missing, width: width - lead.count)
            notes.append(StyledLine(lead + names, Style(.warning)))
        } else if let reading {
            notes.append(StyledLine(reading, Style(.muted)))
        } else if let option = picker.current {
            let about = option.obstacle.map { "\(option.title): \($0)" } ?? option.note
            notes.append(StyledLine([present, about].filter { !$0.isEmpty }.joined(separator: " "), Style(.muted)))
        }
        return notes
    }

    /// What a choice of one replaces.
    private var present: String {
        guard case .field = picker.target, !picker.allowsMany, let present = picker.chosen.first else { return "" }
        return "Now \(present.title)."
    }

    /// As many names as there is room for, and the number of the others.
    private static func fitted(_ names: [String], width: Int) -> String {
        var shown = 0
        var used = 0
        for name in names {
            used += TextWidth.cells(of: name) + 2
            if used + (shown + 1 == names.count ? 0 : 6) > width + 2 { break }
            shown += 1
        }
        let rest = names.count - shown
        return (names.prefix(shown) + (rest > 0 ? ["+\(rest)"] : [])).joined(separator: ", ")
    }
}
