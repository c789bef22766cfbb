package import SisenseClient

/// The tree of folders over the list of dashboards: which folders are open, and where the cursor is.
package struct DashboardTreeState: Sendable {
    package internal(set) var load = Loadable<DashboardTree, APIError>.loading
    package internal(set) var open: Set<RecordID> = []
    /// The rows in sight.
    package internal(set) var rows: [DashboardTree.Row] = []
    package internal(set) var scroll = Scroll()

    package init() {}

    package var tree: DashboardTree? { load.value }

    /// The node in a row; nil outside.
    package func node(at row: Int) -> DashboardTree.Node? {
        guard let tree, rows.indices.contains(row) else { return nil }
        return tree.nodes[rows[row].node]
    }

    /// The folder or dashboard under the cursor.
    package var node: DashboardTree.Node? { node(at: scroll.cursor) }

    /// The subject of actions on records: the dashboard under the cursor, nothing on a folder.
    var choice: ListState.Choice {
        guard let node, node.folder == nil else { return .nothing }
        return .record(node.id, title: node.title)
    }

    /// The folder that something new belongs into: the one under the cursor, or that of the dashboard there.
    package var folder: Folder? {
        guard let tree, rows.indices.contains(scroll.cursor) else { return nil }
        let row = rows[scroll.cursor]
        if let folder = tree.nodes[row.node].folder { return folder }
        return parentRow(of: scroll.cursor).flatMap { tree.nodes[rows[$0].node].folder }
    }

    /// The row of the folder that holds a row; nil at the top.
    func parentRow(of row: Int) -> Int? {
        guard rows.indices.contains(row) else { return nil }
        return rows[..<row].lastIndex { $0.level < rows[row].level }
    }
}

/// The actions on the tree of folders.
package enum DashboardTreeAction: Sendable {
    case opened
    case closed
    case refreshRequested
    case loaded(Result<DashboardTree, APIError>)
    case moved(Movement, page: Int)
    /// Opens the folder under the cursor, or closes it.
    case toggled
    case unfolded
    /// Closes the folder under the cursor; closed already, or on a dashboard, goes to the one above.
    case folded
    /// Opens all folders, or closes all when one is open.
    case allToggled
    /// Opens a form about the folder under the cursor.
    case formRequested(FolderForm)
    /// Plans the end of the folder under the cursor.
    case deleteRequested
}

extension DashboardTreeAction {
    /// The error this reports, if any.
    var failure: APIError? {
        if case .loaded(.failure(let error)) = self { error } else { nil }
    }
}
