import ConsoleState

extension Command {
    /// What the list of requests takes beside what all lists do.
    static let trace: [Command] = [
        Command(
            "trace.replay", .pane(.trace), "r", hint: "send again",
            "Send this request again, when it is a read, and show its answer", obstacle: Panes.nothingChosen
        ) { context in
            context.state.list?.subject.map { [.explorer(.replayed($0))] } ?? []
        }
    ]
}
