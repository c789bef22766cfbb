import SisenseClient

/// A grant as a row of a list, and as an open record.
enum GrantRow {
    /// The people of a dashboard. What the draft of its shares does to each comes last.
    static let people = columns("Name") + [ListColumn("unsaved", "Unsaved")]
    /// The dashboards of a user or of a group.
    static let dashboards = columns("Dashboard")

    private static func columns(_ subject: String) -> [ListColumn] {
        [
            ListColumn("name", subject), ListColumn("right", "Right"), ListColumn("by", "By"),
            ListColumn("paths", "Paths"),
        ]
    }

    /// Who has access, and by which ways, as a row.
    static func content(of grant: Grant) -> RowContent {
        RowContent(
            id: RecordID(grant.id),
            cells: [
                grant.name, grant.paths.first?.right ?? "", grant.paths.map(\.text).joined(separator: ", "),
                String(grant.paths.count), grant.change.rawValue,
            ])
    }

    /// Grants as a page of rows.
    static func page(_ grants: [Grant], _ columns: [ListColumn]) -> RowPage {
        RowPage(grants.map(content), columns: columns.count)
    }

    /// Every path, which of them counts, and what would be left without each.
    static func record(of grant: Grant) -> ListRecord {
        let paths = grant.paths.enumerated().map { "\($0.element.text)\($0.offset == 0 ? "  this one counts" : "")" }
        let losses = grant.paths.map { path in
            guard let next = grant.without(path).first else { return "without \(path.text)  it is no longer seen" }
            let keeps = next.right == grant.paths.first?.right ? "nothing changes" : "becomes \(next.right)"
            return "without \(path.text)  \(keeps): \(next.text) is left"
        }
        return ListRecord(
            row: content(of: grant),
            json: [
                "id": .string(grant.id), "name": .string(grant.name),
                "paths": .array(grant.paths.map { .string($0.text) }),
            ],
            heading: "As data",
            sections: [
                DetailSection(paths.isEmpty ? "It is not seen" : "Paths", paths),
                DetailSection("What removing one would do", losses),
            ])
    }
}
