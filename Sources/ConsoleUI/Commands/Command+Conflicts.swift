import ConsoleState
import SisenseClient

extension Command {
    /// What the dialog about two changes of one record takes.
    static let conflicts: [Command] =
        moves("conflict", in: .conflict, noun: "place") { movement, context in
            [.conflict(.moved(movement, page: ConflictView.rows(in: context.layout)))]
        } + [
            Command("conflict.mine", .conflict, "m Left", hint: "mine", "Your version stands at this place") { _ in
                [.conflict(.sideChosen(.mine))]
            },
            Command("conflict.theirs", .conflict, "t Right", hint: "theirs", "The version of the server stands") { _ in
                [.conflict(.sideChosen(.theirs))]
            },
            Command("conflict.other", .conflict, "Space", "The other version") { _ in [.conflict(.sideToggled)] },
            Command(
                "conflict.resolve", .conflict, "Ctrl-S", hint: "go on", "Show what would be sent with these choices"
            ) { _ in
                [.conflict(.resolved)]
            },
            Command(
                "conflict.reload", .conflict, "R", hint: "drop mine",
                "Throw your change away and read what the server has"
            ) { _ in
                [.conflict(.reloadRequested)]
            },
            Command(
                "conflict.close", .conflict, "Esc Ctrl-C", hint: "leave", "Send nothing and go back to what was typed"
            ) { _ in
                [.conflict(.closed)]
            },
        ]

    /// What can be done while settings are on trial, beside everything else.
    static let autoRevert: [Command] = [
        Command("trial.keep", .autoRevert, "K", hint: "keep", "Keep the settings that are on trial") { _ in
            [.autoRevert(.kept)]
        },
        Command("trial.back", .autoRevert, "Z", hint: "put back", "Put the settings on trial back now") { _ in
            [.autoRevert(.putBackRequested)]
        },
    ]
}
