import ConsoleState

extension Command {
    /// What the groups pane takes beside what all lists do.
    static let groups: [Command] = [
        Panes.formForOne(.groups, "rename", keys: "e", hint: "rename", "Rename the group"),
        Panes.add(.groups, "Add a group"),
        Panes.formForOne(.groups, "add-members", keys: "m", hint: "add members", "Add users to the group"),
        Panes.show(.groups, "reach", hint: "what they see", "Show every dashboard shared with this group") {
            .access(.reachRequested($0, name: $1))
        },
        Panes.formForOne(.groups, "remove-members", "Take users out of the group"),
        Panes.change(.groups, "delete", "Delete the group; its members lose what is shared with it"),
    ]
}
