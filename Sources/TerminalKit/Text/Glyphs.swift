import Foundation

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
    /// What stands around a value that can be chosen.
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

    /// What the locale and the terminal can show: Unicode where `LC_ALL`, `LC_CTYPE` or `LANG` (the first that is set)
    /// names UTF-8.
    package static func matching(environment: [String: String] = ProcessInfo.processInfo.environment) -> Glyphs {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        let codeset = locale.lowercased()
        guard codeset.contains("utf-8") || codeset.contains("utf8") else { return .ascii }
        return environment["TERM"] == "linux" ? .square : .unicode
    }
}
