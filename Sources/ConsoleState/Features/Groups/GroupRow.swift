import SisenseClient

/// A group as a row.
enum GroupRow {
    static let columns = [
        ListColumn("name", "Name"),
        ListColumn("members", "Members"),
        ListColumn("role", "Default role"),
        ListColumn("origin", "Origin"),
        ListColumn("updated", "Updated"),
    ]

    /// - Parameter roles: Titles of roles by id and by name; servers send either.
    static func content(of group: Group, roles: [String: String]) -> RowContent {
        let role = group.defaultRole.map { roles[$0] ?? $0 } ?? ""
        return RowContent(
            id: RecordID(group.id),
            cells: [
                group.label, group.memberCount.map(String.init) ?? "", role,
                group.isSystem ? "system" : group.isDirectory ? "directory" : "local",
                group.lastUpdated?.minuteText ?? "",
            ])
    }
}
