import SisenseClient

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
        let places = fields.map { field in
            field.table == table.name ? table.columns.firstIndex { $0.name == field.column } : nil
        }
        return table.rows.map { row in places.map { place in place.map { row[$0] } ?? .null } }
    }
}
