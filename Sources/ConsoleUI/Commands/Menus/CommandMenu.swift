import ConsoleState
import Foundation
import SisenseClient
import TerminalKit

/// The lists in which a command is chosen: by the name that is typed, or from those that fit what is open.
enum CommandMenu {
    /// The commands listed: those that fit best what is typed first. One that cannot be done now comes last, unless it
    /// is named exactly so.
    static func entries(for context: CommandContext) -> [Command] {
        var state = context.state
        let words = (state.menu?.filter.text.lowercased() ?? "").split(separator: " ")
        let kind = state.menu?.kind ?? .commands
        state.menu = nil
        let commands =
            switch kind {
            case .commands, .keys, .actions: CommandTable.active(in: state).filter { !$0.isMovement && !$0.isEscape }
            case .copies: copies(state)
            case .calls: state.list?.subject.map { Command.calls(taking: $0, of: state.pane) } ?? []
            case .history: Command.history(state.explorer)
            }
        if let (command, argument, typed) = argument(in: context.state.menu?.filter.text ?? "", commands) {
            return argument.commands(of: command, typed: typed, in: context.state)
        }
        let closed = CommandContext(state: state, layout: context.layout)
        let ranked = (kind == .commands ? oneForEachName(commands) : commands).enumerated().compactMap {
            index, command -> Ranked? in
            guard let rank = words.isEmpty ? 1 : rank(command, words) else { return nil }
            return Ranked(
                command: command, isOff: rank > 0 && command.obstacle(closed) != nil, rank: rank, index: index)
        }
        guard kind == .commands else { return ranked.sorted { $0.order < $1.order }.map(\.command) }
        // What was used last is likely to be wanted again; the rest is found by its name.
        let used = state.commandHistory.newestFirst.compactMap { $0.split(separator: " ").first.map(String.init) }
        let recency = Dictionary(used.enumerated().map { ($1, $0) }, uniquingKeysWith: min)
        return ranked.sorted { left, right in
            let leftUse = recency[left.command.name] ?? .max
            let rightUse = recency[right.command.name] ?? .max
            return (left.isOff ? 1 : 0, left.rank, leftUse, left.command.name)
                < (right.isOff ? 1 : 0, right.rank, rightUse, right.command.name)
        }.map(\.command)
    }

    /// The commands without those whose name runs another one, that of a scope further in. One that takes something
    /// behind its name is another than one that takes nothing.
    private static func oneForEachName(_ commands: [Command]) -> [Command] {
        var (names, taking): (Set<String>, Set<String>) = ([], [])
        return commands.filter { command in
            guard let argument = command.argument, !argument.isOptional else {
                return names.insert(command.name).inserted
            }
            return taking.insert(command.name).inserted
        }
    }

    private struct Ranked {
        let command: Command
        let isOff: Bool
        let rank: Int
        let index: Int

