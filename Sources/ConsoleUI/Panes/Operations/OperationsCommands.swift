import ConsoleState

extension Command {
    /// What the list of operations takes beside what all lists do.
    static let operations: [Command] = []
}
