/// A list of commands: what narrows it, and the cursor in it.
package struct MenuState: Sendable {
    package enum Kind: Sendable {
        /// Everything that can be done here, by its keys.
        case keys
        /// The same by the names that are typed.
        case commands
        /// The commands for the records of this pane.
        case actions
        /// The texts that can be put on the clipboard.
        case copies
        /// The calls of the API that take the record.
        case calls
        /// The calls that were made.
        case history
    }

    package let kind: Kind
    /// True for the lists in which names of commands are typed, with what follows them.
    package var takesNames: Bool { kind == .keys || kind == .commands }
    package var filter: TextInput
    package var scroll = Scroll()

    package init(_ kind: Kind, text: String = "") {
        self.kind = kind
        filter = TextInput(text)
    }

    static func apply(_ action: MenuAction, to menu: inout MenuState?) {
        switch action {
        case .opened(let kind, let text): menu = MenuState(kind, text: text)
        case .edited(let edit):
            menu?.filter.apply(edit)
            menu?.scroll = Scroll()
        case .completed(let text):
            menu?.filter = TextInput(text)
            menu?.scroll = Scroll()
        case .moved(let movement, let count, let page): menu?.scroll.move(movement, count: count, page: page)
        case .closed: menu = nil
        }
    }
}

/// The actions on the list of commands.
package enum MenuAction: Sendable {
    /// Opens with a text typed already, as the name of a command that takes something more.
    case opened(MenuState.Kind, String = "")
    case edited(TextEdit)
    /// Replaces the text that was typed.
    case completed(String)
    /// `count` is the number of commands listed.
    case moved(Movement, count: Int, page: Int)
    case closed
}
