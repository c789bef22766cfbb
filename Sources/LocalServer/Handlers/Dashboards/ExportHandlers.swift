import SisenseClient

/// Dashboards and widgets as pictures, documents and sheets: simple ones, but of what is really there
/// (seeds/003, Dashboards, Widgets and Engine).
enum ExportHandlers {
    static let routes: Route.Table = [
        .exportDashboardPNG: Route(.user) { database, call throws(APIError) in
            let access = try DashboardAccess(database, call)
            let dashboard = try access.readable(call.value("id"))
            let widgets = try access.widgets(of: call.value("id"))
            let bitmap = picture(of: dashboard, widgets, width: number("width", call) ?? 1000, call)
            return .file(bitmap.png, "image/png", name: "dashboard.png")
        },
        .exportDashboardPDF: Route(.user) { database, call throws(APIError) in
            let options = ExportOptions(query: call)
            let document = try DashboardDocument(
                of: call.value("id"), only: options["widgetid"], options, database, call)
            return .file(document.bytes, "application/pdf", name: "dashboard.pdf")
        },
        .exportWidgetPNG: Route(.user) {
            database, call throws(APIError) in
            let widget = try DashboardAccess(database, call).widget(call.value("id"), of: call.value("dashboardId"))
            guard let width = number("width", call), let height = number("height", call) else {
                throw .missing(["width", "height"])
            }
            var bitmap = Bitmap(width: width, height: height)
            draw(WidgetContent(widget), in: &bitmap, x: 0, y: 0, width: bitmap.width, height: bitmap.height)
            return .file(bitmap.png, "image/png", name: "widget.png")
        },
        .exportWidgetPDF: Route(.user) { database, call throws(APIError) in
            let params = call.request.body.isEmpty ? nil : try call.object()["params"]?.object
            let document = try DashboardDocument(
                of: call.value("dashboardId"), only: call.value("id"), ExportOptions(params ?? JSONObject()), database,
                call)
            return .file(document.bytes, "application/pdf", name: "widget.pdf")
        },
        .exportExcel: Route(.user) { _, call throws(APIError) in
            let input = try call.object()
            let query = input["query"]?.object ?? input
            guard let jaql = Jaql(query) else {
                throw .invalid("The query has no metadata with dimensions", status: 400)
            }
            let title = (query["datasource"]?["title"] ?? query["datasource"])?.string ?? ""
            guard let source = SampleDatasource.named(title) else { throw .notFound("data source", title) }
            let bytes = Spreadsheet.bytes(columns: jaql.fields.map(\.column), rows: jaql.rows(in: source))
            let type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            return .file(bytes, type, name: "data.xlsx")
        },
    ]

    private static func number(_ name: String, _ call: Call) -> Int? { call.query(name).flatMap { Int($0) } }

    /// Two widgets side by side, under the title and what else was asked for.
    private static func picture(of dashboard: JSONObject, _ widgets: [JSONObject], width: Int, _ call: Call) -> Bitmap {
        let heading = DashboardDocument.heading(of: dashboard, ExportOptions(query: call))
        let hasTitle = call.flag("includeTitle") ?? true
        let top = (hasTitle ? 50 : 10) + heading.count * 20
        let rows = (widgets.count + 1) / 2
        var bitmap = Bitmap(width: width, height: top + max(1, rows) * 220)
        if hasTitle { bitmap.write(dashboard.text("title"), x: 12, y: 14, scale: 4, .black) }
        for (index, line) in heading.enumerated() {
            bitmap.write(line, x: 12, y: (hasTitle ? 46 : 6) + index * 20, scale: 2, .grey)
        }
        let column = bitmap.width / 2
        for (index, widget) in widgets.enumerated() {
            draw(
                WidgetContent(widget), in: &bitmap, x: index % 2 * column + 10, y: top + index / 2 * 220,
                width: column - 20,
                height: 205)
        }
        return bitmap
    }

    /// A frame with the title, and a bar for every number.
    private static func draw(
        _ content: WidgetContent, in bitmap: inout Bitmap, x: Int, y: Int, width: Int, height: Int
    ) {
        bitmap.fill(x: x, y: y, width: width, height: height, .grey)
        bitmap.fill(x: x + 1, y: y + 1, width: width - 2, height: height - 2, .light)
        bitmap.write(content.title, x: x + 10, y: y + 10, scale: 3, .black)
        let numbers = content.numbers
        guard let highest = numbers.max(), highest > 0 else { return }
        let step = max(1, (width - 20) / numbers.count)
        for (index, number) in numbers.enumerated() {
            let bar = Int(max(0, number) / highest * Double(max(0, height - 50)))
            bitmap.fill(
                x: x + 10 + index * step, y: y + height - 8 - bar, width: max(1, step * 3 / 4), height: bar,
                index.isMultiple(of: 2) ? .blue : .teal)
        }
    }
}

/// Dashboards by mail (seeds/003, Reporting).
enum ReportingHandlers {
    static let routes: Route.Table = [
        .sendReport: Route(.designer) { database, call throws(APIError) in
            let count = try send(&database, call)
            // The reference, which is that of Windows, has no answer; the definitions for Linux have this one.
            guard call.version?.platform == "linux" else { return .noContent }
            return .ok([
                "senderRole": .string(try call.person().role),
                "recipients": ["usersCount": .count(count), "dataGroupsCount": .count(min(count, 1))],
                "mail": ["success": .count(count), "error": 0, "notSent": 0, "groupsBcc": 0],
            ])
        }
    ]

    /// The id of a recipient: `recipient` by the published definition, `id` as the reference has it.
    private static func id(_ recipient: JSONObject) -> String { recipient["recipient"]?.string ?? recipient.text("id") }

    /// Returns the number of users it was sent to.
    /// - Throws: 422 with one error for each recipient the dashboard is not shared with.
    private static func send(_ database: inout Database, _ call: Call) throws(APIError) -> Int {
        let input = try call.object()
        let id = input.text("assetId")
        let access = try DashboardAccess(database, call)
        let dashboard = try access.readable(id)
        let recipients = input.objects("recipients")
        guard !recipients.isEmpty else { throw .invalid("There are no recipients", status: 400) }
        let known = Set(dashboard.objects("shares").map { $0.text("shareId") } + [dashboard.text("owner")])
        let strangers = recipients.map(Self.id).filter { !known.contains($0) }
        guard strangers.isEmpty else {
            throw .invalid(
                "The dashboard is not shared with all recipients",
                details: strangers.map { "\($0) has no share of this dashboard" })
        }
        var addresses: [String] = []
        for recipient in recipients {
            let id = Self.id(recipient)
            let users =
                recipient.text("type") == "group"
                ? database.members(ofGroup: id) : [database[.users][id]].compactMap { $0 }
            for user in users where !addresses.contains(user.text("email")) { addresses.append(user.text("email")) }
        }
        let widgets = try access.widgets(of: id).map { "- \($0.text("title"))" }.joined(separator: "\n")
        for address in addresses {
            database.mail(to: address, subject: "Report: \(dashboard.text("title"))", text: widgets, call)
        }
        return addresses.count
    }
}
