import ConsoleState

extension Command {
    /// What the alerts pane takes beside what all lists do.
    static let alerts: [Command] = [
        .formForOne(.alerts, "edit", keys: "e", hint: "edit", "Edit name and message"),
        .change(.alerts, "toggle", keys: "t", hint: "on/off", "Switch the alert on or off, for everyone"),
        .change(.alerts, "receive", "Stop getting it yourself, or get it again"),
        .change(.alerts, "delete", "Delete the alert and its events"),
    ]
}
