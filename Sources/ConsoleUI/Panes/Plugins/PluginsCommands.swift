import ConsoleState

extension Command {
    /// What the list of plug-ins takes beside what all lists do.
    static let plugins: [Command] = [
        .change(
            .plugins, "toggle", keys: "t", hint: "on/off", "Switch the plug-in under the cursor, or all marked ones")
    ]
}
