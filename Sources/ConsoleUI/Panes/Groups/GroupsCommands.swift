import ConsoleState

extension Command {
    /// What the groups pane takes beside what all lists do.
    static let groups: [Command] = [
        .formForOne(.groups, "rename", keys: "e", hint: "rename", "Rename the group"),
        .create(.groups, "add", keys: "a", hint: "add", "Add a group"),
        .formForOne(.groups, "add-members", keys: "m", hint: "add members", "Add users to the group"),
        .show(.groups, "members", keys: "u", hint: "members", "Show its members, to add some or take some out") {
            .listOpened(.members(of: $0, name: $1))
        },
        .show(.groups, "reach", hint: "what they see", "Show every dashboard shared with this group") {
            .listOpened(.groupAccess(of: $0, name: $1))
        },
        .formForOne(.groups, "remove-members", "Take users out of the group"),
        .change(.groups, "delete", "Delete the group; its members lose what is shared with it"),
    ]
}
