import ConsoleState

extension Command {
    /// What the users pane takes beside what all lists do.
    static let users: [Command] = [
        .formForOne(.users, "edit", keys: "e", hint: "edit", "Edit names, role and groups"),
        .change(
            .users, "toggle", keys: "t", hint: "on/off", "Deactivate an active user, activate an inactive one"),
        .create(.users, "add", keys: "a", hint: "add", "Add a user"),
        .show(.users, "sight", hint: "what they see", "Show every dashboard this user can see, and why") {
            .listOpened(.userAccess(of: $0, name: $1))
        },
        .create(.users, "import", "Add many users: lines or a file, with a dry run"),
        .form(.users, "role", "Give another role"),
        .form(.users, "join", "Add to groups"),
        .form(.users, "leave", "Take out of groups"),
        .formForOne(.users, "offboard", "Off-board: hand over, take out of everything, end tokens, deactivate"),
        .formForOne(.users, "hand-over", "Hand all dashboards over to somebody else"),
        .change(.users, "deactivate", "Deactivate: the account stays, nobody can log in with it"),
        .change(.users, "activate", "Activate: the account can be used again"),
        .change(.users, "unlock", "Unlock after failed logins"),
        .change(.users, "reset", "Mail a password reset"),
        .change(.users, "invite", "Mail the invitation again"),
        .change(.users, "logout", "Log out on all devices"),
        .change(.users, "revoke", "Revoke the API tokens"),
        .change(.users, "delete", "Delete the account, with the dashboards it owns"),
    ]
}
