/// Plans as lines of plain text, for terminals without a screen, files and logs: each record with its changes in words,
/// what they mean, whether they can be undone, and the requests. What somebody gains or loses is marked with `!`.
/// Secrets are masked; texts of the server are as they came, so what writes them to a terminal makes them harmless.
package struct PlanText: Sendable {
    /// The heading, what is to be known first, each record, and whether it can be undone.
    package let summary: [String]
    /// The requests as they are sent, each after an empty line.
    package let requests: [String]

    package var lines: [String] { summary + requests }

    package init(_ plans: [RequestPlan], on server: String) {
        let heading = plans.isEmpty ? "No changes" : PlanTitle.counted(plans)
        let warnings = RequestPlan.warnings(of: plans).map { "! \($0)" }
        let records = plans.enumerated().flatMap {
            Self.record($0.element, number: plans.count > 1 ? $0.offset + 1 : nil)
        }
        // A line break in a text must not make a line of its own, which could say anything.
        let together = RequestPlan.seats(of: plans) + RequestPlan.undoNotes(of: plans)
        summary = (["\(heading)  on \(server)"] + warnings + records + together).map(Self.line)
        requests = plans.flatMap { [""] + $0.requestText }.map(Self.line)
    }

    /// A text as one line, whatever it holds.
    package static func line(_ text: String) -> String { PlanScript.line(text) }

    /// One plan: its number among several, the record, what changes in it in words, or else path by path, and what it
    /// means.
    private static func record(_ plan: RequestPlan, number: Int?) -> [String] {
        let name = number.map { "\($0). \(plan.title)" } ?? plan.target.name
        let isInWords = plan.changes.allSatisfy { $0.old != nil || $0.new != nil }
        let changes = isInWords ? plan.changes : plan.neededWords
        let words =
            changes.filter { $0.effect != .plain }.map { "! \($0.text)" }
            + changes.filter { $0.effect == .plain }.map(\.text)
        let difference = isInWords ? [] : plan.unspokenLines.map { "    \($0.sign.rawValue) \($0.text)" }
        let line = words.isEmpty ? name : "\(name)  \(words.joined(separator: ", "))"
        return ["  " + line] + difference + plan.impact.map { "    \($0)" }
    }
}
