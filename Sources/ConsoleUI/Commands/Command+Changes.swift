import ConsoleState

extension Command {
    /// Changes as a whole: whether they are sent, and what differs from another server.
    static let changes: [Command] = [
        Command(
            "console.dryrun", .console,
            Argument("on or off") { _ in
                [
                    Argument.Choice("on", "changes are planned and recorded, none is sent"),
                    Argument.Choice("off", "changes are sent again, each after its preview"),
                ]
            } actions: { value, _ in
                [.dryRunSwitched(value == "on")]
            }, "Record changes instead of sending them, or send them again"),
        Command(
            "console.readonly", .console, "", "Change nothing more in this session; only starting anew ends it"
        ) { _ in
            [.readOnlyChosen]
        },
        Command(
            "console.compare", .console,
            Argument("a profile, or a file with a snapshot", isOpen: true) { state in
                state.others.map { Argument.Choice($0.name, $0.address) }
            } actions: { name, _ in
                // What is the same is there too, behind the filter.
                [
                    .compareRequested(name), .list(.compare, .filterCleared), .list(.compare, .filterOpened),
                    .list(.compare, .filterEdited(.insert(ListFeature.differencesFilter))),
                    .list(.compare, .filterKept),
                ]
            }, "Put this server and another one side by side"),
        Command("console.snapshot", .console, "", "Write how this server is set up to a file, to compare with later") {
            _ in
            [.form(.opened(ListFeature.snapshotForm))]
        },
        Command(
            "health.lint", .console, "",
            "Look for what should worry an administrator: origins, accounts, shares, licence"
        ) { _ in
            [.paneOpened(.lint)]
        },
    ]
}
