import SisenseClient

/// The parts that an export is asked to have: by the query, or by the `params` of a body.
struct ExportOptions {
    private let values: [String: String]

    init(query call: Call) {
        values = Dictionary(call.request.target.query.map { ($0.name, $0.value) }) { first, _ in first }
    }

    /// Texts, numbers and flags alike.
    init(_ params: JSONObject) {
        var values: [String: String] = [:]
        for member in params.members {
            values[member.key] = member.value.string ?? JSONWriter.text(member.value, layout: .compact)
        }
        self.values = values
    }

    subscript(_ name: String) -> String? { values[name] }

    func flag(_ name: String) -> Bool? { values[name].flatMap(Call.flag) }
}

/// A dashboard, or one widget of it, as a document with the parts that are asked for (seeds/003,
/// `/dashboards/{id}/export/pdf`).
struct DashboardDocument {
    private let document: PDFDocument

    var bytes: [UInt8] { document.bytes }

    /// - Parameter only: The id of the one widget; nil for the whole dashboard.
    init(
        of id: String, only: String?, _ options: ExportOptions, _ database: Database, _ call: Call
    ) throws(APIError) {
        let access = try DashboardAccess(database, call)
        let dashboard = try access.readable(id)
        let name = options["paperFormat"]?.lowercased() ?? "a4"
        guard let paper = PDFDocument.Paper(rawValue: name) else { throw .invalid("'\(name)' is no paper format") }
        let widgets = try access.widgets(of: dashboard.text("oid")).filter { only == nil || $0.text("oid") == only }
        guard only == nil || !widgets.isEmpty else { throw .notFound("widget", only ?? "", code: 14004) }
        var lines = Self.heading(of: dashboard, options).map { PDFDocument.Line($0) }
        let blocks = widgets.map { Self.block($0, isAlone: only != nil, options) }
        if options["layout"]?.lowercased() == "feed" || blocks.count < 2 {
            lines += blocks.flatMap { [PDFDocument.Line("")] + $0 }
        } else {
            for start in stride(from: 0, to: blocks.count, by: 2) {
                lines.append(PDFDocument.Line(""))
                lines += Self.beside(blocks[start], start + 1 < blocks.count ? blocks[start + 1] : [])
            }
        }
        let hasTitle = options.flag("includeTitle") ?? true
        document = PDFDocument(
            title: hasTitle ? dashboard.text("title") : "", lines: lines, paper: paper,
            isLandscape: options["paperOrientation"]?.lowercased() == "landscape")
    }

    /// The data source and the filters, where they are asked for.
    static func heading(of dashboard: JSONObject, _ options: ExportOptions) -> [String] {
        var lines: [String] = []
        if options.flag("includeDs") ?? false {
            lines.append("Data source: \(dashboard["datasource"]?["title"]?.string ?? "-")")
        }
        if options.flag("includeFilters") ?? false {
            let filters = dashboard.objects("filters").compactMap { filter in
                (filter["jaql"]?["title"] ?? filter["jaql"]?["dim"])?.string
            }
            lines.append("Filters: \(filters.isEmpty ? "none" : filters.joined(separator: ", "))")
        }
        return lines
    }

    /// The lines of a widget. What is asked of a pivot or table holds for the one that is exported alone.
    private static func block(_ widget: JSONObject, isAlone: Bool, _ options: ExportOptions) -> [PDFDocument.Line] {
        let content = WidgetContent(widget)
        var lines: [PDFDocument.Line] = []
        if !isAlone || options.flag("showTitle") ?? true {
            let title = isAlone ? options["title"] ?? content.title : content.title
            lines.append(
                PDFDocument.Line(
                    "\(title) (\(content.type))", size: isAlone ? titleSize(options) : 10,
                    position: isAlone ? titlePosition(options) : .left))
        }
        lines.append(PDFDocument.Line(content.columns.joined(separator: " | ")))
        let count = isAlone ? options["rowCount"].flatMap { Double($0) }.map { Int(clamping: $0) } : nil
        let rows = content.rows.prefix(max(0, count ?? .max))
        for row in rows {
            let cells = row.map { $0.string ?? JSONWriter.text($0, layout: .compact) }
            lines.append(PDFDocument.Line(cells.joined(separator: " | ")))
        }
        if isAlone, options.flag("showFooter") ?? false {
            lines.append(PDFDocument.Line("\(rows.count) of \(content.rows.count) rows"))
        }
        return lines
    }

    /// No source lists the sizes: words are taken as they are, digits as points.
    private static func titleSize(_ options: ExportOptions) -> Int {
        let text = options["titleSize"]?.lowercased() ?? ""
        return switch text {
        case "small": 8
        case "medium": 12
        case "large": 18
        default: Int(text.prefix { $0.isNumber }).map { min(max($0, 6), 72) } ?? 10
        }
    }

    /// The same for the positions, which are those of a page, or of a box in a style sheet.
    private static func titlePosition(_ options: ExportOptions) -> PDFDocument.Position {
        switch options["titlePosition"]?.lowercased() {
        case "center", "centre", "middle": .center
        case "right", "end", "flex-end": .right
        default: .left
        }
    }

    /// Two blocks in two columns.
    private static func beside(_ left: [PDFDocument.Line], _ right: [PDFDocument.Line]) -> [PDFDocument.Line] {
        (0..<max(left.count, right.count)).map { index in
            var line = index < left.count ? left[index] : PDFDocument.Line("")
            line.second = index < right.count ? right[index].text : ""
            return line
        }
    }
}

extension Int {
    fileprivate init(clamping number: Double) {
        self = number.isFinite ? Int(Swift.min(Swift.max(number, 0), 1_000_000)) : 0
    }
}
