import ConsoleState

extension Command {
    /// What the list of operations takes beside what all lists do.
    static let operations: [Command] = [
        Command(
            "operations.call", .pane(.api), "e", hint: "call", "Fill in the operation and call it",
            obstacle: Panes.nothingChosen
        ) { _ in
            [.list(.api, .formRequested("call"))]
        }
    ]
}
