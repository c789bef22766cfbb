import Foundation

/// The clipboard sequence of terminals (OSC 52), which reaches the person's own machine through SSH.
package enum Clipboard {
    /// What stands between the program and the terminal.
    package enum Wrapping: Sendable, Equatable {
        case none, tmux, screen

        /// tmux sets `TMUX`, screen sets `STY`; over SSH from within either only `TERM` still tells.
        package init(environment: [String: String]) {
            let term = environment["TERM"] ?? ""
            if environment["TMUX"]?.isEmpty == false || term.hasPrefix("tmux") {
                self = .tmux
            } else if environment["STY"]?.isEmpty == false || term.hasPrefix("screen") {
                self = .screen
            } else {
                self = .none
            }
        }
    }

    /// The longest encoded text: terminals drop longer sequences without a word.
    package static let limit = 75_000

    /// The bytes that put a text on the clipboard.
    package static func sequence(for text: String, within wrapping: Wrapping = .none) throws(ClipboardError) -> [UInt8]
    {
        let encoded = Data(text.utf8).base64EncodedString()
        guard encoded.utf8.count <= limit else { throw .tooLong(bytes: text.utf8.count, limit: limit / 4 * 3) }
        let plain = "\u{1B}]52;c;\(encoded)\u{7}"
        switch wrapping {
        case .none: return Array(plain.utf8)
        // Plain for a tmux that keeps the clipboard itself (set-clipboard), passed through for one that lets programs
        // (allow-passthrough). With both it is set twice to the same.
        case .tmux: return Array((plain + "\u{1B}Ptmux;\u{1B}\(plain)\u{1B}\\").utf8)
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

/// Why a text cannot be put on the clipboard.
package enum ClipboardError: Error, Sendable, Equatable, CustomStringConvertible {
    case tooLong(bytes: Int, limit: Int)

    package var description: String {
        switch self {
        case .tooLong(let bytes, let limit):
            "\(bytes) bytes are too many for the terminal's clipboard, which takes \(limit); save to a file instead."
        }
    }
}
