import ConsoleState

extension Command {
    /// What the list of settings takes beside what all lists do.
    static let settings: [Command] = [
        .formForOne(.settings, "edit", keys: "e Enter", hint: "edit", "Edit these settings in a form"),
        .show(.settings, "whole", hint: "whole document", "Show all of it, as the server sent it") {
            .list(.settings, .recordOpened($0, title: $1))
        },
        related(.lockouts, "Show who is locked out now; the server is asked about every user"),
        related(.ldap, "Show the LDAP domains"),
        related(.plugins, "Show the plug-ins"),
        related(.servers, "Show the trusted servers"),
        related(.security, "Show the origins that may use this server"),
    ]

    /// Leads to settings that have a pane of their own.
    private static func related(_ pane: PaneID, _ help: String) -> Command {
        Command("settings.\(pane.rawValue)", .pane(.settings), "", help) { _ in [.paneOpened(pane)] }
    }
}
