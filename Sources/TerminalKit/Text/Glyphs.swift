/// The signs the program draws of its own accord, in Unicode or in ASCII.
package struct Glyphs: Sendable, Equatable {
    package var marks: Sanitizer.Marks
    package var horizontal = "─", vertical = "│"
    package var topLeft = "╭", topRight = "╮", bottomLeft = "╰", bottomRight = "╯"
    package var ellipsis = "…", separator = "›", dot = "·", bullet = "•"
    package var sortedUp = "▲", sortedDown = "▼"
    package var folded = "▸", unfolded = "▾"
    package var cursor = ">", mark = "*"
    package var check = "✓", cross = "✗", warning = "!"
    package var more = "↓"
    package var barFull = "━", barEmpty = "─"
    /// Eight heights of a bar, lowest first, for sparklines.
    package var levels = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    package var secret = "•"
    /// The signs around a value that can be chosen.
    package var choiceStart = "‹", choiceEnd = "›"

    package static let unicode = Glyphs(marks: .unicode)

    /// Unicode without rounded corners, for the Linux console, whose fonts lack them.
    package static let square: Glyphs = {
        var glyphs = unicode
        (glyphs.topLeft, glyphs.topRight, glyphs.bottomLeft, glyphs.bottomRight) = ("┌", "┐", "└", "┘")
        return glyphs
    }()

    package static let ascii = Glyphs(
        marks: .ascii, horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+",
        ellipsis: "~", separator: ">", dot: "-", bullet: "*", sortedUp: "^", sortedDown: "v", folded: "+",
        unfolded: "-",
        cursor: ">", mark: "*", check: "ok", cross: "x", warning: "!", more: "v", barFull: "#", barEmpty: ".",
        levels: [".", ".", ":", ":", "|", "|", "#", "#"], secret: "*", choiceStart: "<",
        choiceEnd: ">")

    /// Returns a text of the program with its own signs as this set spells them, each in as many cells as before.
    func spelled(_ text: String) -> String {
        marks == .ascii ? String(text.map { Self.spellings[$0] ?? $0 }) : text
    }

    private static let spellings: [Character: Character] = [
        "…": "~", "→": ">", "‹": "<", "›": ">", "↓": "v", "▲": "^", "▼": "v",
    ]

    /// The set that the terminal can show.
    ///
    /// - Parameters:
    ///   - isUnicode: True when it shows more than ASCII, as ``TerminalLocale`` finds out.
    ///   - type: The value of `TERM`.
    package static func matching(isUnicode: Bool, type: String) -> Glyphs {
        guard isUnicode else { return .ascii }
        return type.hasPrefix("linux") ? .square : .unicode
    }
}
