import SisenseClient

extension ListFeature {
    /// The widgets of a dashboard.
    package static func widgets(of dashboard: RecordID, title: String) -> ListFeature {
        ListFeature(
            .widgets, title: "Widgets", heading: "Widgets of \(title)", noun: "widgets", below: Parent(.dashboards),
            rows: widgetRows, commands: [.back(to: .dashboards)],
            load: { context, take throws(APIError) in
                let widgets = try await context.dashboards.widgets(of: dashboard.description)
                await widgetRows.hand(widgets, to: take)
            },
            read: { context, id throws(APIError) in
                let widget = try await context.dashboards.widget(id.description, of: dashboard.description)
                return ListRecord(row: widgetRows.row(widget), json: widget.raw)
            })
    }

    private static let widgetRows = RowLayout<Widget>(
        [
            Column("title", "Title", 16...30, grows: true, priority: 9, isName: true) {
                $0.title.isEmpty ? "untitled" : $0.title
            },
            Column("type", "Type", 12...16, priority: 8) { $0.type },
            Column("subtype", "Subtype", 12...18, priority: 5) { $0.subtype },
            Column("source", "Data source", 11...16, priority: 6) { DataSource($0.raw["datasource"])?.title ?? "" },
            Column("updated", "Updated", 16...16, priority: 4, sortedBy: { $0.lastUpdated?.sortKey }) {
                $0.lastUpdated?.minuteText ?? ""
            },
        ],
        id: { RecordID($0.id) })
}
