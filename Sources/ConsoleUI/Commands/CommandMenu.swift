import ConsoleState
import Foundation
import TerminalKit

/// The commands that work now, narrowed by what is typed; Enter does what the line under the cursor says.
enum CommandMenu {
    /// The commands listed: those of the innermost scope first, or those that fit best what is typed. One that cannot
    /// be done now comes last, unless it is named exactly so.
    static func entries(for context: CommandContext) -> [Command] {
        var state = context.state
        let words = (state.menu?.filter.text.lowercased() ?? "").split(separator: " ")
        let kind = state.menu?.kind ?? .keys
        state.menu = nil
        let commands =
            switch kind {
            case .keys: movementLast(CommandTable.active(in: state))
            case .commands:
                words.isEmpty
                    ? CommandTable.active(in: state).filter { !$0.isMovement } : CommandTable.active(in: state)
            case .actions:
                CommandTable.commands(in: .pane(state.pane)) + CommandTable.commands(in: .list).filter(isForCalls)
            case .copies: copies(state)
            case .calls: state.list?.subject.map { Command.calls(taking: $0, of: state.pane) } ?? []
            case .history: Command.history(state.explorer)
            }
        if let (command, argument, typed) = argument(in: context.state.menu?.filter.text ?? "", commands) {
            return argument.commands(of: command, typed: typed, in: state)
        }
        let closed = CommandContext(state: state, layout: context.layout)
        // The list of keys keeps its groups together.
        if words.isEmpty, kind == .keys { return commands }
        let ranked = commands.enumerated().compactMap { index, command -> (off: Int, rank: Int, index: Int, Command)? in
            guard let rank = words.isEmpty ? 1 : rank(command, words) else { return nil }
            return (rank > 0 && command.obstacle(closed) != nil ? 1 : 0, rank, index, command)
        }
        return ranked.sorted { ($0.off, $0.rank, $0.index) < ($1.off, $1.rank, $1.index) }.map(\.3)
    }

    private static func movementLast(_ commands: [Command]) -> [Command] {
        commands.filter { !$0.isMovement } + commands.filter(\.isMovement)
    }

    private static func isForCalls(_ command: Command) -> Bool { command.id == "list.calls" }

    private static func copies(_ state: ConsoleState) -> [Command] {
        let value = state.jsonTree == nil ? [] : CommandTable.commands(in: .valueCopy)
        if state.shownAnswer != nil { return value + CommandTable.commands(in: .answerCopy) }
        guard case .loaded(let record)? = state.list?.detail?.content else {
            return value + CommandTable.commands(in: .copy)
        }
        let own = record.copies.map { copy in
            Command("copy.\(copy.what)", .copy, "", copy.what) { _ in
                [.copied(copy.text, what: copy.what.prefix(1).lowercased() + copy.what.dropFirst())]
            }
        }
        return value + own + CommandTable.commands(in: .copy)
    }

    /// The command whose name is typed with a blank behind it, and what follows.
    private static func argument(
        in text: String, _ commands: [Command]
    ) -> (command: Command, argument: Argument, typed: String)? {
        guard let blank = text.firstIndex(of: " ") else { return nil }
        let name = text[..<blank].lowercased()
        let typed = text[blank...].trimmingCharacters(in: .whitespaces)
        for command in commands where command.name == name {
            if let argument = command.argument { return (command, argument, typed) }
        }
        return nil
    }

    /// The typed text completed to the line under the cursor: the name of its command, or with the value it stands for.
    static func completion(in context: CommandContext) -> String? {
        let entries = entries(for: context)
        guard let menu = context.state.menu, menu.takesNames, entries.indices.contains(menu.scroll.cursor) else {
            return nil
        }
        var state = context.state
        state.menu = nil
        let entry = entries[menu.scroll.cursor]
        if let (command, _, _) = argument(in: menu.filter.text, CommandTable.active(in: state)) {
            return "\(command.name) \(entry.id.dropFirst(command.id.count + 1))"
        }
        return entry.argument == nil ? entry.name : "\(entry.name) "
    }

