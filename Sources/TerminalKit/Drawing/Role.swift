/// What a piece of the screen means. Drawing code names roles; only a ``Theme`` knows colours.
package enum Role: UInt8, Sendable, CaseIterable {
    /// Ordinary text on the ordinary ground.
    case plain
    /// Less important text: units, times, hints.
    case muted
    /// The program's own colour: what to look at first.
    case accent
    case heading
    case border
    /// The border of the part that has the keyboard.
    case focus
    /// A key in a hint.
    case key
    /// What the key does.
    case hint
    case ok
    case warning
    case error
    /// A row the user has marked.
    case marked
    /// The row or button under the cursor.
    case selected
    /// The row under the cursor of a part that has not the keyboard.
    case unfocused
    case added
    case changed
    case removed
    /// The label of a server.
    case badge
    /// The label of a server that must not be broken, and acts that break things.
    case danger
    case readonly
    /// A field one types into.
    case input
    /// Text that matches a search.
    case match
    /// The lines of status at the top and bottom.
    case bar
    /// Dialogs and menus over the screen.
    case overlay
}
