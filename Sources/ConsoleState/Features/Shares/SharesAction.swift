package import SisenseClient

/// What can happen to the shares of a dashboard, beside what happens to all lists.
package enum SharesAction: Sendable {
    case opened(RecordID, title: String)
    /// Reads them again, unless changes would be lost.
    case refreshRequested
    /// Dashboards were changed: the shares that are open are read again, unless a draft would be lost.
    case recordsChanged([RecordID])
    case loaded(SharesState)
    /// The list was saved: it is read again, and publishing is offered, since nobody sees the change before.
    case saved
    /// Opens the form that asks whom to add.
    case addRequested
    case added(Share, name: String)
    /// From view to edit and back.
    case ruleChanged
    case subscriptionToggled
    /// Takes the entries out, or puts them back in.
    case removeToggled
    case undoRequested
    /// Throws the unsaved changes away.
    case reverted
    case saveRequested
    case publishRequested
    /// Back to the dashboards; with unsaved changes, only the second time.
    case closed
}
