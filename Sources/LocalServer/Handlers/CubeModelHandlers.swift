import SisenseClient

/// What was added to the model of a cube: tables from SQL, fields from SQL, relations (seeds/003, Elasticubes).
enum CubeModelHandlers {
    private static let base = "/api/v1/elasticubes/{server}/{title}"

    static let routes: Route.Table = [
        statements("custom_tables"), statements("sql_manual_query"), tables, fields, relations,
    ]
    .reduce(into: [:]) { all, routes in all.merge(routes) { first, _ in first } }

    private static let tables: Route.Table = [
        OperationID("GET \(base)/custom_tables"): Route(.dataDesigner) { database, call throws(APIError) in
            .ok(try model(database, call)["custom_tables"]?.object?.members.map(\.value).asArray ?? [])
        }
    ]

    /// The operations on statements that are found by the name of their table.
    private static func statements(_ kind: String) -> Route.Table {
        var routes: Route.Table = [:]
        routes[OperationID("POST \(base)/\(kind)")] = Route(.dataDesigner) { database, call throws(APIError) in
            .ok(try addStatement(kind, "tableName", in: &database, call))
        }
        for method in ["GET", "PATCH", "DELETE"] {
            routes[OperationID("\(method) \(base)/\(kind)/{tableName}")] = Route(.dataDesigner) {
                database, call throws(APIError) in
                .ok(try statement(method, kind, call.value("tableName"), in: &database, call))
            }
        }
        return routes
    }

    private static let fields: Route.Table = {
        let path = "\(base)/{tableName}/custom_fields"
        var routes: Route.Table = [:]
        routes[OperationID("GET \(path)")] = Route(.dataDesigner) { database, call throws(APIError) in
            .ok(try model(database, call)[fieldKey(call)]?.object?.members.map(\.value).asArray ?? [])
        }
        routes[OperationID("POST \(path)")] = Route(.dataDesigner) { database, call throws(APIError) in
            .ok(try addStatement(fieldKey(call), "fieldName", in: &database, call))
        }
        for method in ["GET", "PATCH", "DELETE"] {
            routes[OperationID("\(method) \(path)/{fieldName}")] = Route(.dataDesigner) {
                database, call throws(APIError) in
                .ok(try statement(method, fieldKey(call), call.value("fieldName"), in: &database, call))
            }
        }
        return routes
    }()

    private static let relations: Route.Table = {
        let path = "\(base)/{tableName}/relations"
        var routes: Route.Table = [:]
        routes[OperationID("GET \(path)")] = Route(.dataDesigner) { database, call throws(APIError) in
            .ok(try model(database, call)[relationKey(call)] ?? [])
        }
        for method in ["POST", "PATCH", "DELETE"] {
            routes[OperationID("\(method) \(path)")] = Route(.dataDesigner) { database, call throws(APIError) in
                .ok(try changeRelation(method, in: &database, call))
            }
        }
        return routes
    }()

    private static func fieldKey(_ call: Call) -> String { "fields/\(call.value("tableName"))" }
    private static func relationKey(_ call: Call) -> String { "relations/\(call.value("tableName"))" }

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

    private static func addStatement(
        _ key: String, _ nameKey: String, in database: inout Database, _ call: Call
    ) throws(APIError) -> JSONValue {
        let input = try call.object()
        guard let name = input[nameKey]?.string ?? input["name"]?.string, !name.isEmpty else {
            throw .missing([nameKey])
        }
        guard let sql = input["sqlQuery"]?.string ?? input["query"]?.string, !sql.isEmpty else {
            throw .missing(["sqlQuery"])
        }
        var all = try model(database, call)[key]?.object ?? JSONObject()
        guard all[name] == nil else { throw .invalid("'\(name)' exists already", status: 400) }
        let statement: JSONValue = .object(JSONObject([(nameKey, .string(name)), ("sqlQuery", .string(sql))]))
        all[name] = statement
        try save(key, .object(all), in: &database, call)
        return statement
    }

    private static func statement(
        _ method: String, _ key: String, _ name: String, in database: inout Database, _ call: Call
    ) throws(APIError) -> JSONValue {
        var all = try model(database, call)[key]?.object ?? JSONObject()
        guard var statement = all[name] else { throw .notFound("statement", name) }
        guard method != "GET" else { return statement }
        if method == "PATCH" {
            let input = try call.object()
            guard let sql = input["sqlQuery"]?.string ?? input["query"]?.string else { throw .missing(["sqlQuery"]) }
            statement["sqlQuery"] = .string(sql)
            all[name] = statement
        } else {
            all[name] = nil
        }
        try save(key, .object(all), in: &database, call)
        return statement
    }

    /// Relations are told apart by the field they start from.
    private static func changeRelation(
        _ method: String, in database: inout Database, _ call: Call
    ) throws(APIError) -> JSONValue {
        let input = try call.json()
        guard let field = input["field"]?.string ?? input["fieldName"]?.string else { throw .missing(["field"]) }
        var all = try model(database, call)[relationKey(call)]?.array ?? []
        let index = all.firstIndex { ($0["field"] ?? $0["fieldName"])?.string == field }
        switch (method, index) {
        case ("POST", nil): all.append(input)
        case ("POST", _?): throw .invalid("'\(field)' has a relation already", status: 400)
        case (_, nil): throw .notFound("relation", field)
        case ("PATCH", let index?): all[index] = input
        case (_, let index?): all.remove(at: index)
        }
        try save(relationKey(call), .array(all), in: &database, call)
        return .array(all)
    }
}

extension [JSONValue] {
    fileprivate var asArray: JSONValue { .array(self) }
}
