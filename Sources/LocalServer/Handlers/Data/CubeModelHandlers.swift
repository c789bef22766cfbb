import SisenseClient

/// Additions to the model of a cube: tables from SQL, fields from SQL, relations (seeds/003, Elasticubes).
enum CubeModelHandlers {
    static let routes: Route.Table = [
        .getCustomTables: Route(.dataDesigner) { database, call throws(APIError) in
            .ok(try model(database, call)["custom_tables"]?.object?.members.map(\.value).asArray ?? [])
        },
        .createCustomTable: adding("tableName", to: customTables),
        .getCustomTable: reading("tableName", in: customTables),
        .updateCustomTable: updating("tableName", in: customTables),
        .deleteCustomTable: deleting("tableName", from: customTables),

        .createManualQuery: adding("tableName", to: manualQueries),
        .getManualQuery: reading("tableName", in: manualQueries),
        .updateManualQuery: updating("tableName", in: manualQueries),
        .deleteManualQuery: deleting("tableName", from: manualQueries),

        .getCustomFields: Route(.dataDesigner) { database, call throws(APIError) in
            .ok(try model(database, call)[fieldKey(call)]?.object?.members.map(\.value).asArray ?? [])
        },
        .createCustomField: adding("fieldName", to: fieldKey),
        .getCustomField: reading("fieldName", in: fieldKey),
        .updateCustomField: updating("fieldName", in: fieldKey),
        .deleteCustomField: deleting("fieldName", from: fieldKey),

        .getRelations: Route(.dataDesigner) { database, call throws(APIError) in
            .ok(try model(database, call)[relationKey(call)] ?? [])
        },
        .createRelations: changingRelation { all, index, input, field throws(APIError) in
            guard index == nil else { throw .invalid("'\(field)' has a relation already", status: 400) }
            all.append(input)
        },
        .updateRelations: changingRelation { all, index, input, field throws(APIError) in
            guard let index else { throw .notFound("relation", field) }
            all[index] = input
        },
        .deleteRelations: changingRelation { all, index, _, field throws(APIError) in
            guard let index else { throw .notFound("relation", field) }
            all.remove(at: index)
        },
    ]

    /// The member of a cube's model that statements are kept below, by their names.
    private typealias Key = @Sendable (Call) -> String

    @Sendable private static func customTables(_ call: Call) -> String { "custom_tables" }
    @Sendable private static func manualQueries(_ call: Call) -> String { "sql_manual_query" }
    @Sendable private static func fieldKey(_ call: Call) -> String { "fields/\(call.value("tableName"))" }
    private static func relationKey(_ call: Call) -> String { "relations/\(call.value("tableName"))" }

    /// `name` is both the member and the gap of the path that name a statement.
    private static func adding(_ name: String, to key: @escaping Key) -> Route {
        Route(.dataDesigner) { database, call throws(APIError) in
            let input = try call.object()
            guard let title = input[name]?.string ?? input["name"]?.string, !title.isEmpty else {
                throw .missing([name])
            }
            guard let sql = sql(of: input), !sql.isEmpty else { throw .missing(["sqlQuery"]) }
            var all = try model(database, call)[key(call)]?.object ?? JSONObject()
            guard all[title] == nil else { throw .invalid("'\(title)' exists already", status: 400) }
            let statement: JSONValue = .object(JSONObject([(name, .string(title)), ("sqlQuery", .string(sql))]))
            all[title] = statement
            try save(key(call), .object(all), in: &database, call)
            return .ok(statement)
        }
    }

    private static func reading(_ name: String, in key: @escaping Key) -> Route {
        Route(.dataDesigner) { database, call throws(APIError) in
            .ok(try statement(call.value(name), in: try model(database, call)[key(call)]?.object))
        }
    }

    private static func updating(_ name: String, in key: @escaping Key) -> Route {
        Route(.dataDesigner) { database, call throws(APIError) in
            var all = try model(database, call)[key(call)]?.object ?? JSONObject()
            var statement = try statement(call.value(name), in: all)
            guard let sql = sql(of: try call.object()) else { throw .missing(["sqlQuery"]) }
            statement["sqlQuery"] = .string(sql)
            all[call.value(name)] = statement
            try save(key(call), .object(all), in: &database, call)
            return .ok(statement)
        }
    }

    private static func deleting(_ name: String, from key: @escaping Key) -> Route {
        Route(.dataDesigner) { database, call throws(APIError) in
            var all = try model(database, call)[key(call)]?.object ?? JSONObject()
            let statement = try statement(call.value(name), in: all)
            all[call.value(name)] = nil
            try save(key(call), .object(all), in: &database, call)
            return .ok(statement)
        }
    }

    /// Relations are found by the field they start from; `change` gets its index among all, nil when it has none.
    private static func changingRelation(
        _ change:
            @escaping @Sendable (
                _ all: inout [JSONValue], _ index: Int?, _ input: JSONValue, _ field: String
            ) throws(APIError) -> Void
    ) -> Route {
        Route(.dataDesigner) { database, call throws(APIError) in
            let input = try call.json()
            guard let field = input["field"]?.string ?? input["fieldName"]?.string else { throw .missing(["field"]) }
            var all = try model(database, call)[relationKey(call)]?.array ?? []
            try change(&all, all.firstIndex { ($0["field"] ?? $0["fieldName"])?.string == field }, input, field)
            try save(relationKey(call), .array(all), in: &database, call)
            return .ok(.array(all))
        }
    }

    private static func statement(_ name: String, in all: JSONObject?) throws(APIError) -> JSONValue {
        guard let statement = all?[name] else { throw .notFound("statement", name) }
        return statement
    }

    private static func sql(of input: JSONObject) -> String? {
        input["sqlQuery"]?.string ?? input["query"]?.string
    }

    private static func model(_ database: Database, _ call: Call) throws(APIError) -> JSONObject {
        try CubeHandlers.find(call)(database)["model"]?.object ?? JSONObject()
    }

    private static func save(
        _ key: String, _ value: JSONValue, in database: inout Database, _ call: Call
    ) throws(APIError) {
        var cube = try CubeHandlers.find(call)(database)
        var model = cube["model"]?.object ?? JSONObject()
        model[key] = value
        cube["model"] = .object(model)
        database.put(cube, id: cube.text("_id"), in: .cubes)
    }
}

extension [JSONValue] {
    fileprivate var asArray: JSONValue { .array(self) }
}
