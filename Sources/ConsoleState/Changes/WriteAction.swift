import SisenseClient

/// The steps of a write between the wish and its outcome.
package enum WriteAction: Sendable {
    /// Plans are ready, to be previewed.
    case planned(PlannedWrite)
    /// The preview is on the screen.
    case shown
    case focusMoved
    /// Puts the change on trial, or takes it off.
    case autoRevertToggled
    case pageChosen(Confirmation.Page)
    case scrolled(Movement, lines: Int, page: Int)
    /// The reason, while that has the keyboard, or else the name that approves a grave change.
    case textEdited(TextEdit)
    case confirmed
    /// Closes the preview and sends nothing. While several are sent: stops after the one under way.
    case cancelled
    /// The plan at a place is being sent, or has come to its end.
    case progressed(Int, PlanResults.State)
    case finished(WriteOutcome)
    /// So many plans were recorded, because this is a dry run.
    case rehearsed(Int)
    /// Shows the opposite of the last write, to be approved.
    case undoRequested
    case reportOpened
    case reportScrolled(Movement, page: Int)
    case reportClosed
    /// Shows what is not done of the last write, to be approved again.
    case retryRequested
}

extension WriteAction {
    /// The error this tells of, when it does.
    var failure: APIError? {
        switch self {
        case .finished(let outcome): outcome.failure
        default: nil
        }
    }
}
