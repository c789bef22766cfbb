/// The number of lines below those in sight, as everything that scrolls says it: frames in their lower border, panes in
/// their title.
package enum MoreBelow {
    /// The number with its noun; nothing where all is in sight.
    package static func line(_ count: Int) -> StyledLine {
        guard count > 0 else { return StyledLine() }
        return StyledLine("\(sign) \(count) more \(count == 1 ? "line" : "lines")", Style(.accent))
    }

    /// The number alone, for where the noun would take the room of other texts.
    static func short(_ count: Int) -> StyledLine {
        count > 0 ? StyledLine("\(sign) \(count)", Style(.accent)) : StyledLine()
    }

    /// The sign of it; drawing spells it as the terminal can show it.
    package static let sign = Glyphs.unicode.more
}
