import SisenseClient

/// A dashboard as a row.
enum DashboardRow {
    static let columns = [
        ListColumn("title", "Title"),
        ListColumn("owner", "Owner"),
        ListColumn("folder", "Folder"),
        ListColumn("shares", "Shares"),
        ListColumn("source", "Data source"),
        ListColumn("opened", "Last opened"),
        ListColumn("updated", "Updated"),
        ListColumn("published", "Published"),
    ]

    static func content(of dashboard: Dashboard) -> RowContent {
        RowContent(
            id: RecordID(dashboard.id),
            cells: [
                dashboard.label, dashboard.owner.map { $0.name ?? $0.id } ?? "",
                dashboard.folder.map { $0.name ?? $0.id } ?? "",
                dashboard.isPublic ? "public" : "\(dashboard.shares.count)", dashboard.dataSource ?? "",
                dashboard.lastOpened?.minuteText ?? "never", dashboard.lastUpdated?.minuteText ?? "",
                dashboard.lastPublished?.minuteText ?? "never",
            ])
    }
}
