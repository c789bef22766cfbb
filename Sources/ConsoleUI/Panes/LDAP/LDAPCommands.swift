import ConsoleState

extension Command {
    /// What the list of LDAP domains takes beside what all lists do.
    static let ldap: [Command] = [
        .create(.ldap, "add", keys: "a", hint: "add", "Add an LDAP domain"),
        .formForOne(.ldap, "edit", keys: "e", hint: "edit", "Edit the domain"),
        .formForOne(.ldap, "test", keys: "T", hint: "test", "Let the server try the connection"),
        .change(
            .ldap, "toggle", keys: "t", hint: "on/off", "Enable or disable: users of a disabled one cannot log in"),
        .change(.ldap, "sync", "Synchronise now"),
        .change(.ldap, "delete", "Delete; its users cannot log in any more"),
    ]
}
