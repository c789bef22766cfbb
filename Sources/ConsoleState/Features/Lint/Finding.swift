/// Something on the server that should make an administrator look: which rule it breaks, what it is about, and where
/// in the console that is.
package struct Finding: Sendable, Equatable, Identifiable {
    /// How soon it should be looked at. The names sort in that order too, so that a list can be sorted by them.
    package enum Severity: String, Sendable, CaseIterable, Comparable {
        /// The server, or everyone's data, is open to people it should not be open to.
        case critical
        /// It will hurt somebody sooner or later.
        case major
        /// Worth tidying up.
        case minor

        /// Zero for the worst.
        var rank: Int {
            switch self {
            case .critical: 0
            case .major: 1
            case .minor: 2
            }
        }

        package static func < (one: Severity, other: Severity) -> Bool { one.rank < other.rank }
    }

    package let rule: LintRule
    /// The account, origin, dashboard it is about, in words.
    package let subject: String
    /// The pane where something can be done about it; nil where the console has none.
    package let pane: PaneID?
    /// The record there; nil where the whole pane is meant.
    package let record: RecordID?

    package init(_ rule: LintRule, _ subject: String, in pane: PaneID? = nil, record: String? = nil) {
        self.rule = rule
        self.subject = subject
        self.pane = pane
        self.record = record.map { RecordID($0) }
    }

    package var severity: Severity { rule.severity }

    /// All there is to it, so that it can be made from its id, and is the same in a later look.
    package var id: String {
        [rule.rawValue, pane?.rawValue ?? "-", record?.description ?? "-", subject].joined(separator: " ")
    }

    /// The finding with an id; nil when none can have it.
    init?(id: String) {
        let parts = id.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, let rule = LintRule(rawValue: parts[0]) else { return nil }
        self.init(
            rule, parts[3], in: PaneID(rawValue: parts[1]),
            record: parts[2] == "-" ? nil : parts[2])
    }
}
