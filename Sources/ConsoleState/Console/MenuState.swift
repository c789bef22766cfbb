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
        /// The themes; the one under the cursor shows at once.
        case themes
    }

    package let kind: Kind
    package var filter = TextInput()
    package var scroll = Scroll()

    package init(_ kind: Kind) {
        self.kind = kind
    }
}
