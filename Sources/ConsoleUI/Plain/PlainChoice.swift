import ConsoleState
import SisenseClient

/// The row of a list that somebody chose by its number. It holds as long as the list that was shown, with the cursor on
/// that row.
struct PlainChoice: Equatable {
    private let list: String
    private let record: RecordID?
    private let branch: Int?

    /// Nil where no list is shown, or where what commands are about is plain without a choice: the record that is open,
    /// and those that are marked.
    init?(_ context: CommandContext) {
        let state = context.state
        guard case .ready = state.session.phase, state.shownAnswer == nil, let list = state.list, list.detail == nil,
            list.marks.isEmpty, list.table.count > 0
        else { return nil }
        self.list = PlainScreen.pane(context).key
        record = list.subject
        branch = state.pane == .dashboards ? state.tree?.scroll.cursor : nil
    }
}
