package import ConsoleState

/// The part of the screen that has the keyboard. A key is looked up in the scopes that are active, the innermost first.
package enum Scope: Sendable, Hashable {
    /// Keys that work wherever nothing more urgent has the keyboard.
    case console
    /// Any pane that is a list.
    case list
    /// One pane.
    case pane(PaneID)
    case detail
    /// The answer to a call.
    case answer
    /// Lines that fold, wherever they are shown.
    case jsonTree
    case filter
    /// Looking for a text in an open record.
    case search
    /// A choice from a list.
    case picker
    /// A choice of columns, which have an order.
    case columnPicker
    case originEntry
    case confirmation
    /// A run that is being sent.
    case run
    /// The results of a run.
    case results
    case form
    /// A form that shows what it would send.
    case formPreview
    /// A form whose content the server can try out.
    case formTest
    /// The tree of folders.
    case tree
    /// Who can see a dashboard, beside its shares.
    case shareViewers
    case signIn
    case connectionFailed
    case menu
    /// The menu of actions, in which letters run them.
    case actions
    /// The page of keys.
    case keyPage
    case newToken
    /// Two changes of one record.
    case conflict
    /// Keys that work beside everything else, while something is read for a form or a preview.
    case pendingOperation
    /// Keys that work beside everything else, while settings are pending confirmation.
    case autoRevert
    /// The copies that `y` offers.
    case copy
    /// The copies that `y` offers of an answer.
    case answerCopy
    /// Calls to choose from.
    case calls
    /// The copies that `y` offers of the line under the cursor of an open record.
    case valueCopy
    /// All messages of this session.
    case messages
    case quit

    /// The scopes that take keys in this state, the innermost first. What lies on top takes them alone.
    package static func active(in state: ConsoleState) -> [Scope] {
        if let overlay = state.overlay {
            // The results of a run come up by themselves, while the time runs in which its settings are confirmed.
            if case .results = overlay, state.autoRevert != nil { return of(overlay) + [.autoRevert] }
            return of(overlay)
        }
        var scopes = inPane(state)
        guard scopes.last == .console else { return scopes }
        // Last, so that a key of an open record keeps its meaning there.
        if state.autoRevert != nil { scopes.append(.autoRevert) }
        if state.pendingOperation?.isShown == true { scopes.insert(.pendingOperation, at: 0) }
        return scopes
    }

    private static func of(_ overlay: Overlay) -> [Scope] {
        switch overlay {
        case .quit: [.quit]
        case .menu(let menu):
            switch menu.kind {
            case .actions: [.actions]
            case .keys: [.keyPage]
            case .commands, .copies, .calls, .history: [.menu]
            }
        case .messages: [.messages]
        case .signIn: [.signIn]
        case .newToken: [.newToken]
        case .conflict: [.conflict]
        case .confirmation(let confirmation):
            confirmation.isSending && confirmation.plans.count > 1 ? [.run] : [.confirmation]
        case .results: [.results]
        case .picker(let picker): if case .columns = picker.target { [.columnPicker, .picker] } else { [.picker] }
        case .form(let form):
            [.form] + (form.isTestable ? [.formTest] : []) + (form.hasPreview ? [.formPreview] : [])
        }
    }

    /// Those of the pane, and of a line that is typed below it.
    private static func inPane(_ state: ConsoleState) -> [Scope] {
        if case .failed = state.session.phase { return [.connectionFailed, .console] }
        guard state.session.isReady else { return [.console] }
        if state.shownAnswer != nil {
            return state.jsonTree?.search?.isTyping == true ? [.search] : [.answer, .jsonTree, .console]
        }
        guard let list = state.list else { return [.pane(state.pane), .console] }
        if state.pane == .cors, state.cors.entry != nil { return [.originEntry] }
        if list.filterInput != nil { return [.filter] }
        if state.jsonTree?.search?.isTyping == true { return [.search] }
        if list.detail != nil { return [.detail, .pane(state.pane), .jsonTree, .console] }
        if state.pane == .dashboards, state.tree != nil { return [.tree, .pane(.dashboards), .console] }
        if state.pane == .shares, state.shares?.viewers.hasFocus == true {
            return [.shareViewers, .pane(.shares), .console]
        }
        return [.pane(state.pane), .list, .console]
    }

    /// The scopes in the order of their hints: in an open record what is done with it comes before what any has.
    static func byUse(_ scopes: [Scope]) -> [Scope] {
        if scopes.first == .columnPicker { return [.picker, .columnPicker] }
        guard scopes.first == .detail else { return scopes }
        return scopes.filter { $0 != .detail && $0 != .console } + [.detail, .console]
    }

    /// The action of editing the text of this scope; nil when the scope has no text.
    package func editing(in state: ConsoleState) -> (@Sendable (TextEdit) -> ConsoleAction)? {
        let pane = state.pane
        switch self {
        case .filter: return { .list(pane, .filterEdited($0)) }
        case .search: return { .jsonTree(.searchEdited($0)) }
        case .originEntry: return { .cors(.entryEdited($0)) }
        case .signIn: return { .session(.edited($0)) }
        case .picker, .columnPicker: return { .picker(.edited($0)) }
        case .menu, .actions, .keyPage:
            guard state.menu?.isTyping == true else { return nil }
            return { .menu(.edited($0)) }
        case .form:
            if case .toggle = state.form?.field?.content { return nil }
            return { .form(.edited($0)) }
        case .confirmation:
            guard let confirmation = state.writes.confirmation else { return nil }
            switch confirmation.focus {
            case .cancel where confirmation.typedConfirmation == nil, .send where confirmation.typedConfirmation == nil:
                return nil
            case .reason, .password, .cancel, .send: return { .write(.textEdited($0)) }
            }
        default: return nil
        }
    }

    /// True where the pane itself, or a line typed below it, takes the keys, and no dialog in front of it.
    var isInPane: Bool { [.console, .filter, .search, .originEntry].contains(self) }

    /// The name of this for a person, as a heading in the list of keys.
    package var title: String {
        switch self {
        case .console: "Everywhere"
        case .list: "In lists"
        case .pane(let pane): "In \(pane.title)"
        case .answer: "In an answer"
        case .detail, .jsonTree: "In a record"
        case .filter: "While filtering"
        case .search: "While searching"
        case .picker: "Choosing"
        case .columnPicker: "Choosing columns"
        case .run: "While a run is sent"
        case .results: "In results"
        case .originEntry: "Typing an origin"
        case .form, .formTest, .formPreview: "In a form"
        case .tree: "In folders"
        case .shareViewers: "In who can see it"
        case .confirmation: "Reviewing a change"
        case .signIn: "Login"
        case .connectionFailed: "Without a connection"
        case .menu: "In a list of commands"
        case .actions: "In the actions"
        case .keyPage: "On the page of keys"
        case .newToken: "With a new token"
        case .conflict: "Resolving a conflict"
        case .pendingOperation: "While reading"
        case .autoRevert: "Pending confirmation"
        case .copy, .valueCopy, .answerCopy: "Copying"
        case .calls: "Calls"
        case .messages: "In the messages"
        case .quit: "Quitting"
        }
    }
}
