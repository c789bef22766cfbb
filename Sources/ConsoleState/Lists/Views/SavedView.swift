import SisenseClient

/// A view of a list under a name: which list, the filter, the columns and the order. Marks are no part of it: what they
/// stand on may be gone by the time it is opened.
package struct SavedView: Sendable, Equatable {
    package let name: String
    package let pane: PaneID
    /// As it is typed behind `/`; empty for all rows.
    package let filter: String
    /// The ids of the columns that are drawn, in their order; nil for those that are drawn anyway.
    package let columns: [String]?
    /// The ids of one or two columns, a minus before those whose order is turned round; empty for the order as it is.
    package let sort: [String]
    /// True for one of the configuration, which the program never writes.
    package let isConfigured: Bool

    package init(
        _ name: String, of pane: PaneID, filter: String = "", columns: [String]? = nil, sort: [String] = [],
        isConfigured: Bool = false
    ) {
        (self.name, self.pane, self.filter, self.columns) = (name, pane, filter, columns)
        (self.sort, self.isConfigured) = (sort, isConfigured)
    }

    /// Columns that an order may name.
    package static let mostSorted = 2

    /// The reason why a text is no name of a view; nil for one that is.
    package static func problem(ofName name: String) -> String? {
        let isPlain = name.allSatisfy { $0.isLetter || $0.isNumber || "-_.".contains($0) }
        if name.isEmpty || !isPlain || name.count > 60 { return "A name is made of letters, digits, - _ and ." }
        return ["save", "remove"].contains(name) ? "\(name) is a word of the command; choose another name" : nil
    }

    /// The view in a line: `users /role:admin, by -login`.
    package var about: String {
        let order = sort.isEmpty ? "" : ", by \(sort.joined(separator: " and "))"
        return pane.title + (filter.isEmpty ? "" : " /\(filter)") + order
    }
}

extension SavedView {
    /// The list on the screen as a view; nil where that is no list that opens by its name.
    init?(_ name: String, of state: ConsoleState) {
        guard let list = state.list, !state.pane.isBelow else { return nil }
        let keys = [list.table.sort?.first, list.table.sort?.second].compactMap(\.self)
        self.init(
            name, of: state.pane, filter: list.filter.text, columns: list.arrangement?.shown,
            sort: keys.map { ($0.isDescending ? "-" : "") + list.columns[$0.column].id })
    }

    /// The order it asks for, of a list with these columns; nil where it names none of them.
    func order(_ columns: [ListColumn]) -> ListSort? {
        let keys = sort.compactMap { name -> ListSort.Key? in
            let id = name.hasPrefix("-") ? String(name.dropFirst()) : name
            return columns.firstIndex { $0.id == id }.map { ListSort.Key(column: $0, isDescending: name != id) }
        }
        return keys.first.map { ListSort($0, then: keys.dropFirst().first) }
    }
}

extension ListReducer {
    /// Makes the list look as a view says: what was marked, open or chosen before is so no more.
    func show(_ view: SavedView, in state: inout ListState) -> ConsoleOutcome {
        (state.filterInput, state.detail, state.skippedColumns) = (nil, nil, 0)
        state.clearMarks()
        if let columns = view.columns { state.arrangement = ColumnArrangement(columns, of: state.columns) }
        var outcome = apply(filter(view.filter, state, among: nil), to: &state)
        state.countMarks()
        if let order = view.order(state.columns) { outcome.effects.append(self.order(state, by: order)) }
        return outcome
    }
}
