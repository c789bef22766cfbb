import ConsoleState

extension Command {
    /// What the list of LDAP domains takes beside what all lists do.
    static let directory: [Command] = [
        .create(.directory, "add", keys: "a", hint: "add", "Add an LDAP domain"),
        .formForOne(.directory, "edit", keys: "e", hint: "edit", "Edit the domain"),
        .formForOne(.directory, "test", keys: "T", hint: "test", "Let the server try the connection"),
        .change(
            .directory, "toggle", keys: "t", hint: "on/off", "Enable or disable: users of a disabled one cannot log in"),
        .change(.directory, "sync", "Synchronise now"),
        .change(.directory, "delete", "Delete; its users cannot log in any more"),
    ]
}
