/// A unit of what a terminal sends, before anybody asks which key it is.
enum InputToken: Equatable {
    /// A character that is no control character.
    case text(Unicode.Scalar)
    /// A control character (C0 or DEL).
    case control(Unicode.Scalar)
    /// An Esc that nothing followed.
    case escape
    /// An Esc and the character that came with it.
    case escaped(Unicode.Scalar)
    /// `ESC [ … final`.
    case sequence(ControlSequence)
    /// `ESC O … final`.
    case single(ControlSequence)
    /// `ESC [ [ final`, a function key of the Linux console.
    case linuxFunction(Unicode.Scalar)
    /// `ESC [ M` and three bytes: button, column and row, each 32 more than it means.
    case oldMouse([UInt8])
}
