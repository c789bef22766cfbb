extension ConsoleState {
    /// The actions of Esc in a list: it ends the newest of the things that stand in the way, and then leads back.
    package var listBack: [ConsoleAction] {
        guard let list else { return [] }
        if list.export != nil {
            return [
                .list(pane, .exportStopped), .posted(Message(.info, "Export stopped. Nothing was written.")),
            ]
        }
        if list.isLoading { return [.list(pane, .loadStopped)] }
        // Unsaved shares say themselves what Esc does next.
        if pane != .shares, pane != .bulkShares, messages.current != nil { return [.messageDismissed] }
        if !list.filter.text.isEmpty || list.filter.selection != nil { return [.list(pane, .filterCleared)] }
        if !list.marks.isEmpty { return [.list(pane, .marksCleared)] }
        if list.changes != nil { return [.list(pane, .changesCleared)] }
        if pane == .shares { return [.shares(.closed)] }
        if pane == .bulkShares { return [.bulkShares(.closed)] }
        return feature(of: pane)?.parent.map { [.paneOpened($0.pane)] } ?? []
    }
}