    /// The name of the theme to draw with: the one under the cursor while themes are chosen.
    static func theme(in context: CommandContext) -> String {
        let chosen = context.state.appearance.theme
        guard let menu = context.state.menu, menu.takesNames else { return chosen }
        let entries = entries(for: context)
        let cursor = menu.scroll.cursor
        let prefix = "\(Command.theme.id)."
        guard entries.indices.contains(cursor), entries[cursor].id.hasPrefix(prefix) else { return chosen }
        return String(entries[cursor].id.dropFirst(prefix.count))
    }

    /// The rank of a command, best first: 0 when it is named so, 1 when its name begins so, as `quit` does for `q`,
    /// and more the less likely it is meant; nil when a word does not occur.
    private static func rank(_ command: Command, _ words: [Substring]) -> Int? {
        let names = command.id.lowercased().split(separator: ".")
        let help = command.help.lowercased()
        let text = "\(help) \(command.id.lowercased()) \(keys(of: command).lowercased())"
        guard words.allSatisfy(text.contains) else { return nil }
        if [command.name.lowercased()] == words.map(String.init) { return 0 }
        if words.allSatisfy({ word in names.dropFirst().contains { $0.hasPrefix(word) } }) { return 1 }
        return words.allSatisfy { word in help.split(separator: " ").contains { $0.hasPrefix(word) } } ? 2 : 3
    }

    /// The actions of the command under the cursor; nothing but a message when something stands in its way.
    static func run(_ context: CommandContext) -> [ConsoleAction] {
        let entries = entries(for: context)
        let cursor = context.state.menu?.scroll.cursor ?? 0
        guard entries.indices.contains(cursor) else { return [] }
        var state = context.state
        state.menu = nil
        let closed = CommandContext(state: state, layout: context.layout)
        if let obstacle = entries[cursor].obstacle(closed) { return [.posted(Message(.warning, obstacle))] }
        return entries[cursor].actions(closed)
    }

    /// Draws the list over the pane and returns where the cursor stands.
    static func draw(_ context: CommandContext, on canvas: Canvas) -> Point? {
        let body = canvas.sub(context.layout.body)
        return view(context)?.draw(on: body).map { canvas.place($0, of: body) }
    }

    /// The actions of a press on a line: the same as Enter there.
    static func press(at point: Point, _ context: CommandContext) -> [ConsoleAction] {
        let body = context.layout.body
        let inside = Point(point.x - body.x, point.y - body.y)
        guard let view = view(context), let index = view.item(at: inside, size: body.size) else { return [] }
        var state = context.state
        state.menu?.scroll.place(at: index, count: view.items.count)
        return [.menu(.closed)] + run(CommandContext(state: state, layout: context.layout))
    }

    private static func view(_ context: CommandContext) -> MenuView? {
        guard let menu = context.state.menu else { return nil }
        let entries = entries(for: context)
        let isTyped = menu.kind == .commands
        let items = entries.map { command in
            MenuView.Item(
                key: isTyped ? typed(command) : keys(of: command), command.help,
                detail: isTyped ? keys(of: command) : "",
                group: isTyped ? "" : command.isMovement ? "Moving" : command.scope.title,
                disabled: command.obstacle(context))
        }
        var unfiltered = context.state
        unfiltered.menu?.filter = TextInput("")
        let all = self.entries(for: CommandContext(state: unfiltered, layout: context.layout)).count
        let title =
            switch menu.kind {
            case .keys: "Keys"
            case .commands: "Commands"
            case .actions: "Actions"
            case .copies: "Copy"
            case .calls: "Calls with this record"
            case .history: "History"
            }
        let body = context.layout.body
        var view = MenuView(
            title: StyledLine(title, Style(.heading)), items: items, cursor: menu.scroll.cursor,
            filter: (menu.filter.text, menu.filter.cursor), emptyText: StyledLine("No matches", Style(.muted)),
            footer: StyledLine("\(key: .runMenu) run", Style(.muted)), size: Size(min(body.width - 4, 90), body.height))
        view.prefix = isTyped ? ":" : "/"
        view.rows = all
        view.hint = StyledLine(menu.filter.text.isEmpty ? "\(all)" : "\(items.count) of \(all)", Style(.muted))
        return view
    }

    /// The name typed to run it.
    private static func typed(_ command: Command) -> String {
        ":\(command.name)" + (command.argument.map { " \($0.name)" } ?? "")
    }

    /// Its keys as people read them; empty for one that only the menu runs.
    static func keys(of command: Command) -> String {
        command.keys.map(\.description).joined(separator: " ")
    }
}
