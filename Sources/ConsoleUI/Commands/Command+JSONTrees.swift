import ConsoleState

extension Command {
    /// What lines that fold take, wherever they are shown.
    static let outlines: [Command] =
        moves("outline", in: .jsonTree, noun: "line") { movement, context in
            [.jsonTree(.moved(movement, page: context.layout.textRows))]
        } + [
            Command(
                "outline.enter", .jsonTree, "Enter", hint: "fold",
                "Open or close the branch under the cursor; on an id, open its record"
            ) { context in
                guard let jsonTree = context.state.jsonTree, let index = jsonTree.cursorNode else { return [] }
                return jsonTree.jsonTree.isBranch(index) ? [.jsonTree(.toggled)] : [.referenceOpened]
            },
            jsonTree("fold", "Space", "Open or close the branch under the cursor", .toggled),
            jsonTree("close", "Left h", "Close the branch, or go to the one this line is in", .closed),
            jsonTree("open", "Right l", "Open the branch, or go into it", .opened),
            jsonTree("all", "z", "Open all branches, or close them all", .allToggled),
            jsonTree("search", "/", hint: "search", "Look for a text in what is shown", .searchOpened),
            jsonTree("next", "n", "To the next place found", .matchStepped(1)),
            jsonTree("previous", "N", "To the place found before", .matchStepped(-1)),
            search("keep", "Enter Tab", hint: "keep", "Keep what was found; n and N go through it", .searchKept),
            search("clear", "Esc Ctrl-C", hint: "clear", "Look for nothing", .searchCleared),
            search("next", "Down", "To the next place found, while typing", .matchStepped(1)),
            search("previous", "Up", "To the place found before, while typing", .matchStepped(-1)),
        ]

    private static func jsonTree(
        _ name: String, _ keys: String, hint: String = "", _ help: String, _ action: JSONTreeAction
    ) -> Command {
        Command("outline.\(name)", .jsonTree, keys, hint: hint, help) { _ in [.jsonTree(action)] }
    }

    private static func search(
        _ name: String, _ keys: String, hint: String = "", _ help: String, _ action: JSONTreeAction
    ) -> Command {
        Command("search.\(name)", .search, keys, hint: hint, help) { _ in [.jsonTree(action)] }
    }
}
