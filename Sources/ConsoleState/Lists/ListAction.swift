package import Foundation
package import SisenseClient

/// What can happen to a list pane.
package enum ListAction: Sendable {
    case moved(Movement, page: Int)
    /// Puts the cursor on a visible row.
    case cursorPlaced(Int)
    case filterOpened
    case filterEdited(TextEdit)
    /// The filter stays and the keys move the cursor again.
    case filterKept
    case filterCleared
    /// Puts a filter that was kept before into the prompt: an older one, or back to newer ones.
    case filterRecalled(isOlder: Bool)
    case sortPickerOpened
    case sortPickerMoved(Movement, page: Int)
    case sortPickerClosed
    /// Sorts by a column; by the same one again turns the direction.
    case sortChosen(column: Int)
    case sortReversed
    case sorted([RowRef], ListSort?)
    case markToggled
    /// The same for a record wherever the cursor is.
    case recordMarked(RecordID)
    case marksCleared
    case refreshRequested
    case loadStopped
    case pageLoaded(RowPage)
    case loadEnded(Result<Date, APIError>)
    case detailOpened
    /// Opens a record wherever the cursor is.
    case recordOpened(RecordID, title: String)
    /// Opens a small record that is at hand.
    case recordShown(ListRecord, title: String)
    case recordRead(RecordID, Result<ListRecord, APIError>)
    case detailClosed
    /// Reads these records again, because they were changed.
    case recordsChanged([RecordID])
    case planRequested(PlanName)
    /// The same for the marked records, or else for all that are shown.
    case planForAllRequested(PlanName)
    /// Opens a form about the marked records, or the one under the cursor.
    case formRequested(PlanName)
}

extension ListAction {
    /// The error this tells of, when it does.
    var failure: APIError? {
        switch self {
        case .loadEnded(.failure(let error)), .recordRead(_, .failure(let error)): error
        default: nil
        }
    }
}
