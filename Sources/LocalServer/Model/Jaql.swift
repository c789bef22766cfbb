import SisenseClient

/// As much of a JAQL query as the sample tables can answer: columns of one table, as they are or taken together.
struct Jaql: Sendable, Equatable {
    struct Field: Sendable, Equatable {
        let table: String
        let column: String
        /// The name in the heading of the answer.
        let title: String
        /// Nil for a dimension: each of its values has a row of its own.
        let aggregate: Aggregate?

        fileprivate var sql: String {
            let column = "[\(table)].[\(column)]"
            return aggregate.map { "\($0.rawValue.uppercased())(\(column))" } ?? column
        }
    }

    /// What is made of the values of a measure.
    enum Aggregate: String {
        case sum, avg, min, max, count
    }

    let fields: [Field]

    /// Nil for a query without a dimension such as `[Orders.Revenue]`.
    init?(_ query: JSONObject) {
        let metadata = query.objects("metadata") + (query["query"]?.object?.objects("metadata") ?? [])
        fields = metadata.compactMap { item in
            let jaql = item["jaql"]?.object ?? item
            let dimension = jaql.text("dim")
            guard dimension.hasPrefix("["), dimension.hasSuffix("]") else { return nil }
            let parts = dimension.dropFirst().dropLast().split(separator: ".", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { return nil }
            let title = jaql.text("title")
            return Field(
                table: parts[0], column: parts[1], title: title.isEmpty ? parts[1] : title,
                aggregate: Aggregate(rawValue: jaql.text("agg").lowercased()))
        }
        if fields.isEmpty { return nil }
    }

    var sql: String {
        var tables: [String] = []
        for field in fields where !tables.contains("[\(field.table)]") { tables.append("[\(field.table)]") }
        let dimensions = fields.filter { $0.aggregate == nil }.map(\.sql)
        let select = "SELECT \(fields.map(\.sql).joined(separator: ", ")) FROM \(tables.joined(separator: ", "))"
        guard !dimensions.isEmpty, dimensions.count < fields.count else { return select }
        return "\(select) GROUP BY \(dimensions.joined(separator: ", "))"
    }

    /// The rows of the first field's table, one for each set of values that the dimensions have; a field of another
    /// table, or an unknown one, is null.
    func rows(in source: SampleDatasource?) -> [[JSONValue]] {
        guard let table = source?.tables.first(where: { $0.name == fields[0].table }) else { return [] }
        let columns = fields.map { field in
            field.table == table.name ? table.columns.firstIndex { $0.name == field.column } : nil
        }
        let dimensions = fields.indices.filter { fields[$0].aggregate == nil }
        var groups: [[[JSONValue]]] = []
        for record in table.rows {
            let row = columns.map { column in column.map { record[$0] } ?? .null }
            let group = groups.firstIndex { group in dimensions.allSatisfy { group[0][$0] == row[$0] } }
            if let group { groups[group].append(row) } else { groups.append([row]) }
        }
        return groups.map { group in
            fields.indices.map { index in
                fields[index].aggregate?.value(of: group.map { $0[index] }) ?? group[0][index]
            }
        }
    }
}

extension Jaql.Aggregate {
    /// Null where there is nothing to be taken together. As in real queries, `count` is that of different values.
    func value(of values: [JSONValue]) -> JSONValue {
        if self == .count {
            var different: [JSONValue] = []
            for value in values where !value.isNull && !different.contains(value) { different.append(value) }
            return .count(different.count)
        }
        let numbers = values.compactMap { value -> Double? in
            guard case .number(let number) = value else { return nil }
            return number.double
        }
        guard !numbers.isEmpty else { return .null }
        let result =
            switch self {
            case .sum: numbers.reduce(0, +)
            case .avg: numbers.reduce(0, +) / Double(numbers.count)
            case .min: numbers.min()
            case .max: numbers.max()
            case .count: Double(numbers.count)
            }
        return result.flatMap(JSONNumber.init).map(JSONValue.number) ?? .null
    }
}
