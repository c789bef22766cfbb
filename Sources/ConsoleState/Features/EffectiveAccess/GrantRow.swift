import SisenseClient

/// A grant as a row of a list, and as an open record.
enum GrantRow {
    /// The people of a dashboard. What the draft of its shares does to each comes last.
    static let people = RowLayout<Grant>(
        columns("Name") + [Column("unsaved", "Unsaved", 8...8, priority: 6) { $0.change.rawValue }],
        id: { RecordID($0.id) },
        look: { grant in
            switch grant.change {
            case .none: .plain
            case .gained: .added
            case .lost: .removed
            }
        })
    /// The dashboards of a user or of a group.
    static let dashboards = RowLayout<Grant>(columns("Dashboard"), id: { RecordID($0.id) })

    private static func columns(_ subject: String) -> [Column<Grant>] {
        [
            Column("name", subject, 18...30, grows: true, priority: 9, isName: true) { $0.name },
            Column(
                "right", "Right", 6...7, priority: 8, sortedBy: { $0.paths.first.map { Double($0.strength) } }
            ) { $0.paths.first?.right ?? "" },
            Column("by", "By", 16...30, grows: true, priority: 7) { $0.paths.map(\.text).joined(separator: ", ") },
            Column(
                "paths", "Paths", 6...6, priority: 5, alignment: .trailing, sortedBy: { Double($0.paths.count) }
            ) { String($0.paths.count) },
        ]
    }

    /// Every path, which of them counts, and what would be left without each.
    static func record(of grant: Grant, _ rows: RowLayout<Grant>) -> ListRecord {
        let paths = grant.paths.enumerated().map { "\($0.element.text)\($0.offset == 0 ? "  in effect" : "")" }
        let losses = grant.paths.map { path in
            guard let next = grant.without(path).first else { return "without \(path.text)  no access" }
            let keeps = next.right == grant.paths.first?.right ? "no change" : "becomes \(next.right)"
            return "without \(path.text)  \(keeps): \(next.text) remains"
        }
        return ListRecord(
            row: rows.row(grant),
            json: [
                "id": .string(grant.id), "name": .string(grant.name),
                "paths": .array(grant.paths.map { .string($0.text) }),
            ],
            heading: "JSON",
            sections: [
                DetailSection(paths.isEmpty ? "No access" : "Paths", paths),
                DetailSection("If a path is removed", losses),
            ])
    }
}
