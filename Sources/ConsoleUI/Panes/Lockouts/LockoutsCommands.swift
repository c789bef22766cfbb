import ConsoleState

extension Command {
    /// What the list of locked accounts takes beside what all lists do.
    static let lockouts: [Command] = [
        .change(.lockouts, "unlock", keys: "u", hint: "unlock", "Unlock: the user may try to log in again at once")
    ]
}
