/// One cell of the screen.
package struct TerminalCell: Hashable, Sendable {
    /// The character and the marks combined with it; empty in the right half of a wide character.
    package var text = " "
    /// Cells that the character takes: 1 or 2, and 0 in the right half of a wide character.
    package var width = 1
    package var style = TerminalStyle()
    /// The address of the hyperlink (OSC 8) the cell belongs to.
    package var link: String?

    package init() {}

    init(blankIn style: TerminalStyle) { self.style = style.erased }
}
