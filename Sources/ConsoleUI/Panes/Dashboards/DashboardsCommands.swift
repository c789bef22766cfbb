import ConsoleState

extension Command {
    /// What the dashboards pane takes beside what all lists do.
    static let dashboards: [Command] = [
        Panes.formForOne(.dashboards, "rename", keys: "e", hint: "rename", "Rename the dashboard"),
        Panes.change(.dashboards, "publish", keys: "p", hint: "publish", "Publish to those it is shared with"),
        Panes.show(.dashboards, "shares", hint: "shares", "Show and edit who it is shared with") {
            .shares(.opened($0, title: $1))
        },
        Panes.form(.dashboards, "owner", keys: "o", hint: "owner", "Hand over to another owner"),
        Panes.form(.dashboards, "move", keys: "m", "Move to another folder"),
        Panes.form(.dashboards, "export", "Export to a .dash file on this machine"),
        Command("dashboards.import", .pane(.dashboards), "", "Import a .dash file of this machine") { _ in
            [.list(.dashboards, .formRequested("import"))]
        },
        Panes.change(.dashboards, "duplicate", "Duplicate; the copy is yours"),
        Panes.change(.dashboards, "restore", "Take back to the version published last"),
        Panes.change(.dashboards, "delete", "Delete, for everyone it is shared with"),
    ]
}
