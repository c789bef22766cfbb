import ConsoleState

extension Command {
    /// What the features pane takes beside what all lists do.
    static let features: [Command] = [
        Command(
            "features.toggle", .pane(.features), "t", hint: "on/off",
            "Switch the feature under the cursor, or all marked ones", obstacle: Panes.nothingChosen
        ) { _ in
            [.list(.features, .planRequested("toggle"))]
        }
    ]
}
