/// What can happen to an outline.
package enum JSONTreeAction: Sendable {
    case moved(Movement, page: Int)
    /// Opens or closes the branch under the cursor.
    case toggled
    /// Closes the branch under the cursor; a line without an open one sends the cursor to the branch it is in.
    case closed
    /// Opens the branch under the cursor; on an open one, goes into it.
    case opened
    /// Opens all branches, or closes all when all are open.
    case allToggled
    case searchOpened
    case searchEdited(TextEdit)
    /// The places of the nodes that hold `text`.
    case searched(text: String, [Int])
    /// The search stays and the keys move the cursor again.
    case searchKept
    case searchCleared
    /// To the next place found (1) or the one before (-1), round and round.
    case matchStepped(Int)
}
