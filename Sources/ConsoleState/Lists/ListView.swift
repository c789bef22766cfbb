/// The view of a list that a person has set, to come back to: the filter, the order, the marks, the positions, and
/// the record that is open.
package struct ListView: Sendable {
    /// The list it is a view of, and of no other.
    let list: ListID
    let filter: ListFilter
    let sort: ListSort?
    let marks: Set<RecordID>
    let cursor: RecordID?
    let scroll: Scroll
    let detail: DetailState?

    init(_ list: ListState) {
        self.list = list.id
        filter = list.filter
        sort = list.table.sort
        marks = list.marks
        cursor = list.cursorID
        scroll = list.scroll
        detail = list.detail
    }
}

extension ListReducer {
    /// Makes the list look as it did. Records that are gone since have no mark, and a record that was open shows as it
    /// was left.
    func restore(_ view: ListView, to state: inout ListState) -> ConsoleOutcome {
        guard view.list == state.id else { return ConsoleOutcome() }
        state.filterInput = nil
        var outcome = view.filter == state.filter ? ConsoleOutcome() : apply(view.filter, to: &state)
        if view.sort != state.table.sort { outcome.effects.append(order(state, by: view.sort)) }
        state.markOnly(view.marks)
        state.countMarks()
        state.scroll = view.scroll
        let row = view.cursor.flatMap(state.table.index(of:)) ?? view.scroll.cursor
        state.scroll.place(at: row, count: state.table.count)
        state.detail = view.detail
        if let detail = view.detail {
            // What was under way when it was left may have been ended with it.
            outcome +=
                detail.isLoaded
                ? readPage(of: &state.detail, showing: [.left, .right], state.id) : .run(reading(detail.id, state))
        }
        return outcome
    }
}
