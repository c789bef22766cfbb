package import Foundation
package import SisenseClient

/// The actions on a list pane.
package enum ListAction: Sendable {
    case moved(Movement, page: Int)
    /// Puts the cursor on a row. With the number of rows in sight, those stay as they are.
    case cursorPlaced(Int, page: Int? = nil)
    /// Puts the cursor on a record, when it is shown.
    case recordFound(RecordID)
    case filterOpened
    case filterEdited(TextEdit)
    /// The filter stays and the keys move the cursor again.
    case filterKept
    case filterCleared
    /// Puts a filter that was kept before into the prompt: an older one, or back to newer ones.
    case filterRecalled(isOlder: Bool)
    /// Opens the picker of the column to sort by.
    case sortRequested
    /// Sorts by a column; by the same one again turns the direction.
    case sortChosen(column: Int)
    case sortReversed
    /// Shows these records alone, and marks them.
    case recordsChosen(RecordSelection)
    case markToggled
    /// The same for a record wherever the cursor is.
    case recordMarked(RecordID)
    /// Marks the rows from the last mark to the cursor.
    case rangeMarked
    /// Marks all rows that are shown; takes their marks away when all have one.
    case allMarked
    case marksCleared
    /// Opens the picker of the columns that are drawn.
    case columnsRequested
    /// Draws these columns, in this order; nil: those that show without a choice.
    case columnsArranged(ColumnArrangement?)
    /// The same, also when the console is opened again.
    case columnsKept(ColumnArrangement)
    /// Opens the picker of the values of a column, for the filter that is typed.
    case valuesRequested(column: Int)
    /// Scrolls so many columns away.
    case columnsSkipped(Int)
    /// Opens the form that asks what to export.
    case exportRequested
    case exportStarted(ListExport)
    case exportStopped
    /// Reads the list when nobody has, or when that was cut off.
    case needed
    /// Reads the list again where somebody has looked at it: now when it is on the screen, else when it is shown next.
    case outdated(isShown: Bool)
    case refreshRequested
    /// Reads it again without anybody having asked, and shows what is different.
    case quietRefreshRequested
    /// Reads it from the start, because what was being read could not go on.
    case loadRestarted
    case loadStopped
    /// All rows as they are now, of a list that is edited here.
    case rowsEdited([RowContent])
    /// Newer rows of some records, in the place of the old ones.
    case rowsReplaced([RowContent])
    case changesCleared
    /// Makes the list look as it did when it was left.
    case restored(ListView)
    /// Makes the list look as a view that was kept under a name says.
    case viewShown(SavedView)
    /// Shows the record under the cursor beside the list, or no longer.
    case besideToggled
    case detailOpened
    /// Opens a record wherever the cursor is.
    /// - isFollowed: True when a line of another record led to it.
    case recordOpened(RecordID, title: String, isFollowed: Bool = false)
    /// Opens a small record that is at hand.
    case recordShown(ListRecord, title: String)
    case detailClosed
    /// Opens the next record of the list (1) or the one before (-1) instead of the one that is open.
    case recordStepped(Int)
    /// Makes the request of a block of the open record, to the end.
    case blockRequested(RecordBlock.ID)
    /// Reads these records again, because they were changed; all of them where none is named.
    case recordsChanged([RecordID])
    /// Does what a command of this list does: plans a change, or opens a form.
    case commandRun(ListCommand.ID)
    /// The same for these records, whether they are in the list or not.
    case commandRunOn(ListCommand.ID, [RecordID])
}

/// One of the lists that a pane has shown one after the other: that of the record before is another than that of the
/// record now. A result carries that of the list that asked for it, so it can land in no other.
package struct ListID: Sendable, Hashable {
    package let pane: PaneID
    /// Counts the lists of the pane.
    let number: Int

    package init(_ pane: PaneID, number: Int = 0) {
        (self.pane, self.number) = (pane, number)
    }
}

/// The outcome of the work of a list.
package enum ListResult: Sendable {
    case pageLoaded(RowPage)
    /// The progress of loading, where rows alone do not show it.
    case loadProgressed(String)
    /// Loading has taken a while.
    case loadSlow
    /// The rows have grown old.
    case aged
    /// Something that loading found beside the rows, for another feature.
    indirect case foundBeside(ConsoleAction)
    /// The gaps in the list, as far as they were found out: before it ends.
    case gapsFound([ListGap])
    case loadEnded(Result<Date, APIError>)
    /// The rows as they are now, which nobody has asked for.
    case refreshed(Result<RefreshedRows, APIError>)
    /// The differences of the rows of a table from those before the refresh.
    case compared(RowChanges, generation: Int)
    /// The rows that pass a filter, found when there were so many pages.
    case filtered([RowRef], ListFilter, pages: Int, generation: Int)
    case sorted([RowRef], ListSort?, generation: Int)
    case recordRead(RecordID, Result<ListRecord, APIError>)
    /// What a request of the page of a record came to.
    case blocksRead(RecordID, RecordRead.ID, Result<RecordRead.Answer, APIError>)
    /// The number of rows written so far.
    case exportProgressed(Int)
    case exportEnded
}

extension ListResult {
    /// The error this reports, if any.
    var failure: APIError? {
        switch self {
        case .loadEnded(.failure(let error)), .recordRead(_, .failure(let error)),
            .blocksRead(_, _, .failure(let error)):
            error
        case .foundBeside(let action): action.failure
        default: nil
        }
    }
}

extension ListFeature {
    /// The actions that leave the rows of a pane that pass a filter, whatever filter it had.
    package static func filtering(_ pane: PaneID, by filter: String) -> [ConsoleAction] {
        [
            .list(pane, .filterCleared), .list(pane, .filterOpened), .list(pane, .filterEdited(.insert(filter))),
            .list(pane, .filterKept),
        ]
    }
}
