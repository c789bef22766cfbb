/// The lists of the console by their panes. One that nobody has looked at is as empty as its columns say and takes no
/// room here: every frame holds a copy of this.
package struct ListStates: Sendable {
    private var used: [PaneID: CopyOnWrite<ListState>] = [:]

    package init() {}

    /// Nil when the pane is no list, or one that was never opened.
    package subscript(pane: PaneID) -> ListState? {
        get { used[pane]?.wrappedValue ?? Self.empty(pane) }
        set { used[pane] = newValue.map { CopyOnWrite(wrappedValue: $0) } }
        _modify {
            var list = self[pane]
            // Taken out while it changes, so that its rows are not copied.
            used[pane] = nil
            defer { self[pane] = list }
            yield &list
        }
    }

    /// The panes whose lists are being read.
    var loading: [PaneID] { used.filter(\.value.wrappedValue.isLoading).map(\.key) }

    private static func empty(_ pane: PaneID) -> ListState? {
        pane.ownList.map { ListState(columns: $0.columns) }
    }
}
