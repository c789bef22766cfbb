import ConsoleState
import TerminalKit

/// Asks before leaving would lose something.
struct QuitView {
    private let reason: String

    init(_ reason: String) {
        self.reason = reason
    }

    func draw(on canvas: Canvas, _ layout: ConsoleLayout) -> Point? {
        let body = [StyledLine(reason), "", StyledLine("Leave all the same?")]
        let buttons = [DialogView.Button("Stay"), DialogView.Button("y leave", isDanger: true)]
        let dialog = DialogView(title: StyledLine("Leaving", Style(.heading)), body: body, buttons: buttons)
        return dialog.draw(on: canvas.sub(layout.body)).map { Point($0.x + layout.body.x, $0.y + layout.body.y) }
    }
}
