import ConsoleState

extension Command {
    /// What the dashboards pane takes beside what all lists do.
    static let dashboards: [Command] = [
        .formForOne(.dashboards, "rename", keys: "e", hint: "rename", "Rename the dashboard"),
        .change(.dashboards, "publish", keys: "p", hint: "publish", "Publish to those it is shared with"),
        .show(.dashboards, "shares", hint: "shares", "Show and edit who it is shared with") {
            .shares(.opened($0, title: $1))
        },
        .form(.dashboards, "owner", keys: "o", hint: "owner", "Hand over to another owner"),
        .show(.dashboards, "widgets", keys: "W", hint: "widgets", "Show its widgets, each with its JSON") {
            .listOpened(.widgets(of: $0, title: $1))
        },
        .show(.dashboards, "audience", keys: "i", hint: "who sees it", "Show everybody who can see it, and why") {
            .listOpened(.dashboardViewers(of: $0, title: $1))
        },
        Command(
            "dashboards.mine", .pane(.dashboards), "M", hint: "mine or all",
            "Show what you see yourself, or again all dashboards of the server"
        ) { context in
            let isOwn = context.state.feature(of: .dashboards)?.title != nil
            return [.listOpened(isOwn ? .dashboards : .ownDashboards)]
        },
        Command("dashboards.tree", .pane(.dashboards), "f", hint: "folders", "Show the dashboards in their folders") {
            _ in
            [.tree(.opened)]
        },
        .form(.dashboards, "move", keys: "m", "Move to another folder"),
        .form(.dashboards, "export", keys: "D", "Export to a file on this machine: .dash, PNG or PDF"),
        .create(.dashboards, "import", "Import a .dash file of this machine"),
        .form(.dashboards, "copy", "Copy to a trusted server"),
        .form(.dashboards, "source", "Replace the data source"),
        .change(.dashboards, "duplicate", "Duplicate; the copy is yours"),
        .change(.dashboards, "restore", "Take back to the version published last"),
        .change(.dashboards, "delete", "Delete, for everyone it is shared with"),
    ]
}
