import ConsoleState
import TerminalKit

/// Asks before leaving would lose something.
struct QuitView {
    private let reason: String

    init(_ reason: String) {
        self.reason = reason
    }

    /// Draws it over the pane and returns where the cursor stands.
    func draw(on canvas: Canvas, _ layout: ConsoleLayout) -> Point? {
        let body = [StyledLine(reason), "", StyledLine("Leave all the same?")]
        let buttons = [DialogView.Button("Stay"), DialogView.Button("y leave", isDanger: true)]
        let dialog = DialogView(title: StyledLine("Leaving", Style(.heading)), body: body, buttons: buttons)
        let area = canvas.sub(layout.body)
        return dialog.draw(on: area).map { canvas.place($0, of: area) }
    }
}
