import ConsoleState
import TerminalKit

/// The folders of the server with their dashboards.
struct DashboardTreeView: ListCover {
    private let state: DashboardTreeState
    private let marks: Set<RecordID>

    init(_ state: DashboardTreeState, marks: Set<RecordID>) {
        self.state = state
        self.marks = marks
    }

    var title: StyledLine {
        let count = state.tree.map { " \($0.dashboardCount)" } ?? ""
        return StyledLine([Span("Dashboards in folders", .heading), Span(count)])
    }

    var notes: [BarView.Part] { marks.isEmpty ? [] : [.init("\(marks.count) marked", .mark, priority: 9)] }

    func position(in size: Size) -> [BarView.Part] {
        [.position(state.scroll, count: state.rows.count, rows: max(size.height, 1))]
    }

    func cutText(width: Int) -> StyledLine? {
        guard case .loaded = state.load, state.rows.indices.contains(state.scroll.cursor) else { return nil }
        let row = row(state.scroll.cursor)
        return row.isCut(hasMarks: true, width: width) ? row.label : nil
    }

    func draw(on canvas: Canvas) -> Point? {
        switch state.load {
        case .notStarted, .loading, .stopped:
            canvas.put("Reading the folders", at: Point(1, 0), .muted)
            return .zero
        case .failed(let error):
            ErrorText.draw(error, hint: "\(key: .refreshTree) tries again", on: canvas)
            return .zero
        case .loaded:
            let count = state.rows.count
            var view = TreeView(
                rowCount: count, top: state.scroll.top(count: count, page: canvas.height),
                cursor: count == 0 ? nil : state.scroll.cursor, row: row)
            view.hasMarks = true
            view.emptyText = StyledLine("No folders and no dashboards", Style(.muted))
            return view.draw(on: canvas) ?? .zero
        }
    }

    func press(at point: Point, size: Size) -> [ConsoleAction] { [] }

    /// A row in words: how deep it lies, what it is, and its mark.
    func text(of index: Int) -> String {
        let row = row(index)
        let folder = row.isOpen.map { $0 ? "open folder " : "closed folder " } ?? ""
        let parts = [row.label.text, row.note.text, row.isMarked ? "marked" : ""].filter { !$0.isEmpty }
        return String(repeating: "  ", count: row.level) + folder + parts.joined(separator: ", ")
    }

    private func row(_ index: Int) -> TreeView.Row {
        guard let node = state.node(at: index) else { return TreeView.Row(level: 0, label: StyledLine()) }
        let level = state.rows[index].level
        let note = StyledLine(node.note, Style(.muted))
        guard node.folder == nil else {
            let isOpen = state.open.contains(node.id)
            return TreeView.Row(
                level: level, isOpen: isOpen, label: StyledLine(node.title), note: note)
        }
        var row = TreeView.Row(level: level, label: StyledLine(node.title), note: note)
        row.isMarked = marks.contains(node.id)
        return row
    }
}

extension Command {
    /// The commands of the tree of folders. On a dashboard it takes those of the list of dashboards.
    static let tree: [Command] =
        moves + folding + [
            Command("tree.open", .tree, "Enter", hint: "open", "Open dashboard; open or close folder") {
                context in
                guard let node = context.state.tree?.node else { return [] }
                return node.folder == nil
                    ? [.list(.dashboards, .recordOpened(node.id, title: node.title))] : [.tree(.toggled)]
            },
            Command("tree.mark", .tree, "Space", hint: "mark", "Mark or unmark dashboard") { context in
                guard let node = context.state.tree?.node, node.folder == nil else { return [] }
                return [.list(.dashboards, .recordMarked(node.id)), .tree(.moved(.down, page: .max))]
            },
        ] + folderActions + [
            folder("actions", "x", hint: "actions", "Choose an action…") {
                [.menu(.opened(.actions))]
            },
            folder("filter", "/", "Find dashboard in the list") {
                [.tree(.closed), .list(.dashboards, .filterOpened)]
            },
            folder("refresh", "R Ctrl-R", "Refresh") { [.tree(.refreshRequested)] },
            folder("list", "f Esc", hint: "list", "Show the list") { [.tree(.closed)] },
        ]

    /// The commands that are about the folder under the cursor: its menu of actions.
    static let folderActions: [Command] = [
        folder(
            "add", "a", hint: "add folder", "Add folder…",
            help: "In the folder under the cursor, or beside the dashboard."
        ) { [.tree(.formRequested(.add))] },
        Command(
            "tree.rename", .tree, "e", hint: "rename", "Rename…",
            help: "The folder or dashboard under the cursor gets another name."
        ) { context in
            isOnFolder(context)
                ? [.tree(.formRequested(.rename))] : [.list(.dashboards, .commandRun(ListFeature.renameDashboard.id))]
        },
        Command(
            "tree.move", .tree, "m", hint: "move", "Move…",
            help: "The folder or dashboard under the cursor goes into another folder, with all that is in it."
        ) { context in
            isOnFolder(context)
                ? [.tree(.formRequested(.move))] : [.list(.dashboards, .commandRun(ListFeature.moveDashboard.id))]
        },
        folder(
            "delete", "d Del", "Delete folder…",
            help: "Deletes it with all folders and dashboards in it, which the preview names.", obstacle: notOnFolder
        ) { [.tree(.deleteRequested)] },
    ]

    private static let moves: [Command] =
        moves("tree", in: .tree) { movement, context in
            [.tree(.moved(movement, page: context.layout.textRows))]
        }

    private static let folding: [Command] = [
        folder("unfold", "l Right", "Open folder") { [.tree(.unfolded)] },
        folder("fold", "h Left", "Close folder, or go to its parent") { [.tree(.folded)] },
        folder("all", "z", hint: "all", "Open or close all folders") { [.tree(.allToggled)] },
    ]

    private static func folder(
        _ name: String, _ keys: String, hint: String = "", _ label: String, help: String = "",
        obstacle: @escaping @Sendable (CommandContext) -> String? = { _ in nil },
        actions: @escaping @Sendable () -> [ConsoleAction]
    ) -> Command {
        Command("tree.\(name)", .tree, keys, hint: hint, label, help: help, obstacle: obstacle) { _ in actions() }
    }

    private static func isOnFolder(_ context: CommandContext) -> Bool { context.state.tree?.node?.folder != nil }

    @Sendable private static func notOnFolder(_ context: CommandContext) -> String? {
        isOnFolder(context) ? nil : "Not a folder; \(key: .listActions) shows the actions for dashboards"
    }
}
