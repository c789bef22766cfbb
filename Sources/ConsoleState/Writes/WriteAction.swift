package import SisenseClient

/// The steps of a write between the wish and its outcome.
package enum WriteAction: Sendable {
    case planned(Result<[RequestPlan], APIError>, WriteOrigin)
    /// The preview is on the screen.
    case shown
    case focusMoved
    /// Puts the change on trial, or takes it off.
    case trialToggled
    case pageChosen(Confirmation.Page)
    case scrolled(Movement, lines: Int, page: Int)
    /// The reason, while that has the keyboard, or else the name that approves a grave change.
    case textEdited(TextEdit)
    case confirmed
    /// Closes the preview and sends nothing. While several are sent: stops after the one under way.
    case cancelled
    /// So many of the plans are done.
    case progressed(Int)
    case finished(WriteOutcome)
    /// So many plans were recorded, because this is a dry run.
    case rehearsed(Int)
    /// Shows the opposite of the last write, to be approved.
    case undoRequested
}

extension WriteAction {
    /// The error this tells of, when it does.
    var failure: APIError? {
        switch self {
        case .planned(.failure(let error), _): error
        case .finished(let outcome): outcome.failure
        default: nil
        }
    }
}
