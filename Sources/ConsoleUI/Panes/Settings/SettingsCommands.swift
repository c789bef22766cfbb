import ConsoleState

extension Command {
    /// What the list of settings takes beside what all lists do.
    static let settings: [Command] = [
        .formForOne(.settings, "edit", keys: "e Enter", hint: "edit", "Edit these settings in a form"),
        .show(.settings, "whole", hint: "whole document", "Show all of it, as the server sent it") {
            .list(.settings, .recordOpened($0, title: $1))
        },
    ]
}
