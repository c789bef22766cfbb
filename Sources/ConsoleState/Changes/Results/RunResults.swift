package import SisenseClient

/// The outcome of a run: of changes that were approved together, record by record. It is kept, to be looked at again.
package struct RunResults: Sendable {
    /// The time from the first request to the last answer.
    package struct Span: Sendable {
        package let began: ClockTime
        package let seconds: Int
    }

    package let title: String
    package private(set) var results: PlanResults
    package let origin: WriteOrigin
    /// True when this was an undo.
    package let isUndo: Bool
    /// Nil where that is not known.
    package let span: Span?
    /// The changes whose outcome is not known, and what is needed to look at their records.
    private(set) var unknown: UnknownOutcome
    /// The lines that show it: what was not done first. Worked out once, not for every frame.
    package private(set) var rows: [ResultRow]
    package var scroll = Scroll()

    init(_ confirmation: Confirmation, _ outcome: WriteOutcome, span: Span?, unknown: UnknownOutcome) {
        (title, origin, isUndo) = (confirmation.title, confirmation.origin, confirmation.isUndo)
        (self.span, self.unknown) = (span, unknown)
        results = outcome.results
        rows = ResultRow.rows(of: outcome.results)
    }

    /// Notes what the record of a plan shows whose outcome was not known.
    mutating func take(_ finding: ChangeFinding, of plan: RequestPlan) {
        results.take(finding, of: plan)
        rows = ResultRow.rows(of: results)
    }

    /// The changes that were made and can be taken back.
    package var undoable: [RequestPlan] { results.done.filter(\.hasUndo) }

    /// The index of the plan under the cursor; nil on a line that is about several.
    package var cursorPlan: Int? {
        guard rows.indices.contains(scroll.cursor), case .record(let index, _) = rows[scroll.cursor] else { return nil }
        return index
    }

    /// The changes of unknown outcome whose records can be read again.
    var lookable: UnknownOutcome? {
        let changes = unknown.changes.filter { change in
            guard change.isLookable, let index = results.plans.firstIndex(where: { $0.id == change.plan.id }) else {
                return false
            }
            if case .notKnown(_, .showsChange?) = results.states[index] { return false }
            return true
        }
        return changes.isEmpty ? nil : unknown.with(changes)
    }

    /// True when something can be found out about changes of unknown outcome.
    package var isLookable: Bool { lookable != nil }
}

/// A line of the results.
package enum ResultRow: Sendable, Equatable {
    /// A reason that several records share, with their number.
    case reason(ChangeOutcome.Word, String, count: Int)
    /// A plan by its index. `isBelowReason`: the line above says why it was not done.
    case record(Int, isBelowReason: Bool)

    /// Records from which on a reason that they share gets a line of its own.
    private static let fewestShared = 3

    /// What was refused, what is not known, what was not sent, what was done, each in the order of the plans; those that
    /// share a reason stand together.
    static func rows(of results: PlanResults) -> [ResultRow] {
        let order: [ChangeOutcome.Word] = [.refused, .notKnown, .notSent, .done]
        let outcomes = results.states.indices.map(results.outcome)
        return order.flatMap { word -> [ResultRow] in
            let indices = outcomes.indices.filter { outcomes[$0].word == word }
            guard word != .done else { return indices.map { .record($0, isBelowReason: false) } }
            let groups = Dictionary(grouping: indices) { outcomes[$0].explanation }
            let reasons = groups.keys.sorted { (groups[$0]?.first ?? 0) < (groups[$1]?.first ?? 0) }
            return reasons.flatMap { reason -> [ResultRow] in
                let records = groups[reason] ?? []
                let isShared = records.count >= fewestShared && !reason.isEmpty
                return (isShared ? [.reason(word, reason, count: records.count)] : [])
                    + records.map { .record($0, isBelowReason: isShared) }
            }
        }
    }
}

extension PlanResults.State {
    /// The outcome in a word, with the reason for it; one that is under way is not sent yet.
    package var outcome: ChangeOutcome {
        switch self {
        case .unsent, .sending: ChangeOutcome(.notSent, "")
        case .done: .done
        case .failed(let error): ChangeOutcome(ChangeOutcome(error).word, error.message)
        case .notKnown(let error, nil): ChangeOutcome(.notKnown, error.reason)
        case .notKnown(let error, let finding?):
            ChangeOutcome(.notKnown, "\(finding.sentence("it")) \(error.reason) \(finding.nextStep)")
        }
    }
}

extension RequestPlan {
    /// The change that was made, in a few words, and what it was made without: `role Viewer → Designer`, `created`.
    package var doneText: String { ([changeText] + shortfalls).joined(separator: ". ") }

    private var changeText: String {
        let changes = changes.map(\.text).joined(separator: ", ")
        switch call.operation.change {
        case .create: return changes.isEmpty ? "created" : "created: \(changes)"
        case .delete: return changes.isEmpty ? "deleted" : "deleted: \(changes)"
        case .none, .replace, .merge, .act: return changes.isEmpty ? "done" : changes
        }
    }

    /// The name of the record, or the whole change where it is about none.
    package var resultName: String { heading.recordName ?? title }
}
