import ConsoleState
import TerminalKit

/// A section of Security that is a list: where there is room, the sections stand at its left.
struct SectionPane: Pane {
    private let inner: ListPane
    private let pane: PaneID

    /// Cells of the sections, and of the line behind them.
    private static let width = 42

    /// Nil for a list that is no section.
    init?(_ feature: ListFeature) {
        guard feature.parent?.pane == .security else { return nil }
        (inner, pane) = (ListPane(feature), feature.pane)
    }

    /// The cells that the sections take of the left of a screen.
    static func inset(_ state: ConsoleState, width: Int) -> Int {
        guard state.feature(of: state.pane)?.parent?.pane == .security, width >= ConsoleLayout.widthForTwo,
            let list = state.list, list.detail == nil, list.beside == nil
        else { return 0 }
        return Self.width
    }

    private func narrowed(_ layout: ConsoleLayout, _ state: ConsoleState) -> ConsoleLayout {
        layout.inset(left: Self.inset(state, width: layout.content.width))
    }

    func title(_ state: ConsoleState) -> StyledLine { inner.title(state) }

    func notes(_ state: ConsoleState) -> [BarView.Part] { inner.notes(state) }

    func position(_ state: ConsoleState, _ layout: ConsoleLayout) -> [BarView.Part] {
        inner.position(state, narrowed(layout, state))
    }

    func draw(_ state: ConsoleState, _ layout: ConsoleLayout, on canvas: Canvas) -> Point? {
        let inset = Self.inset(state, width: canvas.width)
        guard inset > 0 else { return inner.draw(state, layout, on: canvas) }
        sections(state, layout, height: canvas.height)?.draw(on: canvas.sub(Rect(0, 0, inset - 1, canvas.height)))
        canvas.vline(at: Point(inset - 1, 0), length: canvas.height)
        let right = canvas.sub(Rect(inset, 0, canvas.width - inset, canvas.height))
        return inner.draw(state, narrowed(layout, state), on: right).map { canvas.place($0, of: right) }
    }

    func press(at point: Point, _ state: ConsoleState, _ layout: ConsoleLayout) -> [ConsoleAction] {
        let inset = Self.inset(state, width: layout.content.width)
        guard point.x < inset else {
            return inner.press(at: Point(point.x - inset, point.y), state, narrowed(layout, state))
        }
        let size = Size(inset - 1, layout.content.height)
        guard case .row(let row)? = sections(state, layout, height: size.height)?.part(at: point, size: size),
            let id = state.lists[.security]?.table.id(at: row), let section = SecuritySection(id)
        else { return [] }
        return section.opening
    }

    /// The sections with their states, the one that is open under the cursor.
    private func sections(_ state: ConsoleState, _ layout: ConsoleLayout, height: Int) -> TableView? {
        guard let list = state.lists[.security], let feature = state.feature(of: .security) else { return nil }
        var table = ListTable(feature, list).view(
            rows: height - layout.headingRows, showsHeading: layout.headingRows > 0)
        let open = SecuritySection.allCases.first { $0.pane == pane }
        table.cursor = open.flatMap { list.table.index(of: $0.id) } ?? 0
        table.hasFocus = false
        return table
    }
}
