import ConsoleState
import SisenseClient

extension Command {
    /// What the dialog about two changes of one record takes.
    static let conflicts: [Command] =
        moves("conflict", in: .conflict, noun: "place") { movement, context in
            [.conflict(.moved(movement, page: ConflictView.rows(in: context.layout)))]
        } + [
            Command("conflict.mine", .conflict, "m Left", hint: "mine", "Choose your version") { _ in
                [.conflict(.sideChosen(.mine))]
            },
            Command("conflict.theirs", .conflict, "t Right", hint: "theirs", "Choose the version of the server") { _ in
                [.conflict(.sideChosen(.theirs))]
            },
            Command("conflict.other", .conflict, "Space", "Choose the other version") { _ in [.conflict(.sideToggled)]
            },
            Command(
                "conflict.resolve", .conflict, "Ctrl-S", hint: "continue", "Review and send…"
            ) { _ in
                [.conflict(.resolved)]
            },
            Command(
                "conflict.reload", .conflict, "R", hint: "discard mine",
                "Discard your change and refresh"
            ) { _ in
                [.conflict(.reloadRequested)]
            },
            Command(
                "conflict.close", .conflict, "Esc Ctrl-C", hint: "close",
                "Close, back to what you typed; nothing is sent"
            ) { _ in
                [.conflict(.closed)]
            },
        ]

    /// What can be done while settings are on trial, beside everything else.
    static let autoRevert: [Command] = [
        Command("revert.confirm", .autoRevert, "K", hint: "confirm", "Confirm the settings") { _ in
            [.autoRevert(.kept)]
        },
        Command("revert.now", .autoRevert, "Z", hint: "revert now", "Revert the settings now") { _ in
            [.autoRevert(.putBackRequested)]
        },
    ]
}
