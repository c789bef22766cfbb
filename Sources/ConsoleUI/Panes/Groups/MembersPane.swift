import ConsoleState
import TerminalKit

/// The members of a group.
enum MembersPane {
    static let pane = ListPane(
        id: .members,
        commands: [
            .create(.members, "add", keys: "a", hint: "add", "Add users to the group"),
            .change(.members, "remove", keys: "d Del", hint: "take out", "Take users out of the group"),
            .back(.members),
        ],
        columns: UsersPane.pane.columns, look: UsersPane.pane.look)
}
