import ConsoleState

extension Command {
    /// Changes as a whole: whether they are sent, and what differs from another server.
    static let changes: [Command] = [
        Command(
            "console.dryrun", .console,
            Argument("on or off") { _ in
                [
                    Argument.Choice("on", "changes are recorded and not sent"),
                    Argument.Choice("off", "changes are sent, each after its preview"),
                ]
            } actions: { value, _ in
                [.dryRunSwitched(value == "on")]
            }, "Turn the dry run on or off"),
        Command(
            "console.readonly", .console, "", "Make this session read-only until it is restarted"
        ) { _ in
            [.readOnlyChosen]
        },
        Command(
            "console.compare", .console,
            Argument("a profile or a snapshot file", isOpen: true) { state in
                state.others.map { Argument.Choice($0.name, $0.address) }
            } actions: { name, _ in
                // What is the same is there too, behind the filter.
                [
                    .compareRequested(name), .list(.compare, .filterCleared), .list(.compare, .filterOpened),
                    .list(.compare, .filterEdited(.insert(ListFeature.differencesFilter))),
                    .list(.compare, .filterKept),
                ]
            }, "Compare this server with another"),
        Command("console.snapshot", .console, "", "Save a snapshot of this server…") {
            _ in
            [.form(.opened(ListFeature.snapshotForm))]
        },
    ]
}
