package import SisenseClient

/// A column as a script sees it: the name of its member in JSON and of its field in CSV, and what its values are.
package struct ColumnSchema: Sendable {
    package let name: String
    package let title: String
    package let value: CellValue
    /// True for a column that people see without asking. Forms for programs have all that need no further reading.
    package let isShown: Bool
    /// True for a column that comes only where `--columns` names it: other records have to be read for it.
    package let isOnRequest: Bool

    package var json: JSONValue {
        var members: [(String, JSONValue)] = [
            ("name", .string(name)), ("title", .string(title)), ("type", .string(value.type)),
        ]
        if !value.unit.isEmpty { members.append(("unit", .string(value.unit))) }
        if let word = value.word { members.append(("or", .string(word))) }
        return .object(JSONObject(members + [("shown", .bool(isShown)), ("onRequest", .bool(isOnRequest))]))
    }
}

extension ListFeature {
    /// The columns that scripts can read, the id of the record first.
    package var schema: [ColumnSchema] {
        [ColumnSchema(name: "id", title: "ID", value: .text, isShown: false, isOnRequest: false)]
            + columns.map { column in
                ColumnSchema(
                    name: column.id, title: column.title, value: column.value, isShown: column.isShown,
                    isOnRequest: column.fact != nil)
            }
    }
}
