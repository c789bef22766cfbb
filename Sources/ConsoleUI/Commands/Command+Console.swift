import ConsoleState
import TerminalKit

extension Command {
    /// The commands that work wherever nothing more urgent has the keyboard.
    static let console: [Command] =
        Panes.all.enumerated().compactMap { index, pane in
            // It opens with the name of the other server: `console.compare`.
            if pane == .compare { return nil }
            let keys = pane == .trace ? "\(Panes.key(at: index)) @" : Panes.key(at: index)
            return Command(
                "pane.\(pane.rawValue)", .console, keys, "Open \(pane.title)", help: pane.about,
                argument: pane.ownList == nil ? elsewhere(pane) : filter(of: pane)
            ) { _ in [.paneOpened(pane)] }
        } + FoundRecord.panes.sorted { $0.key < $1.key }.map(record) + [
            Command(
                "console.help", .console, "? F1", hint: "keys", "Show the keys that work here",
                help: "For this row, this list and everywhere, with the language of filters."
            ) { _ in
                [.menu(.opened(.keys))]
            },
            Command(
                "console.commands", .console, ": Ctrl-P", hint: "command", "Run a command by its name…",
                help: "Names and values complete while you type. What was run last comes first."
            ) { _ in
                [.menu(.opened(.commands))]
            },
            Command(
                "console.back", .console, "[", "Back to the previous view",
                help: "With its filter and cursor as they were, through every pane and record of this session."
            ) { _ in [.historyStepped(-1)] },
            Command(
                "console.forward", .console, "]", "Forward to the newer view",
                help: "Undoes a step back, until another view is opened."
            ) { _ in [.historyStepped(1)] },
            Command(
                "console.last", .console, "-", "Switch to the last view",
                help: "Between the two panes that were shown last, as cd - does between folders."
            ) { _ in [.previousPaneOpened] },
            server, theme, since, refreshInterval, view, views,
            Command(
                "console.messages", .console, "", "Show messages",
                help: "Every message of this session with its time, errors with what the server said."
            ) { _ in
                [.messages(.opened)]
            },
            Command(
                "console.mouse", .console, "", "Turn the mouse on or off",
                help: "While it is off, the terminal itself selects and copies text."
            ) { _ in
                [.mouseToggled]
            },
            Command(
                "console.undo", .console, "U", "Undo the last change",
                help: "Takes back what was sent last, where it can be, after its own preview. :audit undoes older ones."
            ) { _ in
                [.write(.undoRequested)]
            },
            Command(
                "console.results", .console, "B", "Show results",
                help: "Of changes of several records, or of the run under way: failures first, with retry and undo."
            ) { _ in
                [.write(.results(.opened))]
            },
            Command(
                "console.quit", .console, "q Ctrl-C", "Quit",
                help: "Asks first while something is unsaved, being sent or pending confirmation."
            ) { _ in
                [.quitRequested]
            },
            Command("pending.stop", .pendingOperation, "Esc Ctrl-C", hint: "stop", "Stop reading") { _ in
                [.pendingOperation(.stopped)]
            },
            Command("quit.discard", .quit, "y Ctrl-C", hint: "quit", "Quit and discard changes") { _ in
                [.quitConfirmed]
            },
            Command("quit.stay", .quit, "n Esc Enter", hint: "stay", "Stay in the console") { _ in
                [.quitCancelled]
            },
        ]

    /// A filter for the list of a pane, as in `:users re:^an`.
    private static func filter(of pane: PaneID) -> Argument {
        Argument("FILTER", isOpen: true, isOptional: true) { state in
            // A filter comes first: servers are offered once it is clear that one is meant.
            state.menu?.filter.text.contains(" @") == true ? servers(state) : []
        } actions: { filter, context in
            if let visit = visit(filter.value, pane, context.state) { return [.servers(.switchRequested(visit))] }
            return [.paneOpened(pane)] + ListFeature.filtering(pane, by: filter.value)
        }
    }

    /// Another server to open a pane on that is no list, as in `:home @stage`.
    private static func elsewhere(_ pane: PaneID) -> Argument {
        Argument("@SERVER", isOptional: true) { state in
            servers(state)
        } actions: { server, context in
            visit(server.value, pane, context.state).map { [.servers(.switchRequested($0))] } ?? []
        }
    }

    /// The other servers as the argument of a pane: `@stage`.
    private static func servers(_ state: ConsoleState) -> [Argument.Choice] {
        state.others.map { Argument.Choice("@\($0.name)", "there, on \($0.address)") }
    }

