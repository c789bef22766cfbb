/// Why no screen could be opened, in one sentence for the user.
package enum TerminalError: Error, Sendable, Equatable, CustomStringConvertible {
    case inputIsNoTerminal
    case outputIsNoTerminal
    case noTerminalType
    case unknownTerminalType(String)
    /// The terminal cannot place its cursor.
    case terminalTooSimple(String)

    package var description: String {
        switch self {
        case .inputIsNoTerminal: "The console needs a terminal, but its standard input is not a terminal."
        case .outputIsNoTerminal: "The console needs a terminal, but its standard output is not a terminal."
        case .noTerminalType: "TERM is not set; set it to the type of your terminal, for example TERM=xterm-256color."
        case .unknownTerminalType(let name):
            "The terminal type \"\(Self.shown(name))\" is not known on this machine; try TERM=xterm-256color."
        case .terminalTooSimple(let name):
            "A terminal of type \"\(Self.shown(name))\" cannot show a full screen; try TERM=xterm-256color."
        }
    }

    /// A name from the environment may be anything, and is printed on a terminal.
    private static func shown(_ name: String) -> String {
        let cleaned = Sanitizer.clean(name, marks: .ascii)
        return cleaned.count > 60 ? cleaned.prefix(60) + "..." : cleaned
    }
}
