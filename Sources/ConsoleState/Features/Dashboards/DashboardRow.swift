import SisenseClient

/// A dashboard as a row, with what other records tell of it.
struct DashboardRow: Sendable {
    let dashboard: Dashboard
    var facts = DashboardFacts.none

    static let layout = RowLayout<DashboardRow>(
        [
            Column("title", "Title", 18, priority: 9, isName: true) { $0.dashboard.label },
            Column("owner", "Owner", 10, priority: 8) { $0.dashboard.owner.map { $0.name ?? $0.id } ?? "" },
            Column("folder", "Folder", 8, kind: .aside, priority: 5) {
                $0.dashboard.folder.map { $0.name ?? $0.id } ?? ""
            },
            Column(
                "shares", "Shares", 7, priority: 7, alignment: .trailing, value: .countOr(word: "public"),
                sortedBy: { $0.dashboard.isPublic ? .infinity : Double($0.dashboard.shares.count) }
            ) {
                $0.dashboard.isPublic ? "public" : Quantity.count($0.dashboard.shares.count)
            },
            Column("source", "Data source", 11, kind: .aside, priority: 3) { $0.dashboard.dataSource ?? "" },
            Column(
                "opened", "Last opened", 16, kind: .time, priority: 4,
                sortedBy: { $0.dashboard.lastOpened.sortKeyOrNever }
            ) {
                $0.dashboard.lastOpened?.minuteText ?? "never"
            },
            Column("updated", "Updated", 16, kind: .time, priority: 6, sortedBy: { $0.dashboard.lastUpdated?.sortKey })
            {
                $0.dashboard.lastUpdated?.minuteText ?? ""
            },
            Column(
                "published", "Published", 10, kind: .time, priority: 0, isShown: false,
                sortedBy: { $0.dashboard.lastPublished.sortKeyOrNever }
            ) {
                $0.dashboard.lastPublished?.minuteText ?? "never"
            },
            // Whoever knows only the login name finds the dashboards by it.
            Column("login", "Owner's login", 12, kind: .aside, priority: 0, isShown: false) {
                $0.dashboard.owner?.account ?? ""
            },
            Column("unpublished", "Unpublished", 11, priority: 2, isShown: false) { $0.dashboard.unpublished },
            Column(
                "subscribers", "Subscribers", 11, priority: 1, alignment: .trailing, isShown: false,
                sortedBy: { Double($0.dashboard.subscribers) }
            ) {
                Quantity.count($0.dashboard.subscribers)
            },
        ] + reported,
        id: { RecordID($0.dashboard.id) })

    /// The columns that other records tell.
    private static let reported: [Column<DashboardRow>] = [
        .count("cansee", "Can see", 7, priority: 7, fact: .viewers) { $0.facts.viewers(of: $0.dashboard) },
        .count("widgets", "Widgets", 7, priority: 2, fact: .widgets) { $0.facts.widgets(of: $0.dashboard) },
        Column("path", "Folder path", 11, kind: .path, priority: 4, isShown: false, fact: .folderPaths) {
            $0.facts.path(of: $0.dashboard) ?? ""
        },
    ]
}

extension Dashboard {
    /// The shares whose people get it by mail.
    fileprivate var subscribers: Int { shares.count(where: \.isSubscribed) }

    /// Says that recipients do not see it as it is now; empty when they do, or when there are none.
    fileprivate var unpublished: String {
        guard !shares.isEmpty || isPublic, let lastUpdated else { return "" }
        guard let lastPublished else { return "never published" }
        return lastPublished < lastUpdated ? "changes" : ""
    }
}
