import ConsoleState
import Foundation
import SisenseClient

extension Command {
    /// The commands of an open record beside those of all lines that fold.
    static let details: [Command] = [
        step("next", "J", hint: "next", "Open the next record of the list", by: 1),
        Command("detail.actions", .detail, "x", hint: "actions", "Choose an action…") { _ in
            [.menu(.opened(.actions))]
        },
        Command("detail.copy", .detail, "y", hint: "copy", "Copy…") { _ in
            [.menu(.opened(.copies))]
        },
        Command(
            "detail.calls", .detail, "c", "Call the API with this record…", obstacle: noCalls
        ) { _ in
            [.menu(.opened(.calls))]
        },
        Command("detail.refresh", .detail, "R Ctrl-R", "Refresh") { context in
            [.list(context.state.pane, .recordsChanged([context.state.list?.detail?.id].compactMap(\.self)))]
        },
        step("previous", "K", "Open the previous record of the list", by: -1),
        Command("detail.back", .detail, "Esc q Backspace", hint: "back", "Clear the search, or go back to the list") {
            context in
            if context.state.jsonTree?.search != nil { return [.jsonTree(.searchCleared)] }
            if context.state.list?.detail?.isFollowed == true { return [.historyStepped(-1)] }
            let closed = ConsoleAction.list(context.state.pane, .detailClosed)
            // A record that was opened by its id alone has no list behind it yet.
            if case .notStarted? = context.state.list?.load { return [closed, .paneNeeded] }
            return [closed]
        },
    ]

    private static func step(_ name: String, _ keys: String, hint: String = "", _ help: String, by step: Int) -> Command
    {
        Command(
            "detail.\(name)", .detail, keys, hint: hint, help,
            obstacle: { context in
                guard let list = context.state.list, list.table.total > 0 else { return "The list is not read yet" }
                return list.neighbour(step) == nil ? "No more records on this side" : nil
            }
        ) { [.list($0.state.pane, .recordStepped(step))] }
    }
}

extension Command {
    /// The commands of lines that fold, wherever they are shown.
    static let outlines: [Command] =
        moves("json", in: .jsonTree, noun: "line") { movement, context in
            [.jsonTree(.moved(movement, in: ListPane.treeRoom(context.state, context.layout)))]
        } + [
            Command(
                "json.enter", .jsonTree, "Enter", hint: "open",
                "Open the record of the line or id, fold the branch, or read the block",
                verb: { $0.state.jsonTree.map(verb) ?? "open" }
            ) { context in
                guard let jsonTree = context.state.jsonTree, let index = jsonTree.cursorNode else { return [] }
                if case .block(let heading) = jsonTree.jsonTree.nodes[index].content, heading.isRequestable {
                    return [.list(context.state.pane, .blockRequested(heading.id))]
                }
                return jsonTree.jsonTree.isBranch(index) ? [.jsonTree(.toggled)] : [.referenceOpened]
            },
            Command(
                "json.side", .jsonTree, "Tab", "Go to the other column, or to the list beside the record",
                obstacle: oneColumn
            ) { context in
                hasColumns(context)
                    ? [.jsonTree(.columnSwitched(in: ListPane.treeRoom(context.state, context.layout)))]
                    : [.list(context.state.pane, .detailClosed)]
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

    /// The word for what Enter does on the line under the cursor.
    @Sendable private static func verb(_ tree: JSONTreeState) -> String {
        guard let index = tree.cursorNode else { return "open" }
        if case .block(let heading) = tree.jsonTree.nodes[index].content, heading.isRequestable { return "read" }
        guard tree.jsonTree.isBranch(index) else { return "open" }
        return tree.isOpen(index) ? "fold" : "unfold"
    }

    @Sendable private static func oneColumn(_ context: CommandContext) -> String? {
        let isBesideList = context.state.shownAnswer == nil && context.state.list?.beside != nil
        return isBesideList && context.layout.hasRoomForTwo || hasColumns(context) ? nil : "There is one column here"
    }

    private static func hasColumns(_ context: CommandContext) -> Bool {
        let room = ListPane.treeRoom(context.state, context.layout)
        guard room.hasColumns, let tree = context.state.jsonTree else { return false }
        return TreePlacement(tree, hasColumns: true).hasColumns
    }

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

extension Command {
    /// The commands of the answer to a call beside those of all lines that fold.
    static let answers: [Command] =
        [
            Command("answer.back", .answer, "Esc q Backspace", hint: "back", "Clear the search, or go back to the list")
            {
                context in
                [context.state.jsonTree?.search != nil ? .jsonTree(.searchCleared) : .explorer(.answerClosed)]
            },
            Command("answer.repeat", .answer, "R Ctrl-R", hint: "again", "Call again") { _ in
                [.explorer(.repeated)]
            },
            Command("answer.edit", .answer, "e", hint: "edit", "Edit call…") { context in
                context.state.explorer.answer.map { [.explorer(.formRequested($0.draft))] } ?? []
            },
            Command("answer.save", .answer, "o", hint: "save", "Save body to a file…") { _ in
                [.explorer(.fileRequested)]
            },
            Command("answer.history", .answer, "H", "Open history…") { _ in
                [.menu(.opened(.history))]
            },
            Command("answer.copy", .answer, "y", hint: "copy", "Copy…") { _ in
                [.menu(.opened(.copies))]
            },
        ] + [
            copy("body", "The body, secrets masked") { answer, _ in
                answer.masked.map { JSONWriter.text($0) }
                    ?? String(data: answer.response.body, encoding: .utf8)
            },
            copy("curl", "The call as a curl command") { answer, server in
                CurlCommand(answer.call, server: server, tokenVariable: "SISENSE_TOKEN").text
            },
            copy("command", "The call as a command of this program") { answer, _ in
                CallCommandText(answer.call).text
            },
        ]

    private static func copy(
        _ name: String, _ help: String, text: @escaping @Sendable (CallAnswer, ServerAddress) -> String?
    ) -> Command {
        @Sendable func copied(_ context: CommandContext) -> String? {
            context.state.shownAnswer.flatMap { text($0, context.state.session.client.server) }
        }
        return Command(
            "copy.answer-\(name)", .answerCopy, "", help,
            obstacle: { copied($0) == nil ? "it is not text" : nil }
        ) { context in
            copied(context).map { [.copied($0, what: help.prefix(1).lowercased() + help.dropFirst())] } ?? []
        }
    }

    /// The calls that take a record: an entry for each in a menu.
    static func calls(taking id: RecordID, of pane: PaneID) -> [Command] {
        RecordReference.calls(for: pane).map { operation, field in
            Command("call.\(operation.id)", .calls, "", "\(operation.id)  \(operation.summary)") { _ in
                [.explorer(.formRequested(CallDraft(operation.id, [field: id.description])))]
            }
        }
    }

    /// The calls that were made, the newest first: an entry for each in a menu.
    static func history(_ explorer: ExplorerState) -> [Command] {
        explorer.history.enumerated().map { index, past in
            Command("call.\(index)", .calls, "", "\(past.status)  \(past.line)") { _ in
                [.explorer(.formRequested(past.draft))]
            }
        }
    }
}
