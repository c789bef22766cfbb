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

/// As much of a JAQL query as the sample tables can answer: plain columns of one data source.
struct Jaql: Sendable, Equatable {
    struct Field: Sendable, Equatable {
        let table: String
        let column: String
    }

    let fields: [Field]

    /// Nil for a query without a dimension such as `[Orders.Revenue]`.
    init?(_ query: JSONObject) {
        let metadata = query.objects("metadata") + (query["query"]?.object?.objects("metadata") ?? [])
        fields = metadata.compactMap { item in
            let dimension = (item["jaql"]?["dim"] ?? item["dim"])?.string ?? ""
            guard dimension.hasPrefix("["), dimension.hasSuffix("]") else { return nil }
            let parts = dimension.dropFirst().dropLast().split(separator: ".", maxSplits: 1).map(String.init)
            return parts.count == 2 ? Field(table: parts[0], column: parts[1]) : nil
        }
        if fields.isEmpty { return nil }
    }

    var sql: String {
        let columns = fields.map { "[\($0.table)].[\($0.column)]" }.joined(separator: ", ")
        var tables: [String] = []
        for field in fields where !tables.contains("[\(field.table)]") { tables.append("[\(field.table)]") }
        return "SELECT \(columns) FROM \(tables.joined(separator: ", "))"
    }

    /// The rows of the first field's table; a field of another table, or an unknown one, is null.
    func rows(in source: SampleDatasource?) -> [[JSONValue]] {
        guard let table = source?.tables.first(where: { $0.name == fields[0].table }) else { return [] }
        let columns = fields.map { field in
            field.table == table.name ? table.columns.firstIndex { $0.name == field.column } : nil
        }
        return table.rows.map { row in columns.map { column in column.map { row[$0] } ?? .null } }
    }
}
