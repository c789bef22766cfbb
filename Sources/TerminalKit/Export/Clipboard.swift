import Foundation

/// The clipboard sequence of terminals (OSC 52), which reaches the person's own machine through SSH, and where it does
/// not work.
package enum Clipboard {
    /// The way of a text to a clipboard.
    package enum Route: Sendable, Equatable {
        /// By the sequence.
        case terminal(Wrapping)
        /// By a command of the tmux that this program runs in, which drops the sequence unless it is configured to take
        /// it.
        case tmux
        /// None that is known to work.
        case none

        /// - Parameter isDescribed: True when the terminal's description has the sequence (`Ms`).
        package init(environment: [String: String], isDescribed: Bool = false) {
            let type = environment["TERM"] ?? ""
            let isInScreen = environment["STY"]?.isEmpty == false
            if environment["TMUX"]?.isEmpty == false, !isInScreen || type.hasPrefix("tmux") {
                self = .tmux
            } else if isInScreen || type.hasPrefix("screen") {
                self = .terminal(.screen)
            } else if type.hasPrefix("tmux") {
                // A tmux on another machine, which cannot be asked.
                self = .none
            } else if isDescribed {
                self = .terminal(.none)
            } else {
                // Terminals of GNOME's library report its version; hardly any of them takes the sequence.
                let isKnownNotTo =
                    Self.without.contains { type.hasPrefix($0) } || environment["VTE_VERSION"]?.isEmpty == false
                self = isKnownNotTo ? .none : .terminal(.none)
            }
        }

        /// Types of terminals that have no such sequence.
        private static let without = ["linux", "vt", "ansi", "cygwin", "cons", "putty", "rxvt", "Eterm", "konsole"]
    }

    /// The program between this one and the terminal.
    package enum Wrapping: Sendable, Equatable {
        case none, screen
    }

    /// The longest encoded text: terminals drop longer sequences without a word.
    package static let limit = 75_000

    /// The bytes that put a text on the clipboard; nil for one that is too long.
    package static func sequence(for text: String, within wrapping: Wrapping = .none) -> [UInt8]? {
        let encoded = Data(text.utf8).base64EncodedString()
        guard encoded.utf8.count <= limit else { return nil }
        let plain = "\u{1B}]52;c;\(encoded)\u{7}"
        switch wrapping {
        case .none: return Array(plain.utf8)
        case .screen: return screenPieces(Array(plain.utf8))
        }
    }

    /// screen passes strings of at most 768 bytes on, so a long sequence goes in pieces. A short one goes plain as well,
    /// which screen ignores: over SSH from within tmux, `TERM` often says screen too.
    private static func screenPieces(_ bytes: [UInt8]) -> [UInt8] {
        let pieces = stride(from: 0, to: bytes.count, by: 512).flatMap { start in
            Array("\u{1B}P".utf8) + bytes[start..<min(start + 512, bytes.count)] + Array("\u{1B}\\".utf8)
        }
        return (bytes.count <= 700 ? bytes : []) + pieces
    }
}
