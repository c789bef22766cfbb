import ConsoleState
import SisenseClient
import TerminalKit

/// The preview of the changes of several records: each record on a line of its own with what changes in it, what is to
/// be known before, what is true of several of them, and how many requests it takes.
struct PlannedRecordsText {
    private let plans: [RequestPlan]

    init(_ plans: [RequestPlan]) {
        self.plans = plans
    }

    var lines: [StyledLine] {
        let repeated = repeated(\.impact, from: 2).map { StyledLine($0) }
        return warnings + records + (repeated.isEmpty ? [] : [""] + repeated)
    }

    /// Cells of the widest name that gets a column of its own.
    private static let widestName = 40

    // MARK: Each record

    private var records: [StyledLine] {
        let impact = Tally(plans.flatMap(\.impact))
        let names = plans.map(\.recordName)
        let width = min(names.map { TextWidth.cells(of: $0) }.max() ?? 0, Self.widestName)
        return zip(plans, names).flatMap { plan, name in
            [record(plan, name, width)]
                + plan.impact.filter { impact[$0] == 1 }.map { StyledLine([Span("    "), Span($0, .muted)]) }
        }
    }

    private func record(_ plan: RequestPlan, _ name: String, _ width: Int) -> StyledLine {
        let room = max(0, width - TextWidth.cells(of: name))
        let line = StyledLine([Span("  "), Span(name, .plain, .bold), Span(String(repeating: " ", count: room) + "  ")])
        let changes = plan.changes
        guard !changes.isEmpty else { return line + StyledLine([Span(verb(of: plan), .muted)]) }
        return changes.enumerated().reduce(line) { line, change in
            line + (change.offset == 0 ? "" : ", ") + Self.line(change.element)
        }
    }

    /// The words for a record in which nothing changes, as when it is deleted or logged out.
    private func verb(of plan: RequestPlan) -> String {
        let deed = plan.heading.deed ?? plan.title
        return deed.prefix(1).lowercased() + deed.dropFirst()
    }

    /// `role Viewer → Admin`; what somebody gains or loses by it has the colour of that.
    static func line(_ change: FieldChange) -> StyledLine {
        let role: TerminalKit.Role =
            switch change.effect {
            case .plain: .plain
            case .escalation: .warning
            case .loss: .danger
            }
        return StyledLine([Span(change.text, role)])
    }

    // MARK: Together

    /// Sentences that are true of several records, each once, and of how many where not of all.
    private func repeated(_ sentences: (RequestPlan) -> [String], from least: Int) -> [String] {
        let tally = Tally(plans.flatMap(sentences))
        return tally.values.filter { tally[$0] >= least }.map { sentence in
            let count = tally[sentence]
            return count == plans.count ? sentence : "\(count) of \(plans.count): \(sentence)"
        }
    }

    /// The warnings to read before the change is confirmed.
    private var warnings: [StyledLine] {
        let lines = Self.warnings(of: plans)
        return lines.isEmpty ? [] : lines + [""]
    }

    /// The warnings of several plans, each with the records it is about where it is not about all of them.
    static func warnings(of plans: [RequestPlan]) -> [StyledLine] {
        RequestPlan.warnings(of: plans).map { StyledLine([Span("! ", .warning), Span($0, .warning)]) }
    }

    /// The number of requests of each kind, and the keys that show them.
    var requests: StyledLine {
        let tally = Tally(plans.map(\.call.operation))
        let texts = tally.values.map { "\(tally[$0]) × \($0.id)" }.joined(separator: ", ")
        return StyledLine([
            Span(texts, .accent), Span("  \(key: .showRequests) shows each, \(key: .showAsCurl) as curl", .muted),
        ])
    }
}
