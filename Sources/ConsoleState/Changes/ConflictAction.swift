package import SisenseClient

/// What can happen to a conflict. Until it is resolved nothing is sent.
package enum ConflictAction: Sendable {
    /// A change met one of somebody else.
    case met(Conflict, RequestPlan, WriteOrigin)
    case moved(Movement, page: Int)
    /// Whose version stands at the place under the cursor.
    case sideChosen(JSONMerge.Side)
    case sideToggled
    /// Plans the change anew, from what is on the server now and what was chosen.
    case resolved
    /// Throws the own change away and shows what is on the server now.
    case reloadRequested
    /// Leaves it: what was typed stays, and nothing is sent.
    case closed
}
