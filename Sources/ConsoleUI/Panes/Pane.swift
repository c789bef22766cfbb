package import ConsoleState
package import TerminalKit

/// One of the places of the console: how it is drawn from the state, and which commands it adds.
package protocol Pane: Sendable {
    var id: PaneID { get }
    /// The commands of this pane alone.
    var commands: [Command] { get }
    /// The columns of its list as they are drawn now.
    func arrangement(of list: ListState) -> ColumnArrangement
    /// How many columns of its list can be scrolled away in so many cells; 0 when all are in sight.
    func mostSkippedColumns(of list: ListState, width: Int) -> Int
    /// What stands in the frame's top line: what this is, and how much of it is shown.
    func title(_ state: ConsoleState) -> StyledLine
    /// What stands in the frame's bottom line: where the cursor is, and how far loading has come.
    func foot(_ state: ConsoleState) -> StyledLine
    /// Draws inside the frame. Returns where the terminal's cursor belongs: on the focused row or field.
    func draw(_ state: ConsoleState, on canvas: Canvas) -> Point?
    /// What a press of the mouse does at a place inside the frame, whose inside has this size.
    func press(at point: Point, _ state: ConsoleState, size: Size) -> [ConsoleAction]
}

extension Pane {
    package func press(at point: Point, _ state: ConsoleState, size: Size) -> [ConsoleAction] { [] }
}

extension Pane {
    package func mostSkippedColumns(of list: ListState, width: Int) -> Int { 0 }

    package func arrangement(of list: ListState) -> ColumnArrangement {
        list.arrangement ?? ColumnArrangement(list.columns.map { .init($0.id, isShown: true) })
    }
}
