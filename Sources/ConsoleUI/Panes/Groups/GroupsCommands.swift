import ConsoleState

extension Command {
    /// What the groups pane takes beside what all lists do.
    static let groups: [Command] = []
}
