package import SisenseClient

/// What can happen to the tree of folders.
package enum DashboardTreeAction: Sendable {
    case opened
    case closed
    case refreshRequested
    case loaded(Result<DashboardTree, APIError>)
    case moved(Movement, page: Int)
    /// Opens the folder under the cursor, or closes it.
    case toggled
    case unfolded
    /// Closes the folder under the cursor; closed already, or on a dashboard, goes to the one above.
    case folded
    /// Opens all folders, or closes all when one is open.
    case allToggled
    /// Opens a form about the folder under the cursor.
    case formRequested(FolderForm)
    /// Plans the end of the folder under the cursor.
    case deleteRequested
}

extension DashboardTreeAction {
    /// The error this tells of, when it does.
    var failure: APIError? {
        if case .loaded(.failure(let error)) = self { error } else { nil }
    }
}
