import ConsoleState

extension Command {
    /// What the users pane takes beside what all lists do.
    static let users: [Command] = [
        Panes.formForOne(.users, "edit", keys: "e", hint: "edit", "Edit names, role and groups"),
        Panes.change(
            .users, "toggle", keys: "t", hint: "on/off", "Deactivate an active user, activate an inactive one"),
        Panes.add(.users, "Add a user"),
        Panes.show(.users, "sight", hint: "what they see", "Show every dashboard this user can see, and why") {
            .access(.sightRequested($0, name: $1))
        },
        Command("users.import", .pane(.users), "", "Add many users, a line each as from a spreadsheet") { _ in
            [.list(.users, .formRequested("import"))]
        },
        Panes.form(.users, "role", "Give another role"),
        Panes.form(.users, "join", "Add to groups"),
        Panes.form(.users, "leave", "Take out of groups"),
        Panes.formForOne(.users, "offboard", "Off-board: hand over, take out of everything, log out, deactivate"),
        Panes.formForOne(.users, "hand-over", "Hand all dashboards over to somebody else"),
        Panes.change(.users, "deactivate", "Deactivate: the account stays, nobody can log in with it"),
        Panes.change(.users, "activate", "Activate: the account can be used again"),
        Panes.change(.users, "unlock", "Unlock after failed logins"),
        Panes.change(.users, "reset", "Mail a password reset"),
        Panes.change(.users, "invite", "Mail the invitation again"),
        Panes.change(.users, "logout", "Log out on all devices"),
        Panes.change(.users, "revoke", "Revoke the API tokens"),
        Panes.change(.users, "delete", "Delete the account, with the dashboards it owns"),
    ]
}
