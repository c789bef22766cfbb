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

    /// The finding a row tells of; nil when there is none with that id.
    package static func finding(_ id: RecordID) -> Finding? { Finding(id: id.description) }

    /// The row opened: why it matters and what to do. Nil when no finding has that id.
    package static func record(_ id: RecordID) -> ListRecord? {
        finding(id).map { finding in
            ListRecord(
                row: content(of: finding),
                json: ["rule": .string(finding.rule.rawValue), "place": .string(finding.id)],
                sections: [DetailSection("Why it matters", [finding.rule.why])])
        }
    }

    /// Where something can be done about it; nil where the console has no place for that.
    package static func place(of id: RecordID) -> (pane: PaneID, record: RecordID?)? {
        guard let finding = finding(id), let pane = finding.pane else { return nil }
        return (pane, finding.record)
    }
}
