extension ListReducer {
    func mark(_ state: inout ListState, _ action: ListAction) {
        switch action {
        case .markToggled:
            guard let id = state.cursorID else { return }
            if state.marks.remove(id) == nil { state.marks.insert(id) }
            state.markAnchor = state.table.ref(at: state.scroll.cursor)
            state.scroll.move(.down, count: state.table.count, page: .max)
        case .recordMarked(let id):
            if state.marks.remove(id) == nil { state.marks.insert(id) }
        case .rangeMarked:
            let cursor = state.scroll.cursor
            let anchor = state.markAnchor.flatMap(state.table.index(of:)) ?? cursor
            state.marks.formUnion((min(anchor, cursor)...max(anchor, cursor)).compactMap(state.table.id(at:)))
            state.markAnchor = state.table.ref(at: cursor)
        case .allMarked:
            let shown = state.table.refs(of: .shown, marks: []).map(state.table.id)
            // With a hundred thousand rows each look into the set counts.
            if state.marks.isEmpty {
                state.marks = Set(shown)
            } else if shown.allSatisfy(state.marks.contains) {
                state.marks.subtract(shown)
            } else {
                state.marks.formUnion(shown)
            }
        default:
            state.marks = []
            state.markAnchor = nil
        }
        state.countMarks()
    }
}
