import ConsoleState

extension Command {
    /// What the list of operations takes beside what all lists do.
    static let operations: [Command] = [
        Command(
            "operations.call", .pane(.api), "e", hint: "call", "Fill in the operation and call it",
            obstacle: Panes.nothingChosen
        ) { _ in
            [.list(.api, .formRequested("call"))]
        },
        Command("operations.history", .pane(.api), "H", hint: "history", "Choose from the calls that were made") { _ in
            [.menu(.opened(.history))]
        },
        Command(
            "operations.forget", .pane(.api), "", "Forget the call that is kept under this name",
            obstacle: { savedName($0) == nil ? "this is an operation, not a call that was kept" : nil }
        ) { context in
            savedName(context).map { [.explorer(.forgotten($0))] } ?? []
        },
    ]

    @Sendable private static func savedName(_ context: CommandContext) -> String? {
        context.state.list?.subject.flatMap(OperationRow.savedName)
    }
}
