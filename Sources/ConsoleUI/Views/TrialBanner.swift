import ConsoleState
import TerminalKit

/// The settings on trial, at the right end of the message line, until they are kept or put back.
struct TrialBanner {
    private let trial: TrialState

    init(_ trial: TrialState) {
        self.trial = trial
    }

    /// Draws the banner and returns what it leaves free.
    func draw(on canvas: Canvas) -> Canvas {
        let text: String =
            switch trial.phase {
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
