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
        let body = [StyledLine(reason), "", StyledLine("Quit and discard changes?")]
        let buttons = [DialogView.Button("Stay"), DialogView.Button("\(key: .discardAndQuit) quit", isDanger: true)]
        let dialog = DialogView(title: StyledLine("Quitting", Style(.heading)), body: body, buttons: buttons)
        let area = canvas.sub(layout.body)
        return dialog.draw(on: area).map { canvas.place($0, of: area) }
    }
}
