import ConsoleState

extension Command {
    /// Comparing this server with another one.
    static let compare: [Command] = [
        Command(
            "console.compare", .console,
            Argument("a profile, or a file with a snapshot", isOpen: true) { state in
                state.others.map { Argument.Choice($0.name, $0.address) }
            } actions: { name, _ in
                // What is the same is there too, behind the filter.
                [
                    .compareRequested(name), .list(.compare, .filterCleared), .list(.compare, .filterOpened),
                    .list(.compare, .filterEdited(.insert("state:differs"))), .list(.compare, .filterKept),
                ]
            }, "Put this server and another one side by side"),
        Command("console.snapshot", .console, "", "Write how this server is set up to a file, to compare with later") {
            _ in
            [.list(.compare, .formRequested("snapshot"))]
        },
        .change(
            .compare, "carry", keys: "c", hint: "carry over",
            "Make this line, or all marked, here as they are there; each change is shown first"),
    ]
}
