import ConsoleState

extension Command {
    /// What lines that fold take, wherever they are shown.
    static let outlines: [Command] =
        moves("json", in: .jsonTree, noun: "line") { movement, context in
            [.jsonTree(.moved(movement, page: context.layout.textRows))]
        } + [
            Command(
                "json.enter", .jsonTree, "Enter", hint: "fold",
                "Open or close the branch; on an id, open its record"
            ) { context in
                guard let jsonTree = context.state.jsonTree, let index = jsonTree.cursorNode else { return [] }
                return jsonTree.jsonTree.isBranch(index) ? [.jsonTree(.toggled)] : [.referenceOpened]
            },
            jsonTree("fold", "Space", "Open or close the branch", .toggled),
            jsonTree("close", "Left h", "Close the branch, or go to its parent", .closed),
            jsonTree("open", "Right l", "Open the branch, or enter it", .opened),
            jsonTree("all", "z", "Open or close all branches", .allToggled),
            jsonTree("search", "/", hint: "search", "Search", .searchOpened),
            jsonTree("next", "n", "Next match", .matchStepped(1)),
            jsonTree("previous", "N", "Previous match", .matchStepped(-1)),
            search("keep", "Enter Tab", hint: "keep", "Keep the matches, to step through them", .searchKept),
            search("clear", "Esc Ctrl-C", hint: "clear", "Clear the search", .searchCleared),
            search("next", "Down", "Next match, while typing", .matchStepped(1)),
            search("previous", "Up", "Previous match, while typing", .matchStepped(-1)),
        ]

    private static func jsonTree(
        _ name: String, _ keys: String, hint: String = "", _ help: String, _ action: JSONTreeAction
    ) -> Command {
        Command("json.\(name)", .jsonTree, keys, hint: hint, help) { _ in [.jsonTree(action)] }
    }

    private static func search(
        _ name: String, _ keys: String, hint: String = "", _ help: String, _ action: JSONTreeAction
    ) -> Command {
        Command("search.\(name)", .search, keys, hint: hint, help) { _ in [.jsonTree(action)] }
    }
}
