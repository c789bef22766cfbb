package import ConsoleState
import Foundation
package import TerminalKit

/// Turns what comes from the terminal into actions: text into the field that has the keyboard, keys into the commands
/// bound to them.
package enum KeyResolver {
    /// The actions of an event of the terminal in this state.
    package static func actions(
        for event: InputEvent, in state: ConsoleState, layout: ConsoleLayout
    ) -> [ConsoleAction] {
        if let actions = ahead(event, in: state, layout: layout) { return actions }
        return switch event {
        case .key(let stroke): press(stroke, in: CommandContext(state: state, layout: layout))
        case .paste(let text): paste(text, in: state)
        case .hangUp: [.quitConfirmed]
        case .mouse(let event):
            dismissal(in: state) + MouseResolver.actions(for: event, in: CommandContext(state: state, layout: layout))
        case .focus(let isFocused): [.autoRefresh(.focused(isFocused))]
        case .resize, .resumed: []
        }
    }

    /// Keeps what is typed before a form has opened for that form: it would run commands of the pane below. Only what
    /// stops the reading acts at once. Nil where nothing is kept.
    private static func ahead(
        _ event: InputEvent, in state: ConsoleState, layout: ConsoleLayout
    ) -> [ConsoleAction]? {
        guard state.holdsInput, !layout.isTooSmall else { return nil }
        switch event {
        case .key(let stroke) where UnboundKey.isElsewhere(stroke): return nil
        case .key(let stroke):
            if let stop = CommandTable.command(for: stroke, in: [.pendingOperation]) {
                return stop.actions(CommandContext(state: state, layout: layout))
            }
        case .paste: break
        case .focus, .resize, .mouse, .resumed, .hangUp: return nil
        }
        let size = layout.screen.size
        return [.typedAhead(TypedAhead { actions(for: event, in: $0, layout: ConsoleLayout(size, showing: $0)) })]
    }

    /// A key does what it is bound to, or says once that it does nothing.
    private static func press(_ stroke: KeyStroke, in context: CommandContext) -> [ConsoleAction] {
        guard !UnboundKey.isElsewhere(stroke) else { return [] }
        let state = context.state
        let scopes = Scope.active(in: state)
        if let note = UnboundKey.note(stroke, in: context, scopes) {
            let message = Message(.warning, note)
            return state.messages.current == message ? [] : dismissal(in: state) + [.posted(message)]
        }
        return dismissal(in: state) + actions(for: stroke, in: context, scopes)
    }

    /// The dismissal of the current message by the next key; none for an error.
    private static func dismissal(in state: ConsoleState) -> [ConsoleAction] {
        state.messages.current.map { $0.level == .error ? [] : [.messagePassed] } ?? []
    }

    /// - Parameter scopes: Those that take keys in this state; found out where they are not known yet.
    static func actions(
        for stroke: KeyStroke, in context: CommandContext, _ scopes: [Scope]? = nil
    ) -> [ConsoleAction] {
        let state = context.state
        if context.layout.isTooSmall {
            let command = CommandTable.command(for: stroke, in: [.console])
            guard command?.id == NamedCommand.quit.rawValue else { return [] }
            // Nothing else can be answered here; the notice has become the question.
            if case .asking = state.quit { return [.quitConfirmed] }
            return [.quitRequested]
        }
        // Keys typed before the preview came up were not meant for it.
        if case .confirmation(let confirmation)? = state.overlay, !confirmation.isShown { return [] }
        let scopes = scopes ?? Scope.active(in: state)
        let editing = scopes.first?.editing(in: state)
        if let editing, stroke.typedCharacter != nil, let edit = TextEdit(stroke) { return [editing(edit)] }
        guard let command = CommandTable.command(for: stroke, in: scopes) else {
            if scopes.first == .actions { return ActionMenu(context).press(stroke) }
            return editing.flatMap { editing in TextEdit(stroke).map { [editing($0)] } } ?? []
        }
        if let obstacle = command.obstacle(context) {
            return [.posted(Message(.warning, obstacle))]
        }
        return command.actions(context)
    }

    /// A paste is one event, whatever it holds: its line ends never act as Enter.
    private static func paste(_ text: String, in state: ConsoleState) -> [ConsoleAction] {
        guard let scope = Scope.active(in: state).first, let editing = scope.editing(in: state) else { return [] }
        let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }
        // A name that approves a critical change has to be typed.
        if scope == .confirmation, let focus = state.writes.confirmation?.focus, focus == .cancel || focus == .send {
            return [.posted(Message(.warning, "Type the name; it cannot be pasted"))]
        }
        if scope == .originEntry, lines.count > 1 { return [.cors(.entryPasted(lines))] }
        if [.picker, .columnPicker].contains(scope) { return lines.isEmpty ? [] : [.picker(.pasted(lines))] }
        if scope == .form { return lines.isEmpty ? [] : [.form(.pasted(lines))] }
        if scope == .filter, lines.count > 1 { return [editing(.insert(ListFilter.alternatives(of: lines)))] }
        return lines.isEmpty ? [] : [editing(.insert(lines.joined(separator: " ")))]
    }
}

extension TextEdit {
    /// The edit that a key makes to a line of text; nil when it does nothing there.
    init?(_ stroke: KeyStroke) {
        if let character = stroke.typedCharacter {
            self = .insert(String(character))
            return
        }
        switch (stroke.modifiers, stroke.key) {
        case ([], .backspace): self = .backspace
        case ([], .delete): self = .delete
        case ([], .left): self = .left
        case ([], .right): self = .right
        case ([], .home): self = .home
        case ([], .end), (.control, .character("e")): self = .end
        case (.control, .character("u")): self = .deleteToStart
        case (.control, .character("w")): self = .deleteWord
        default: return nil
        }
    }
}
