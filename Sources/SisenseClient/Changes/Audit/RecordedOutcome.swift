/// The outcome of a change as the audit log has it, in the words that files and screens show.
package enum RecordedOutcome: String, Sendable, CaseIterable {
    case done
    case refused
    case notSent = "not sent"
    case notKnown = "not known"
    /// The program that sent it still waits for the answer.
    case sending
    /// A failure in a log of a version before, which kept only its message.
    case failed
    /// The line of the log cannot be read.
    case damaged

    init(_ word: ChangeOutcome.Word) {
        self =
            switch word {
            case .done: .done
            case .refused: .refused
            case .notSent: .notSent
            case .notKnown: .notKnown
            }
    }

    /// The outcome that a line of the log states. A word that no version has written says nothing certain.
    init(stated word: String) { self = ChangeOutcome.Word(rawValue: word).map(Self.init) ?? .notKnown }

    /// The outcome in the words of a change that ends now. What an older log or a damaged line says is nothing certain.
    package var word: ChangeOutcome.Word { ChangeOutcome.Word(rawValue: rawValue) ?? .notKnown }

    /// True when there may be something to undo: it was made, or nobody knows.
    package var mayBeMade: Bool {
        switch self {
        case .refused, .notSent: false
        case .done, .notKnown, .sending, .failed, .damaged: true
        }
    }
}
