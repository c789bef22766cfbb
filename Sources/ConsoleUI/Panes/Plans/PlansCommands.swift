import ConsoleState

extension Command {
    /// Whether changes are sent, and what was planned when they were not.
    static let plans: [Command] = [
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
        .form(.plans, "script", keys: "w", hint: "write script", "Write the plan, or all marked, as a shell script"),
    ]
}
