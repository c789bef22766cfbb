/// What of a list a person has set, to come back to: what is shown of it, in which order, the marks, the places, and the
/// record that is open.
package struct ListView: Sendable {
    let filter: String
    let sort: ListSort?
    let marks: Set<RecordID>
    let cursor: RecordID?
    let scroll: Scroll
    let detail: DetailState?

    init(_ list: ListState) {
        filter = list.filter.text
        sort = list.table.sort
        marks = list.marks
        cursor = list.cursorID
        scroll = list.scroll
        detail = list.detail
    }
}
