/// The error of a wait that found nothing. The description holds the whole screen.
package struct TerminalSessionError: Error, CustomStringConvertible {
    package enum Reason: Equatable, Sendable {
        case timedOut
        case ended(ExitStatus)
    }

    package var expected: String
    package var reason: Reason
    package var screen: TerminalScreen

    package var description: String {
        let cause =
            switch reason {
            case .timedOut: "time ran out"
            case .ended(.exited(let code)): "the program exited with status \(code)"
            case .ended(.signalled(let signal)): "the program was ended by signal \(signal)"
            }
        let edge = "+" + String(repeating: "-", count: screen.size.columns) + "+"
        let lines = screen.lines.map { "|\($0)" }
        return (["expected \(expected), but \(cause); the screen was", edge] + lines + [edge]).joined(separator: "\n")
    }
}
