/// The lists of the console by their panes. One that nobody has looked at is as empty as its columns say and takes no
/// room here: every frame holds a copy of this.
package struct ListStates: Sendable {
    private var used: [PaneID: ListState] = [:]

    package init() {}

    /// Nil when the pane is no list, or one that was never opened.
    package subscript(pane: PaneID) -> ListState? {
        get { used[pane] ?? Self.empty(pane) }
        _modify {
            if used[pane] == nil { used[pane] = Self.empty(pane) }
            yield &used[pane]
        }
    }

    /// The panes whose lists are being read.
    var loading: [PaneID] { used.filter(\.value.isLoading).map(\.key) }

    private static func empty(_ pane: PaneID) -> ListState? {
        ListFeature.all[pane].map { ListState(columns: $0.columns) }
    }
}
