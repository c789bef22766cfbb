import SisenseClient
import TerminalKit

/// An error in the place of what could not be shown: what happened, where, and what to do.
enum ErrorText {
    static func lines(of error: APIError, hint: String) -> [StyledLine] {
        let lines = error.description.split(separator: "\n").map(String.init)
        return lines.enumerated().map { StyledLine($0.element, Style($0.offset == 0 ? .error : .plain)) }
            + ["", StyledLine(hint, Style(.muted))]
    }

    static func draw(_ error: APIError, hint: String, on canvas: Canvas) {
        for (y, line) in lines(of: error, hint: hint).enumerated() where y < canvas.height {
            canvas.put(line, at: Point(1, y), maxWidth: canvas.width - 2)
        }
    }
}
