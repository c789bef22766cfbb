import SisenseClient

/// The steps of a write between the wish and its outcome.
package enum WriteAction: Sendable {
    case planned(Result<RequestPlan, APIError>, WriteOrigin)
    /// The preview is on the screen.
    case shown
    case focusMoved
    case pageChosen(Confirmation.Page)
    case scrolled(Movement, lines: Int, page: Int)
    case nameEdited(TextEdit)
    case confirmed
    /// Closes the preview and sends nothing.
    case cancelled
    case finished(Result<RequestPlan, APIError>, WriteOrigin)
    /// Plans the opposite of the last write.
    case undoRequested
}

extension WriteAction {
    /// The error this tells of, when it does.
    var failure: APIError? {
        switch self {
        case .planned(.failure(let error), _), .finished(.failure(let error), _): error
        default: nil
        }
    }
}
