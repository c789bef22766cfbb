import ConsoleState

extension Command {
    /// What works wherever nothing more urgent has the keyboard.
    static let console: [Command] =
        Panes.all.enumerated().map { index, pane in
            Command("pane.\(pane.id.rawValue)", .console, "\(index + 1)", "Open \(pane.id.title)") { _ in
                [.paneOpened(pane.id)]
            }
        } + [
            Command("console.help", .console, "? F1", hint: "all keys", "Show all keys that work here") { _ in
                [.help(.opened(.keys))]
            },
            Command("console.undo", .console, "U", "Undo the last change that was sent") { _ in
                [.write(.undoRequested)]
            },
            Command("console.quit", .console, "q Ctrl-C", hint: "quit", "Leave the console") { _ in
                [.quitRequested]
            },
            Command("quit.leave", .quit, "y Ctrl-C", hint: "leave", "Leave and lose what is unfinished") { _ in
                [.quitConfirmed]
            },
            Command("quit.stay", .quit, "n Esc Enter", hint: "stay", "Stay in the console") { _ in
                [.quitCancelled]
            },
        ]
}
