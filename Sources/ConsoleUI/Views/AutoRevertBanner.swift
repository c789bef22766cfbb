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
            case .waiting(let seconds): " Settings back in \(seconds) s: K keeps, Z puts back "
            case .puttingBack: " Putting the settings back "
            case .failed: " NOT put back: Z tries again, K keeps "
            }
        let width = min(TextWidth.cells(of: text), canvas.width)
        let (left, right) = canvas.rect.splitLeft(canvas.width - width)
        canvas.sub(right).put(text, at: Point(0, 0), .danger, maxWidth: width)
        return canvas.sub(left)
    }
}
