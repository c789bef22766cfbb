/// One keystroke's worth of editing in a line of text.
package enum TextEdit: Sendable, Equatable {
    case insert(String)
    case backspace
    case delete
    case left
    case right
    case home
    case end
    /// Removes the word before the cursor.
    case deleteWord
    /// Removes everything before the cursor.
    case deleteToStart
}
