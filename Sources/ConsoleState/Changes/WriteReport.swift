import SisenseClient

/// What became of the records of a write, one by one, to be looked at.
package struct WriteReport: Sendable {
    package let title: String
    package let results: PlanResults
    package let origin: WriteOrigin
    /// True when this was an undo: what is left of it can be undone again.
    package let isUndo: Bool
    package var scroll = Scroll()

    init(_ confirmation: Confirmation, _ results: PlanResults) {
        title = confirmation.title
        self.results = results
        origin = confirmation.origin
        isUndo = confirmation.isUndo
    }

    /// A line for each record: what became of it, what was to be done, and why it was not.
    package var text: String {
        let lines = results.plans.indices.map { index in
            let result = results.states[index].text
            return [result.word, results.plans[index].title, result.reason].filter { !$0.isEmpty }
                .joined(separator: "\t")
        }
        return lines.joined(separator: "\n")
    }
}

extension PlanResults.State {
    /// In a word, and what there is to say about it.
    package var text: (word: String, reason: String) {
        switch self {
        case .unsent: ("not sent", "")
        case .sending: ("sending", "")
        case .done: ("done", "")
        case .failed(let error) where error.kind == .outcomeUnknown: ("not known", error.message)
        case .failed(let error): ("failed", error.message)
        }
    }
}

extension PlanResults {
    /// How a series went in which something failed.
    func summary(_ failure: APIError) -> Message {
        let unsent = unsentCount > 0 ? ", \(unsentCount) not sent" : ""
        return Message(
            .error, "\(doneCount) of \(plans.count) done, \(failedCount) failed\(unsent)", detail: failure.description)
    }
}
