import ConsoleState

extension Command {
    /// What the list of trusted servers takes beside what all lists do.
    static let trustedServers: [Command] = [
        .create(.servers, "add", keys: "a", hint: "add", "Trust another server"),
        .formForOne(.servers, "edit", keys: "e", hint: "edit", "Change its address or name"),
        .change(.servers, "remove", "Stop trusting it; dashboards can no longer be copied from there"),
    ]
}
