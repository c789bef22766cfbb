import ConsoleState

extension Command {
    /// What the alerts pane takes beside what all lists do.
    static let alerts: [Command] = [
        .formForOne(.alerts, "edit", keys: "e", hint: "edit", "Edit name and message"),
        .change(.alerts, "toggle", keys: "t", hint: "on/off", "Switch the alert on or off, for everyone"),
        .formForOne(.alerts, "receivers", keys: "o", hint: "receivers", "Choose the users and groups who get it"),
        .change(.alerts, "receive", "Stop getting it yourself, or get it again"),
        .change(.alerts, "enable", "Switch on, for everyone"),
        .change(.alerts, "disable", "Switch off, for everyone"),
        .change(.alerts, "subscribe", "Get it yourself"),
        .change(.alerts, "unsubscribe", "Stop getting it yourself"),
        .change(.alerts, "delete", "Delete the alert and its events"),
    ]
}
