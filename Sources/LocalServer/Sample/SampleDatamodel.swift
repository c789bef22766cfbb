import SisenseClient

/// The sample tables as a data model of version 2 has them.
extension SampleDatasource {
    /// The codes of column types, as clients read them.
    private static let typeCodes = ["datetime": 4, "float": 6, "int": 8, "text": 18]

    /// One data set with all tables. Its ids follow from that of the cube, so that they are the same at every start.
    func datasets(of cube: JSONObject, in database: Database) -> [JSONObject] {
        func id(_ kind: Int, _ index: Int) -> JSONValue {
            .string(String(cube.text("oid").dropLast(4)) + String(4096 * kind + index, radix: 16))
        }
        var tables: [JSONValue] = []
        for (index, table) in self.tables.enumerated() {
            var columns: [JSONObject] = []
            for (position, var column) in table.modelColumns.enumerated() {
                column["oid"] = id(3, 64 * index + position)
                columns.append(column)
            }
            var json = DatamodelSchema.table(named: table.name, columns: columns)
            json["oid"] = id(2, index)
            json["lastUpdated"] = cube["createdUtc"]
            json["createdAt"] = cube["createdUtc"]
            tables.append(.object(json))
        }
        let connection = database[.connections].records.first {
            $0["parameters"]?["database"]?.string == self.database
        }
        return [
            JSONObject([
                ("oid", id(1, 0)), ("name", .string(title)), ("type", "extract"),
                ("fullname", .string("extract:\(title)")), ("database", .string(self.database)),
                ("schemaName", "public"),
                ("lastUpdated", cube["createdUtc"] ?? .null),
                (
                    "connection",
                    connection.map { .object(DatamodelSchema.reference(to: $0)) }
                        ?? ["provider": "PostgreSQL", "parameters": [:], "schema": "public"]
                ),
                ("schema", ["tables": .array(tables)]),
            ])
        ]
    }
}

extension SampleDatasource.Table {
    /// The table as its database describes it to a data model: columns by `columnName`, with the code of their type.
    func sourceSchema(catalog: String, schema: JSONValue?) -> JSONValue {
        [
            "catalog": .string(catalog), "schemaName": schema ?? "", "tableName": .string(name), "tableType": "TABLE",
            "columns": .array(sourceColumns), "relations": [],
        ]
    }

    private var sourceColumns: [JSONValue] {
        var described: [JSONValue] = []
        for (index, column) in columns.enumerated() {
            described.append([
                "columnName": .string(column.name), "columnOrder": .count(index),
                "dbType": .count(SampleDatasource.code(of: column.type)),
                "size": .count(column.type == "text" ? 255 : 0),
                "precision": 0, "scale": 0,
            ])
        }
        return described
    }

    fileprivate var modelColumns: [JSONObject] {
        columns.map { column in
            JSONObject([
                ("id", .string(column.name)), ("name", .string(column.name)),
                ("type", .count(SampleDatasource.code(of: column.type))),
                ("size", .count(column.type == "text" ? 255 : 0)), ("precision", 0), ("scale", 0),
            ])
        }
    }
}

extension SampleDatasource {
    fileprivate static func code(of type: String) -> Int { typeCodes[type] ?? 18 }
}
