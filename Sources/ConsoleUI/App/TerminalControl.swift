package import TerminalKit

/// What the console asks of the terminal beside showing frames.
@ScreenActor
package struct TerminalControl {
    /// Returns when the terminal has taken the frame that was drawn last.
    package let painted: () async -> Void
    /// Throws away what was typed and not read yet.
    package let flushInput: () -> Void
    /// Gives the terminal to the shell until the program is continued.
    package let suspend: () -> Void
    /// Paints everything anew with the next frame.
    package let redraw: () -> Void
    /// Paints with another theme from the next frame on.
    package let useTheme: (String) -> Void
    /// Makes clicks and the wheel events of the console, or leaves them to the terminal.
    package let useMouse: (Bool) -> Void

    /// While true, a signal that ends the program leads out of the console like a hang-up, so that it can tidy up.
    package let holdEndings: (Bool) -> Void

    package init(
        painted: @escaping () async -> Void = {}, flushInput: @escaping () -> Void = {},
        suspend: @escaping () -> Void = {}, redraw: @escaping () -> Void = {},
        useTheme: @escaping (String) -> Void = { _ in }, useMouse: @escaping (Bool) -> Void = { _ in },
        holdEndings: @escaping (Bool) -> Void = { _ in }
    ) {
        self.painted = painted
        self.flushInput = flushInput
        self.suspend = suspend
        self.redraw = redraw
        self.useTheme = useTheme
        self.holdEndings = holdEndings
        self.useMouse = useMouse
    }
}
