import ConsoleState

extension Command {
    /// What lines that fold take, wherever they are shown.
    static let outlines: [Command] =
        moves("outline", in: .outline, noun: "line") { movement, context in
            [.outline(.moved(movement, page: context.layout.textRows))]
        } + [
            Command(
                "outline.enter", .outline, "Enter", hint: "fold",
                "Open or close the branch under the cursor; on an id, open its record"
            ) { context in
                guard let outline = context.state.outline, let place = outline.place else { return [] }
                return outline.outline.isBranch(place) ? [.outline(.toggled)] : [.referenceOpened]
            },
            outline("fold", "Space", "Open or close the branch under the cursor", .toggled),
            outline("close", "Left h", "Close the branch, or go to the one this line is in", .closed),
            outline("open", "Right l", "Open the branch, or go into it", .opened),
            outline("all", "z", "Open all branches, or close them all", .allToggled),
            outline("search", "/", hint: "search", "Look for a text in what is shown", .searchOpened),
            outline("next", "n", "To the next place found", .matchStepped(1)),
            outline("previous", "N", "To the place found before", .matchStepped(-1)),
            search("keep", "Enter Tab", hint: "keep", "Keep what was found; n and N go through it", .searchKept),
            search("clear", "Esc Ctrl-C", hint: "clear", "Look for nothing", .searchCleared),
            search("next", "Down", "To the next place found, while typing", .matchStepped(1)),
            search("previous", "Up", "To the place found before, while typing", .matchStepped(-1)),
        ]

    private static func outline(
        _ name: String, _ keys: String, hint: String = "", _ help: String, _ action: OutlineAction
    ) -> Command {
        Command("outline.\(name)", .outline, keys, hint: hint, help) { _ in [.outline(action)] }
    }

    private static func search(
        _ name: String, _ keys: String, hint: String = "", _ help: String, _ action: OutlineAction
    ) -> Command {
        Command("search.\(name)", .search, keys, hint: hint, help) { _ in [.outline(action)] }
    }
}
