import ConsoleState

extension Command {
    /// What the tree of folders takes. On a dashboard it takes what the list of dashboards does.
    static let tree: [Command] =
        moves + folding + [
            Command("tree.open", .tree, "Enter", hint: "open", "Open the folder or the dashboard; close an open folder")
            {
                context in
                guard let node = context.state.tree?.node else { return [] }
                return node.folder == nil
                    ? [.list(.dashboards, .recordOpened(node.id, title: node.title))] : [.tree(.toggled)]
            },
            Command("tree.mark", .tree, "Space", hint: "mark", "Mark the dashboard, or take its mark away") { context in
                guard let node = context.state.tree?.node, node.folder == nil else { return [] }
                return [.list(.dashboards, .recordMarked(node.id)), .tree(.moved(.down, page: .max))]
            },
            folder("add", "a", hint: "add folder", "Add a folder below this one") { [.tree(.formRequested(.add))] },
            Command("tree.rename", .tree, "e", hint: "rename", "Rename the folder or the dashboard") { context in
                isOnFolder(context)
                    ? [.tree(.formRequested(.rename))]
                    : [.list(.dashboards, .commandRun(ListFeature.renameDashboard.id))]
            },
            Command("tree.move", .tree, "m", hint: "move", "Move the folder or the dashboard into another folder") {
                context in
                isOnFolder(context)
                    ? [.tree(.formRequested(.move))] : [.list(.dashboards, .commandRun(ListFeature.moveDashboard.id))]
            },
            folder("delete", "d Del", "Delete the folder with everything in it", obstacle: notOnFolder) {
                [.tree(.deleteRequested)]
            },
            folder("actions", "x", hint: "actions", "Choose what to do to this dashboard, or to all marked") {
                [.menu(.opened(.actions))]
            },
            folder("filter", "/", "Find a dashboard in the list") {
                [.tree(.closed), .list(.dashboards, .filterOpened)]
            },
            folder("refresh", "R Ctrl-R", "Read folders and dashboards again") { [.tree(.refreshRequested)] },
            folder("list", "f Esc", hint: "list", "Show the dashboards as a list again") { [.tree(.closed)] },
        ]

    private static let moves: [Command] =
        moves("tree", in: .tree) { movement, context in
            [.tree(.moved(movement, page: context.layout.textRows))]
        }

    private static let folding: [Command] = [
        folder("unfold", "l Right", "Open the folder") { [.tree(.unfolded)] },
        folder("fold", "h Left", "Close the folder, or go to the one above") { [.tree(.folded)] },
        folder("all", "z", hint: "all", "Open all folders, or close all") { [.tree(.allToggled)] },
    ]

    private static func folder(
        _ name: String, _ keys: String, hint: String = "", _ help: String,
        obstacle: @escaping @Sendable (CommandContext) -> String? = { _ in nil },
        actions: @escaping @Sendable () -> [ConsoleAction]
    ) -> Command {
        Command("tree.\(name)", .tree, keys, hint: hint, help, obstacle: obstacle) { _ in actions() }
    }

    private static func isOnFolder(_ context: CommandContext) -> Bool { context.state.tree?.node?.folder != nil }

    @Sendable private static func notOnFolder(_ context: CommandContext) -> String? {
        isOnFolder(context) ? nil : "This is no folder; x has what can be done to dashboards"
    }
}
