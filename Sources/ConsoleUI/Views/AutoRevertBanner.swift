import ConsoleState
import TerminalKit

/// The settings on trial, at the right end of the message line, until they are kept or put back.
struct AutoRevertBanner {
    private let autoRevert: AutoRevertState

    init(_ autoRevert: AutoRevertState) {
        self.autoRevert = autoRevert
    }

    /// Draws the banner and returns what it leaves free.
    func draw(on canvas: Canvas) -> Canvas {
        let text: String =
            switch autoRevert.phase {
            case .waiting(let seconds): " Reverts in \(seconds) s unless you confirm "
            case .reverting: " Reverting the settings "
            case .failed: " Not reverted: \(key: .revertSettings) tries again "
            }
        let width = min(TextWidth.cells(of: text), canvas.width)
        let (left, right) = canvas.rect.splitLeft(canvas.width - width)
        canvas.sub(right).put(text, at: Point(0, 0), .danger, maxWidth: width)
        return canvas.sub(left)
    }
}
