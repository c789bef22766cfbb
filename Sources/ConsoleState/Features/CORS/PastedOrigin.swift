import SisenseClient

/// What became of one pasted line.
package struct PastedOrigin: Sendable, Equatable {
    package enum Outcome: Sendable, Equatable {
        case added
        /// Added in the form that browsers send.
        case normalized(String)
        case known
        case refused(String)
    }

    package let line: String
    package let outcome: Outcome

    /// Judges a line, and puts it into the list when it is an origin that the list does not have yet.
    init(_ line: String, into origins: inout [String]) {
        self.line = line
        switch OriginEntry.parse(line) {
        case .rejected(let reason): outcome = .refused(reason)
        case .accepted(let text, _), .normalized(let text, _, _):
            guard !origins.contains(text) else {
                outcome = .known
                return
            }
            origins.append(text)
            outcome = text == line ? .added : .normalized(text)
        }
    }

    package var isAdded: Bool {
        switch outcome {
        case .added, .normalized: true
        case .known, .refused: false
        }
    }
}
