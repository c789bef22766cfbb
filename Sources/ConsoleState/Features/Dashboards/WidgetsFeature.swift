import SisenseClient

extension PaneID {
    package static let widgets = PaneID("widgets", title: "Widgets")
}

extension ListFeature {
    /// The widgets of a dashboard.
    package static func widgets(of dashboard: RecordID, title: String) -> ListFeature {
        ListFeature(
            pane: .widgets, noun: "widgets",
            columns: [
                ListColumn("title", "Title"), ListColumn("type", "Type"), ListColumn("subtype", "Subtype"),
                ListColumn("source", "Data source"), ListColumn("updated", "Updated"),
            ],
            title: "Widgets of \(title)", parent: .dashboards,
            load: { environment, take throws(APIError) in
                let widgets = try await environment.dashboards.widgets(of: dashboard.description)
                await take(RowPage(widgets.map(row), columns: 5))
            },
            read: { environment, id throws(APIError) in
                let widget = try await environment.dashboards.widget(id.description, of: dashboard.description)
                return ListRecord(row: row(of: widget), json: widget.raw)
            })
    }

    private static func row(of widget: Widget) -> RowContent {
        RowContent(
            id: RecordID(widget.id),
            cells: [
                widget.title.isEmpty ? "untitled" : widget.title, widget.type, widget.subtype,
                DataSource(widget.raw["datasource"])?.title ?? "", widget.lastUpdated?.minuteText ?? "",
            ])
    }
}
