import ConsoleState
import TerminalKit

/// The whole server on one screen: what it is, how much of the licence is used, how much there is of everything, and
/// what went wrong.
struct HomePane: Pane {
    func title(_ state: ConsoleState) -> StyledLine { StyledLine("Home", Style(.heading)) }

    func footer(_ state: ConsoleState) -> StyledLine { StyledLine() }

    func draw(_ state: ConsoleState, on canvas: Canvas) -> Point? {
        let inside = canvas.inset(left: 1, right: 1)
        return HomeView(state, glyphs: canvas.glyphs).draw(on: inside).map { canvas.place($0, of: inside) }
    }

    func press(at point: Point, _ state: ConsoleState, size: Size) -> [ConsoleAction] { [] }
}
