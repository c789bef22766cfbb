import ConsoleState

extension Command {
    /// What the record of changes takes beside what all lists do.
    static let audit: [Command] = [
        .change(
            .audit, "undo", keys: "u", hint: "undo",
            "Put back what the change did, when nobody has changed the record since"),
        .form(.audit, "export", keys: "w", hint: "export", "Write the change, or all marked, as Markdown for a ticket"),
    ]
}
