/// A list of commands: what narrows it, and the cursor in it.
package struct MenuState: Sendable {
    package enum Kind: Sendable {
        /// Everything that can be done here.
        case keys
        /// What can be done to the records of this pane.
        case actions
        /// What can be put on the clipboard.
        case copies
        /// The calls of the API that take the record.
        case calls
        /// The calls that were made.
        case history
    }

    package let kind: Kind
    package var filter: TextInput
    package var scroll = Scroll()

    package init(_ kind: Kind, text: String = "") {
        self.kind = kind
        filter = TextInput(text)
    }
}
