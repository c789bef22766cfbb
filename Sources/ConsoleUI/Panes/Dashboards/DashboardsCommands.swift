import ConsoleState

extension Command {
    /// What the dashboards pane takes beside what all lists do.
    static let dashboards: [Command] = []
}
