import SisenseClient

/// A finding as a row, and back: the id of the row tells the rule and the place.
package enum FindingRow {
    static let columns = [
        ListColumn("finding", "Finding"), ListColumn("severity", "Severity"), ListColumn("subject", "Concerns"),
        ListColumn("advice", "What to do"),
    ]

    static func content(of finding: Finding) -> RowContent {
        RowContent(
            id: RecordID(finding.id),
            cells: [finding.rule.title, finding.severity.rawValue, finding.subject, finding.rule.advice])
    }

    /// The row opened: why it matters and what to do.
    package static func record(_ row: RowContent) -> ListRecord {
        let rule = parts(of: row.id).first.flatMap(LintRule.init)
        return ListRecord(
            row: row, json: ["rule": .string(rule?.rawValue ?? ""), "place": .string(row.id.description)],
            sections: [DetailSection("Why it matters", [rule?.why ?? ""])])
    }

    /// Where something can be done about it; nil where the console has no place for that.
    package static func place(of id: RecordID) -> (pane: PaneID, record: RecordID?)? {
        let parts = parts(of: id)
        guard parts.count >= 3, parts[1] != "-" else { return nil }
        return (PaneID(parts[1], title: ""), parts[2] == "-" ? nil : RecordID(parts[2]))
    }

    private static func parts(of id: RecordID) -> [String] {
        id.description.split(separator: " ", maxSplits: 3).map(String.init)
    }
}
