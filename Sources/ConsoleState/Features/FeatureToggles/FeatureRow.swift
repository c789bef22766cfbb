import SisenseClient

/// A feature of the server as a row.
enum FeatureRow {
    static let columns = [
        ListColumn("name", "Name"),
        ListColumn("active", "Active"),
        ListColumn("key", "Key"),
        ListColumn("parts", "Parts"),
        ListColumn("about", "Description"),
    ]

    static func content(of feature: Feature) -> RowContent {
        let active = feature.subscriptions.count(where: \.isActive)
        let parts = feature.subscriptions.isEmpty ? "" : "\(active) of \(feature.subscriptions.count)"
        return RowContent(
            id: RecordID(feature.id),
            cells: [feature.name, feature.isActive ? "on" : "off", feature.id, parts, feature.description])
    }
}
