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
        .form(.dashboards, "move", keys: "m", "Move to another folder"),
        .form(.dashboards, "export", "Export to a .dash file on this machine"),
        .create(.dashboards, "import", "Import a .dash file of this machine"),
        .change(.dashboards, "duplicate", "Duplicate; the copy is yours"),
        .change(.dashboards, "restore", "Take back to the version published last"),
        .change(.dashboards, "delete", "Delete, for everyone it is shared with"),
    ]
}
