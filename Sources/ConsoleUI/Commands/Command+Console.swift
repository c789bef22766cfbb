import ConsoleState
import TerminalKit

extension Command {
    /// What works wherever nothing more urgent has the keyboard.
    static let console: [Command] =
        Panes.all.enumerated().map { index, pane in
            Command("pane.\(pane.rawValue)", .console, Panes.key(at: index), "Open \(pane.title)") { _ in
                [.paneOpened(pane)]
            }
        } + [
            Command(
                "console.help", .console, "? F1 : Ctrl-P", hint: "all keys",
                "Show everything that can be done here, and search in it"
            ) { _ in
                [.menu(.opened(.keys))]
            },
            Command("console.back", .console, "[", "Back to where we were before") { _ in [.historyStepped(-1)] },
            Command("console.forward", .console, "]", "Forward again") { _ in [.historyStepped(1)] },
            Command("console.last", .console, "-", "To the place before this one") { _ in [.lastPlaceOpened] },
            Command("console.trace", .console, "@", "Open the requests of this session") { _ in [.paneOpened(.trace)] },
            theme,
            Command("console.messages", .console, "", "Show all messages of this session") { _ in
                [.messages(.opened)]
            },
            Command("console.mouse", .console, "", "Turn the mouse on or off: wheel, rows, headings, panes") { _ in
                [.mouseToggled]
            },
            Command("console.undo", .console, "U", "Undo the last change that was sent") { _ in
                [.write(.undoRequested)]
            },
            Command("console.report", .console, "", "Show what became of the last change of several records") { _ in
                [.write(.reportOpened)]
            },
            Command("console.quit", .console, "q Ctrl-C", hint: "quit", "Leave the console") { _ in
                [.quitRequested]
            },
            Command("preparation.stop", .pendingOperation, "Esc Ctrl-C", hint: "stop", "Stop what is being read") { _ in
                [.pendingOperation(.stopped)]
            },
            Command("quit.leave", .quit, "y Ctrl-C", hint: "leave", "Leave and lose what is unfinished") { _ in
                [.quitConfirmed]
            },
            Command("quit.stay", .quit, "n Esc Enter", hint: "stay", "Stay in the console") { _ in
                [.quitCancelled]
            },
        ]

    /// The themes of the person, and those compiled in that they do not replace. The one under the cursor shows at
    /// once.
    static let theme = Command(
        "console.theme", .console,
        Argument("theme") { state in
            let own = state.appearance.themes
            let compiled = Theme.builtIn.filter { theme in !own.contains { $0.name == theme.name } }
            return compiled.map { Argument.Choice($0.name, $0.about) } + own.map { Argument.Choice($0.name, $0.about) }
        } actions: { name, _ in
            [.themeChosen(name)]
        }, "Choose how the console looks")
}
