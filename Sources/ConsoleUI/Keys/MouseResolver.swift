import ConsoleState
import TerminalKit

/// Turns the mouse into actions: the wheel into the keys Up and Down, a press into what stands under it.
enum MouseResolver {
    /// Rows the wheel moves at a time.
    private static let wheelStep = 3

    /// The actions of a press or a turn of the wheel at a position; none where nothing is.
    static func actions(for event: MouseEvent, in context: CommandContext) -> [ConsoleAction] {
        guard !context.layout.isTooSmall else { return [] }
        switch event.action {
        case .wheelUp: return wheel(.up, context)
        case .wheelDown: return wheel(.down, context)
        case .press: return press(event.at, context)
        case .doublePress:
            // Only once: what a press has opened may stand under the second one.
            let opened: Set<Scope> = [.menu, .actions, .confirmation, .picker, .columnPicker]
            if let first = Scope.active(in: context.state).first, opened.contains(first) { return [] }
            let pressed = press(event.at, context)
            // A row is opened; tabs and headings are pressed a second time.
            switch pressed.last {
            case .list(_, .cursorPlaced)?, .jsonTree(.placed)?: break
            default: return pressed
            }
            return pressed + KeyResolver.actions(for: KeyStroke(.enter), in: context)
        case .release: return []
        }
    }

    private static func wheel(_ key: Key, _ context: CommandContext) -> [ConsoleAction] {
        let actions = KeyResolver.actions(for: KeyStroke(key), in: context)
        return Array(repeating: actions, count: wheelStep).flatMap(\.self)
    }

    private static func press(_ point: Point, _ context: CommandContext) -> [ConsoleAction] {
        let (state, layout) = (context.state, context.layout)
        let scopes = Scope.active(in: state)
        if layout.tabs.contains(point), scopes.contains(.console) {
            let tabs = Panes.tabs(state)
            return tabs.tab(at: point.x, width: layout.tabs.width).map { [.paneOpened(Panes.numbered[$0])] } ?? []
        }
        if case .picker(let picker)? = state.overlay { return PickerDialog(picker, state).press(at: point, layout) }
        if [.menu, .actions].contains(scopes.first) { return CommandMenu.press(at: point, context) }
        if scopes.first == .confirmation, let confirmation = state.writes.confirmation {
            return ConfirmationView(confirmation, session: state.session).press(at: point, layout)
        }
        // A press in the list ends the typing of a filter, as Enter does.
        guard layout.content.contains(point), let scope = scopes.first,
            scopes.contains(.list) || scopes.contains(.jsonTree) || scopes.contains(.pane(.home)) || scope == .filter
        else { return [] }
        let inside = Point(point.x - layout.content.x, point.y - layout.content.y)
        let actions = Panes.pane(state).press(at: inside, state, layout)
        return scopes.first == .filter && !actions.isEmpty ? [.list(state.pane, .filterKept)] + actions : actions
    }
}
