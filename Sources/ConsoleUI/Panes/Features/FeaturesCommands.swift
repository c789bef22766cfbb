import ConsoleState

extension Command {
    /// What the features pane takes beside what all lists do.
    static let features: [Command] = [
        .change(
            .features, "toggle", keys: "t", hint: "on/off", "Switch the feature under the cursor, or all marked ones"),
        .formForOne(.features, "parts", keys: "e", hint: "parts", "Switch the feature and each of its parts"),
    ]
}
