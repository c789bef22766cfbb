/// Whether the console is on its way out.
package enum QuitState: Sendable, Equatable {
    case no
    /// There is something to lose, so a person is asked; the text says what.
    case asking(String)
    case yes
}
