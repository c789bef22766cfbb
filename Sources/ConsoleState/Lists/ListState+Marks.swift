/// The state that rows have in common: in use, or off as a deactivated account is.
package enum RowActivity: Sendable, Equatable {
    case on
    case off
    /// Some are off, and others not.
    case mixed

    init(_ style: RowStyle) { self = style.style == RowStyle.off.style ? .off : .on }
}

extension ListState {
    /// The activity of what a command would act on: the open record, the marked ones, or the one under the cursor; nil
    /// when there is nothing. Every frame asks, so no rows are walked.
    package var activity: RowActivity? {
        if let detail {
            if case .loaded(let record) = detail.content { return RowActivity(record.row.style) }
            return cursorID == detail.id ? cursorActivity : nil
        }
        guard !marks.isEmpty else { return cursorActivity }
        return marksOff.isEmpty ? .on : marksOff.count == marks.count ? .off : .mixed
    }

    private var cursorActivity: RowActivity? { table.ref(at: scroll.cursor).map { RowActivity(table.style($0)) } }

    /// Marks rows, or takes their marks away.
    mutating func setMarks(_ isMarked: Bool, on rows: some Sequence<RowRef>) {
        for row in rows {
            let id = table.id(row)
            if isMarked { marks.insert(id) } else { marks.remove(id) }
            noteMark(id, table.style(row))
        }
    }

    /// Marks those of these records that there are, and no others. A walk over all rows.
    mutating func markOnly(_ ids: Set<RecordID>) {
        let rows = ids.isEmpty ? [] : table.refs(of: .marked, marks: ids)
        marks = Set(rows.map(table.id))
        marksOff = Set(rows.filter { RowActivity(table.style($0)) == .off }.map(table.id))
    }

    /// Marks all rows that are shown, or takes their marks away when all have one.
    mutating func toggleShownMarks() {
        let rows = table.refs(of: .shown, marks: [])
        // With a hundred thousand rows each look into the set counts.
        let (shown, off) = (rows.map(table.id), rows.filter { RowActivity(table.style($0)) == .off }.map(table.id))
        if marks.isEmpty {
            (marks, marksOff) = (Set(shown), Set(off))
        } else if shown.allSatisfy(marks.contains) {
            marks.subtract(shown)
            marksOff.subtract(off)
        } else {
            marks.formUnion(shown)
            marksOff.formUnion(off)
        }
    }

    /// Takes all marks away.
    mutating func clearMarks() {
        (marks, marksOff, markAnchor) = ([], [], nil)
    }

    /// Notes the look that the row of a record has by now.
    mutating func noteMark(_ id: RecordID, _ style: RowStyle) {
        if marks.contains(id), RowActivity(style) == .off { marksOff.insert(id) } else { marksOff.remove(id) }
    }
}
