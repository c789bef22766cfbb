/// What the terminal tells the program.
package enum InputEvent: Sendable, Equatable {
    case key(KeyStroke)
    /// Text pasted into the terminal, as one piece and unsanitised; line ends are `\n`.
    case paste(String)
    /// The terminal window got (true) or lost the keyboard.
    case focus(Bool)
    case resize(Size)
    case mouse(MouseEvent)
    /// The program runs again after it was suspended; the screen must be presented anew.
    case resumed
    /// The terminal is gone. Nothing more will come; the program should end.
    case hangUp
}
