/// The actions on the results of a run.
package enum ResultsAction: Sendable {
    /// Shows the results of the last run, or brings the one that goes on behind to the front.
    case opened
    case closed
    /// Shows those of the run before (-1) or after (1).
    case stepped(Int)
    case moved(Movement, page: Int)
    /// Shows what is not done, to be approved again.
    case retryRequested
    /// Marks what is not done in its list.
    case markRequested
    case exportRequested
    /// Shows the opposite of what was done, to be approved.
    case undoRequested
    /// Reads the records again of which it is not known whether they were changed.
    case lookRequested
    /// Opens the record under the cursor.
    case recordOpened
}
