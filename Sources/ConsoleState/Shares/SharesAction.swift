package import SisenseClient

/// What can happen to the shares of a dashboard.
package enum SharesAction: Sendable {
    case opened(RecordID, title: String)
    case refreshRequested
    case loaded(RecordID, Result<SharesDocument, APIError>)
    /// The list was saved: it is read again, and publishing is offered, since nobody sees the change before.
    case saved
    case moved(Movement, page: Int)
    /// Opens the form that asks whom to add.
    case addRequested
    case added(Share, name: String)
    /// From view to edit and back.
    case ruleChanged
    case subscriptionToggled
    /// Takes the entry out, or puts it back in.
    case removeToggled
    case undoRequested
    /// Throws the unsaved changes away.
    case reverted
    case saveRequested
    case publishRequested
    /// Back to the dashboards; with unsaved changes, only the second time.
    case closed
}

extension SharesAction {
    /// The error this tells of, when it does.
    var failure: APIError? {
        if case .loaded(_, .failure(let error)) = self { error } else { nil }
    }
}
