/// A key of the keyboard, as far as terminals tell them apart.
package enum Key: Sendable, Hashable {
    /// A character typed, as one grapheme cluster; letters with Shift come as capitals.
    case character(Character)
    case enter, tab, backTab, escape, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    /// F1 is `function(1)`.
    case function(Int)
}
