/// The panes that were visited, to go back and forward, and the view of each.
package struct History: Sendable {
    /// A pane, and the record that was open in it.
    package struct Visit: Sendable {
        package let pane: PaneID
        package let record: RecordID?
        /// The view of its list when it was left; nil for a pane that is no list.
        let view: ListView?

        package init(pane: PaneID) {
            self.init(pane: pane, list: nil)
        }

        init(pane: PaneID, list: ListState?) {
            self.pane = pane
            record = list?.detail?.id
            view = list.map(ListView.init)
        }
    }

    /// The number of panes that anyone goes back.
    private static let capacity = 100

    private var before: [Visit] = []
    /// The current visit, kept apart from the others: it changes with every key, and they do not.
    package private(set) var current: Visit
    /// The visits we came back from, the nearest one last.
    private var after: [Visit] = []

    package init(_ start: Visit) {
        current = start
    }

    /// Notes the view of the current pane, or a step to a new one; what lay ahead is then forgotten.
    mutating func visit(_ entry: Visit) {
        if entry.pane != current.pane || entry.record != current.record {
            before = Array((before + [current]).suffix(Self.capacity - 1))
            after = []
        }
        current = entry
    }

    /// Goes back (-1) or forward (1); nil at the end.
    mutating func step(_ direction: Int) -> Visit? {
        guard let entry = direction < 0 ? before.popLast() : after.popLast() else { return nil }
        if direction < 0 { after.append(current) } else { before.append(current) }
        current = entry
        return current
    }

    /// The visit before this one, which becomes the newest.
    mutating func last() -> Visit? {
        guard let entry = before.last else { return nil }
        visit(entry)
        return entry
    }
}