    /// A word without a dot behind the sign is always a server: one that nobody knows is said to be that, for as a filter
    /// it would show this server's records as those of the other. With a dot it may be the end of an address.
    private static func visit(_ argument: String, _ pane: PaneID, _ state: ConsoleState) -> ServerVisit? {
        guard argument.hasPrefix("@") else { return nil }
        let name = String(argument.dropFirst())
        let isKnown = name == state.session.profile || state.others.contains { $0.name == name }
        let isWord = !name.isEmpty && !name.contains { $0 == "." || $0.isWhitespace }
        return isKnown || isWord ? ServerVisit(name, pane: pane) : nil
    }

    /// Each server keeps its panes, so there and back costs nothing.
    private static let server = Command(
        "console.server", .console, "Ctrl-O", "Switch to another server…",
        help: "Each server keeps its panes, filters, edits and history. :server - goes back to the last one.",
        argument: Argument("NAME", isOpen: true) { state in
            let last = state.servers.last.map { [Argument.Choice("-", "back to \($0)")] } ?? []
            return last
                + state.others.map {
                    Argument.Choice(
                        $0.name, [$0.purpose?.title, $0.address].compactMap(\.self).joined(separator: "   "))
                }
        } actions: { server, _ in
            server.value == "-"
                ? [.servers(.previousRequested)] : [.servers(.switchRequested(ServerVisit(server.value)))]
        }
    ) { _ in [.servers(.switcherOpened)] }

    /// Opens a record by its name.
    private static func record(_ name: String, in pane: PaneID) -> Command {
        Command(
            "record.\(name)", .console,
            Argument("NAME", isFound: true) { state in
                (state.menu?.records ?? []).map { Argument.Choice($0.title, $0.detail, id: $0.id.description) }
            } actions: { record, _ in
                [.paneOpened(pane), .list(pane, .recordOpened(RecordID(record.id), title: record.value))]
            }, "Open a \(name) by name",
            help: "Finds it by any part of its name, as far as the list was read, and opens its record.")
    }

    /// The theme under the cursor shows at once, in the picker and behind the name.
    static let theme = Command(
        "console.theme", .console,
        Argument("NAME") { state in
            themes(state).map { Argument.Choice($0.name, $0.about) }
        } actions: { theme, _ in
            [.themeChosen(theme.value)]
        }, "Change theme…",
        help: "The one under the cursor shows at once; closing the menu keeps the one before."
    ) { state in
        let options = themes(state).map { FormOption($0.name, $0.name, details: [$0.about]) }
        let present = options.filter { $0.id == state.appearance.theme }
        return PickerState("Theme", PickerSource(options), for: .theme, chosen: present)
    }

    /// The themes of the person, and those compiled in that they do not replace.
    private static func themes(_ state: ConsoleState) -> [Appearance.Choice] {
        let own = state.appearance.themes
        let compiled = Theme.builtIn.filter { theme in !own.contains { $0.name == theme.name } }
        return compiled.map { Appearance.Choice(name: $0.name, about: $0.about) } + own
    }
}

extension Command {
    /// Changes as a whole: whether they are sent, and what differs from another server.
    static let changes: [Command] = [
        Command(
            "console.dryrun", .console,
            Argument("on|off") { _ in
                [
                    Argument.Choice("on", "changes are recorded and not sent"),
                    Argument.Choice("off", "changes are sent, each after its preview"),
                ]
            } actions: { choice, _ in
                [.dryRunSwitched(choice.value == "on")]
            }, "Turn the dry run on or off",
            help: "While it is on, changes are previewed and collected in :plans, and nothing is sent."),
        Command(
            "console.readonly", .console, "", "Make this session read-only",
            help:
                "Nothing can be changed until the program is started again. For a look at a server that must not change."
        ) { _ in
            [.readOnlyChosen(reason: ":readonly was used")]
        },
        Command(
            "console.compare", .console,
            Argument("NAME|FILE", isOpen: true) { state in
                state.others.map { Argument.Choice($0.name, $0.address) }
            } actions: { other, _ in
                ListFeature.comparing(with: other.value)
            }, "Compare this server with another…",
            help:
                "Features, origins, trusted servers, groups, roles and settings side by side. Takes a profile or a snapshot."
        ) { state in
            let servers = state.others.map {
                FormOption($0.name, $0.name, details: [$0.purpose?.title ?? "", $0.address])
            }
            return PickerState(
                "Compare with a server, or a snapshot by its path", PickerSource(servers, takesText: true),
                for: .run { ListFeature.comparing(with: $0.id) })
        },
        Command(
            "console.snapshot", .console, "", "Save a snapshot of this server…",
            help:
                "Keeps what :compare compares and the members of groups under a name, secrets left out; with the word "
                + "shares behind it also whom dashboards are shared with. :since NAME shows what has changed then.",
            argument: Argument("NAME [shares]", isOpen: true) { _ in
                []
            } actions: { text, _ in
                [.form(.opened(ListFeature.snapshotForm(text.value))), .form(.submitted)]
            }
        ) { _ in
            [.form(.opened(ListFeature.snapshotForm()))]
        },
    ]
}
