extension OperationGroup {
    package static let widgets = OperationGroup(
        "widgets",
        [
            .getWidgets, .getWidget, .exportWidgetPNG, .createWidget, .updateWidget, .deleteWidget,
        ])
}

extension Operation {
    package static let getWidgets = read(
        "/dashboards/{dashboardId}/widgets", "Widgets of a dashboard",
        parameters: [
            .path("dashboardId", "Id (oid) of the dashboard"), .query("title", "Title filter"),
            .query("type", "Type filter"), .query("subtype", "Sub-type filter"),
        ],
        special: [.fields, .sort, .paging],
        answers: [Answer(200, "Array of widgets"), Answer(404, "Dashboard not found")])

    package static let getWidget = read(
        "/dashboards/{dashboardId}/widgets/{id}", "One widget",
        parameters: [
            .path("dashboardId", "Id (oid) of the dashboard"), .path("id", "Id of the widget"), .adminAccess,
        ],
        special: .fields,
        answers: [Answer(200, "Widget"), Answer(404, "Not found", codes: [10001, 14004])])

    package static let exportWidgetPNG = read(
        "/dashboards/{dashboardId}/widgets/{id}/export/png", "Widget as PNG",
        parameters: [
            .path("dashboardId", "Id (oid) of the dashboard"), .path("id", "Id of the widget"),
            .query("width", "Render width in pixels", required: true),
            .query("height", "Render height in pixels", required: true),
        ],
        answers: [Answer(200, "Image")])

    package static let createWidget = write(
        .post, "/dashboards/{dashboardId}/widgets", "Add a widget",
        danger: .reversible, change: .create,
        parameters: [
            .path("dashboardId", "Id (oid) of the dashboard"),
            .body(
                #"{"type", "datasource", "metadata", "title", "subtype", "desc"}; the first three are mandatory"#
            ),
        ],
        answers: [Answer(201, "Created widget")])

    package static let updateWidget = write(
        .patch, "/dashboards/{dashboardId}/widgets/{id}", "Merge fields into a widget",
        danger: .reversible, change: .merge,
        parameters: [
            .path("dashboardId", "Id (oid) of the dashboard"), .path("id", "Id of the widget"),
            .body("The members to change"),
        ],
        answers: [Answer(200, "Updated widget"), Answer(404, "Not found", codes: [10001, 14004])])

    package static let deleteWidget = write(
        .delete, "/dashboards/{dashboardId}/widgets/{id}", "Delete a widget",
        danger: .destructive, change: .delete,
        parameters: [.path("dashboardId", "Id (oid) of the dashboard"), .path("id", "Id of the widget")],
        answers: [
            Answer(200, "Deleted"), Answer(404, "Not found", codes: [10001]),
            Answer(204, "Done (newer servers)"),
        ])
}
