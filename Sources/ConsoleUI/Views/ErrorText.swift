import SisenseClient
import TerminalKit

/// An error in the place of what could not be shown: what happened, where, and what to do.
enum ErrorText {
    /// An error in lines: what failed, what was asked, what to do next, and the hint.
    static func lines(of error: APIError, hint: String) -> [StyledLine] {
        let lines = error.description.split(separator: "\n").map(String.init)
        return lines.enumerated().map { StyledLine($0.element, Style($0.offset == 0 ? .error : .plain)) }
            + ["", StyledLine(hint, Style(.muted))]
    }

    /// Where there is little room, what the server said is cut short rather than what to do.
    static func draw(_ error: APIError, hint: String, on canvas: Canvas) {
        let inside = canvas.inset(left: 1, right: 1)
        let parts = lines(of: error, hint: hint).map { $0.wrapped(to: inside.width) }
        let (message, rest) = (parts.first ?? [], parts.dropFirst().flatMap(\.self))
        let room = max(1, inside.height - rest.count)
        let shown =
            message.count > room ? message.prefix(room - 1) + [StyledLine(inside.glyphs.ellipsis)] : message[...]
        TextView(shown + rest).draw(on: inside)
    }
}