        var order: (Int, Int, Int) { (isOff ? 1 : 0, rank, index) }
    }

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
            guard let argument = command.argument, !argument.isOptional || !typed.isEmpty else { continue }
            return (command, argument, typed)
        }
        return nil
    }

    /// The typed text completed to the line under the cursor: the name of its command, or with the value it stands for.
    static func completion(in context: CommandContext) -> String? {
        let entries = entries(for: context)
        guard let menu = context.state.menu, menu.kind == .commands, entries.indices.contains(menu.scroll.cursor) else {
            return nil
        }
        let entry = entries[menu.scroll.cursor]
        return entry.argument == nil ? typed(entry) : "\(entry.name) "
    }

    /// The name of the theme to draw with: the one under the cursor while themes are chosen.
    static func theme(in context: CommandContext) -> String {
        let chosen = context.state.appearance.theme
        if let picker = context.state.picker, case .theme = picker.target { return picker.current?.id ?? chosen }
        guard let menu = context.state.menu, menu.kind == .commands else { return chosen }
        let entries = entries(for: context)
        let cursor = menu.scroll.cursor
        guard entries.indices.contains(cursor) else { return chosen }
        return value(of: entries[cursor], for: Command.theme) ?? chosen
    }

    /// The value that an entry stands for as the argument of a command; nil when it is no choice of that.
    private static func value(of entry: Command, for command: Command) -> String? {
        let prefix = "\(command.id)."
        return entry.id.hasPrefix(prefix) ? String(entry.id.dropFirst(prefix.count)) : nil
    }

    /// The rank of a command, best first: 0 when it is named so, 1 when its name begins so, as `quit` does for `q`,
    /// and more the less likely it is meant; nil when a word does not occur.
    private static func rank(_ command: Command, _ words: [Substring]) -> Int? {
        let names = command.id.lowercased().split(separator: ".")
        let label = command.label.lowercased()
        let text = "\(label) \(command.id.lowercased()) \(text(of: command.keys).lowercased())"
        guard words.allSatisfy(text.contains) else { return nil }
        if [command.name.lowercased()] == words.map(String.init) { return 0 }
        if words.allSatisfy({ word in names.dropFirst().contains { $0.hasPrefix(word) } }) { return 1 }
        return words.allSatisfy { word in label.split(separator: " ").contains { $0.hasPrefix(word) } } ? 2 : 3
    }

    /// Closes the list and does what the command under the cursor does; nothing but a message when something stands in
    /// its way. Where nothing is called like what was typed, the list stays open with it.
    static func run(_ context: CommandContext) -> [ConsoleAction] {
        let entries = entries(for: context)
        let cursor = context.state.menu?.scroll.cursor ?? 0
        guard entries.indices.contains(cursor) else { return unmatched(context) }
        let entry = entries[cursor]
        let closed = context.withoutMenu
        if let obstacle = entry.obstacle(closed) { return [.menu(.closed), .posted(Message(.warning, obstacle))] }
        let ran: [ConsoleAction] = context.state.menu?.kind == .commands ? [.menu(.ran(typed(entry)))] : []
        return [.menu(.closed)] + ran + entry.actions(closed)
    }

    private static func unmatched(_ context: CommandContext) -> [ConsoleAction] {
        let text = context.state.menu?.filter.text ?? ""
        guard !text.allSatisfy(\.isWhitespace) else { return [.menu(.closed)] }
        guard let (command, argument, typed) = argument(in: text, CommandTable.active(in: context.withoutMenu.state))
        else {
            let nearest = NearestName.of(text, among: CommandTable.active(in: context.withoutMenu.state).map(\.name))
            let meant = nearest.map { ". Did you mean :\($0)?" } ?? ""
            return [.posted(Message(.warning, "No command matches \(text)\(meant)"))]
        }
        let missing = typed.isEmpty ? "needs \(argument.name)" : "does not know \(typed)"
        return [.posted(Message(.warning, ":\(command.name) \(missing)"))]
    }

    /// Draws the list over the pane and returns where the cursor stands.
    static func draw(_ context: CommandContext, on canvas: Canvas) -> Point? {
        guard let menu = context.state.menu else { return nil }
        let body = canvas.sub(context.layout.dialogs)
        let caret: Point? =
            switch menu.kind {
            case .keys: KeyPage(context).draw(on: body)
            case .actions: ActionMenu(context).view.draw(on: body)
            case .commands: commandList(menu, context).draw(on: body)
            case .copies, .calls, .history: choices(menu, context).draw(on: body)
            }
        return caret.map { canvas.place($0, of: body) }
    }

    /// The actions of a press on a line: the same as Enter there.
    static func press(at point: Point, _ context: CommandContext) -> [ConsoleAction] {
        guard let menu = context.state.menu else { return [] }
        let body = context.layout.dialogs
        let inside = Point(point.x - body.x, point.y - body.y)
        func run(_ index: Int?) -> [ConsoleAction] {
            guard let index else { return [] }
            var state = context.state
            state.menu?.scroll.place(at: index, count: entries(for: context).count)
            return self.run(CommandContext(state: state, layout: context.layout))
        }
        switch menu.kind {
        case .keys: return []
        case .actions: return ActionMenu(context).press(at: inside, size: body.size)
        case .commands: return run(commandList(menu, context).item(at: inside, size: body.size))
        case .copies, .calls, .history: return run(choices(menu, context).item(at: inside, size: body.size))
        }
    }

    /// The number of all entries, whatever is typed.
    private static func total(_ context: CommandContext) -> Int {
        var unfiltered = context.state
        unfiltered.menu?.filter = TextInput("")
        return entries(for: CommandContext(state: unfiltered, layout: context.layout)).count
    }

    private static func count(_ shown: Int, of menu: MenuState, _ context: CommandContext) -> StyledLine {
        // Behind a command's name there are things to choose, not commands.
        if argument(in: menu.filter.text, CommandTable.all) != nil { return StyledLine("\(shown)", Style(.muted)) }
        let all = total(context)
        return StyledLine(menu.filter.text.isEmpty ? "\(all)" : "\(shown) of \(all)", Style(.muted))
    }

    private static func commandList(_ menu: MenuState, _ context: CommandContext) -> CommandListView {
        let entries = entries(for: context)
        let closed = context.withoutMenu
        let items = entries.map { item($0, closed) }
        return CommandListView(
            title: StyledLine("Commands", Style(.heading)), items: items, cursor: menu.scroll.cursor,
            input: (menu.filter.text, menu.filter.cursor), hint: count(items.count, of: menu, context),
            emptyText: StyledLine("No matches", Style(.muted)), sample: sample(menu, context).map { item($0, closed) })
    }

    /// The commands that the widths of the list are measured on, so that they stay while one types: all of them, or the
    /// choices behind the name of one.
    private static func sample(_ menu: MenuState, _ context: CommandContext) -> [Command] {
        var state = context.state
        if let (command, _, _) = argument(in: menu.filter.text, CommandTable.all) {
            state.menu?.filter = TextInput("\(command.name) ")
        } else {
            state.menu?.filter = TextInput("")
        }
        return self.entries(for: CommandContext(state: state, layout: context.layout))
    }

    private static func item(_ command: Command, _ context: CommandContext) -> CommandListView.Item {
        let name = command.argument.map { $0.isOptional ? typed(command) : "\(typed(command)) \($0.name)" }
        let keys = CommandTable.keys(of: command, in: context.withoutMenu.state)
        return CommandListView.Item(
            ":\(name ?? typed(command))", keys: keys.map(\.description), command.label(context),
            help: command.help == command.label ? "" : command.help, reason: command.obstacle(context)?.asReason)
    }

    private static func choices(_ menu: MenuState, _ context: CommandContext) -> MenuView {
        let entries = entries(for: context)
        let items = entries.map { MenuView.Item($0.label, disabled: $0.obstacle(context)) }
        let title = title(menu.kind)
        let body = context.layout.dialogs
        var view = MenuView(
            title: StyledLine(title, Style(.heading)), items: items, cursor: menu.scroll.cursor,
            filter: (menu.filter.text, menu.filter.cursor), emptyText: StyledLine("No matches", Style(.muted)),
            size: Size(min(body.width - 4, 90), body.height))
        view.rows = total(context)
        view.hint = count(items.count, of: menu, context)
        return view
    }

    /// The heading of a list of this kind.
    static func title(_ kind: MenuState.Kind) -> String {
        switch kind {
        case .calls: "Calls with this record"
        case .history: "History"
        case .copies: "Copy"
        case .keys: "Keys"
        case .commands: "Commands"
        case .actions: "Actions"
        }
    }

    /// The text typed to run it: its name, with the value where it stands for one.
    static func typed(_ command: Command) -> String {
        guard let (parent, value) = command.choice else { return command.name }
        return "\(parent) \(value)"
    }

    /// Its keys as people read them; empty for one that only the menu runs.
    static func text(of keys: [KeyStroke]) -> String { keys.map(\.description).joined(separator: " ") }
}

extension CommandContext {
    /// The same before the menu was opened: commands are about what lies below it.
    var withoutMenu: CommandContext {
        var state = state
        state.menu = nil
        return CommandContext(state: state, layout: layout)
    }
}

extension String {
    /// The reason why a command is off, in a column beside it instead of a sentence of its own.
    var asReason: String { prefix(1).lowercased() + dropFirst() }
}
