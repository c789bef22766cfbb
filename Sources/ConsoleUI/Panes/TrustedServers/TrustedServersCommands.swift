import ConsoleState

extension Command {
    /// What the list of trusted servers takes beside what all lists do.
    static let trustedServers: [Command] = [
        .create(.servers, "add", keys: "a", hint: "add", "Trust another server"),
        .formForOne(.servers, "edit", keys: "e", hint: "edit", "Change its address or name"),
        Command(
            "servers.reach", .pane(.servers), "t", hint: "try",
            "Try whether it answers, seen from this machine", obstacle: Panes.nothingChosen
        ) { context in
            [.list(.servers, .recordsChanged(context.state.list?.targets ?? []))]
        },
        .change(.servers, "remove", "Stop trusting it; dashboards can no longer be copied from there"),
    ]
}
