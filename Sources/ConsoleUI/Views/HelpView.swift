import ConsoleState
import TerminalKit

/// The commands that work now, narrowed by what is typed; Enter does what the line under the cursor says.
enum HelpView {
    /// The commands listed, those of the innermost scope first.
    static func entries(for context: CommandContext) -> [Command] {
        var state = context.state
        let filter = state.help?.filter.text.lowercased() ?? ""
        let isActions = state.help?.kind == .actions
        state.help = nil
        let scope = Scope.pane(state.pane)
        let commands = isActions ? CommandTable.commands(in: scope) : CommandTable.active(in: state)
        return commands.filter { command in
            guard !filter.isEmpty else { return true }
            return "\(command.help) \(command.id) \(keys(of: command))".lowercased().contains(filter)
        }
    }

    /// What the command under the cursor does; nothing but a message when something stands in its way.
    static func run(_ context: CommandContext) -> [ConsoleAction] {
        let entries = entries(for: context)
        let cursor = context.state.help?.scroll.cursor ?? 0
        guard entries.indices.contains(cursor) else { return [] }
        var state = context.state
        state.help = nil
        let closed = CommandContext(state: state, layout: context.layout)
        if let obstacle = entries[cursor].obstacle(closed) { return [.posted(Message(.warning, obstacle))] }
        return entries[cursor].actions(closed)
    }

    static func draw(_ context: CommandContext, on canvas: Canvas) -> Point? {
        guard let help = context.state.help else { return nil }
        let entries = entries(for: context)
        let items = entries.map { command in
            MenuView.Item(
                key: keys(of: command), command.help, detail: command.scope.title, disabled: command.obstacle(context))
        }
        let title = help.kind == .keys ? "Keys" : "Actions"
        let body = canvas.sub(context.layout.body)
        let menu = MenuView(
            title: StyledLine(title, Style(.heading)), items: items, cursor: help.scroll.cursor,
            filter: (help.filter.text, help.filter.cursor), emptyText: StyledLine("Nothing matches", Style(.muted)),
            foot: StyledLine("Enter does it", Style(.muted)), size: Size(min(body.width - 4, 90), body.height))
        return menu.draw(on: body).map { Point($0.x + context.layout.body.x, $0.y + context.layout.body.y) }
    }

    static func keys(of command: Command) -> String {
        command.keys.map(\.description).joined(separator: " ")
    }
}
