import ConsoleState
import TerminalKit

/// One of the places of the console as it is drawn from the state.
protocol Pane: Sendable {
    /// The frame's top line: what this is, and how much of it is shown.
    func title(_ state: ConsoleState) -> StyledLine
    /// The frame's bottom line: where the cursor is, and how far loading has come.
    func footer(_ state: ConsoleState) -> StyledLine
    /// Draws inside the frame. Returns where the terminal's cursor belongs: on the focused row or field.
    func draw(_ state: ConsoleState, on canvas: Canvas) -> Point?
    /// Returns what a press of the mouse does at a point inside the frame, whose inside has this size.
    func press(at point: Point, _ state: ConsoleState, size: Size) -> [ConsoleAction]
}
