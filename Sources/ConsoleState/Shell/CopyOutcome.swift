/// Where a copied text has gone. Of a terminal's clipboard nothing says whether it has taken it.
package enum CopyOutcome: Sendable, Equatable {
    case sentToTerminal
    case inTmux
    /// The path of the file.
    case written(String)
    /// Why it has gone nowhere, in a sentence.
    case failed(String)

    /// - Parameter what: What was copied, for "Copied …".
    func message(_ what: String) -> Message {
        switch self {
        case .sentToTerminal: Message(.ok, "Copied \(what): sent to the terminal")
        case .inTmux: Message(.ok, "Copied \(what): put into tmux's buffer")
        case .written(let path): Message(.ok, "Copied \(what): written to \(path)")
        case .failed(let problem): Message(.error, "Could not copy \(what): \(problem)")
        }
    }
}
