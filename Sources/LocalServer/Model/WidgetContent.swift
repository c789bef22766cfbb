import SisenseClient

/// The content of a widget: the columns it names and their rows in the sample tables.
struct WidgetContent {
    let title: String
    let type: String
    let columns: [String]
    let rows: [[JSONValue]]

    init(_ widget: JSONObject) {
        title = widget.text("title")
        type = widget.text("type")
        let panels = widget["metadata"]?["panels"]?.array ?? []
        let items = panels.flatMap { $0["items"]?.array ?? [] }
        let query = JSONObject([("metadata", .array(items))])
        let source = SampleDatasource.named(widget["datasource"]?["title"]?.string ?? "")
        guard let jaql = Jaql(query) else {
            (columns, rows) = ([], [])
            return
        }
        columns = jaql.fields.map(\.column)
        rows = jaql.rows(in: source)
    }

    /// The content of a query that no widget shows.
    init(_ jaql: Jaql, in source: SampleDatasource) {
        (title, type) = ("", "")
        columns = jaql.fields.map(\.column)
        rows = jaql.rows(in: source)
    }

    /// The first column of numbers; empty when there is none.
    var numbers: [Double] {
        for column in columns.indices.reversed() {
            let numbers = rows.compactMap { row -> Double? in
                guard case .number(let number) = row[column] else { return nil }
                return number.double
            }
            if !numbers.isEmpty { return numbers }
        }
        return []
    }
}
