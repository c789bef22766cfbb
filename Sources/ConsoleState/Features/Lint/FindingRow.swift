import SisenseClient

/// A finding as a row, and back: the id of the row tells the rule and the place.
package enum FindingRow {
    static let layout = RowLayout<Finding>(
        [
            Column("severity", "Severity", 9...9, priority: 9, sortedBy: { Double($0.severity.rank) }) {
                $0.severity.rawValue
            },
            Column("finding", "Finding", 24...34, priority: 8, isName: true) { $0.rule.title },
            Column("subject", "Affects", 18...30, grows: true, priority: 7) { $0.subject },
            Column("advice", "What to do", 24...40, grows: true, priority: 5) { $0.rule.advice },
        ],
        id: { RecordID($0.id) },
        look: { finding in
            switch finding.severity {
            case .critical: RowLook(.danger, .fault)
            case .major: .warning
            case .minor: .plain
            }
        })

    /// The finding a row tells of; nil when there is none with that id.
    package static func finding(_ id: RecordID) -> Finding? { Finding(id: id.description) }

    /// The row opened: why it matters and what to do. Nil when no finding has that id.
    package static func record(_ id: RecordID) -> ListRecord? {
        finding(id).map { finding in
            ListRecord(
                row: layout.row(finding),
                json: ["rule": .string(finding.rule.rawValue), "place": .string(finding.id)],
                sections: [DetailSection("Why it matters", [finding.rule.why])])
        }
    }
}
