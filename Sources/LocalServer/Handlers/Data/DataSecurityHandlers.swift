import SisenseClient

/// Rules about who sees which rows: of data sets in version 1 (seeds/003, Datasets), of cubes in version 0.9.
enum DataSecurityHandlers {
    static let routes: Route.Table = [
        .getDatasetSecurity: Route(.dataDesigner) { database, call throws(APIError) in
            let dataset = try DatasetHandlers.named(database, call)
            return .ok(database[.dataSecurity].records("fullname", dataset.text("fullname")))
        },
        .createDatasetSecurity: Route(.dataDesigner) { database, call throws(APIError) in
            let dataset = try DatasetHandlers.named(database, call)
            let name = dataset.text("fullname")
            return .created(try add(try call.json(), source: dataset.text("_id"), name: name, in: &database, call))
        },
        .deleteDatasetSecurityRule: Route(.dataDesigner) {
            database, call throws(APIError) in
            try delete(call.value("dataSecurityId"), in: &database)
            return .noContent
        },
        .deleteDatasetSecurityOfColumn: Route(.dataDesigner) {
            database, call throws(APIError) in
            let name = try DatasetHandlers.named(database, call).text("fullname")
            for rule in column(call.value("table"), call.value("column"), of: name, in: database) {
                database.remove(id: rule.text("_id"), from: .dataSecurity)
            }
            return .noContent
        },
        .getCubeSecurity: Route(.dataDesigner) {
            database, call throws(APIError) in
            let cube = try CubeHandlers.find(call.value("elasticube"), in: database)
            return .ok(database[.dataSecurity].records("fullname", cube.text("fullname")))
        },
        .createCubeSecurity: Route(.dataDesigner) {
            database, call throws(APIError) in
            let cube = try CubeHandlers.find(call.value("elasticube"), in: database)
            var added: [JSONValue] = []
            for rule in try call.json().array ?? [] {
                let name = cube.text("fullname")
                added.append(.object(try add(rule, source: cube.text("_id"), name: name, in: &database, call)))
            }
            return .ok(.array(added))
        },
    ]

    private static func column(_ table: String, _ column: String, of name: String, in database: Database)
        -> [JSONObject]
    {
        database[.dataSecurity].records("fullname", name)
            .filter { $0.text("table") == table && $0.text("column") == column }
    }

    private static func isDefault(_ rule: JSONObject) -> Bool {
        rule.objects("shares").contains { $0.text("type") == "default" }
    }

    private static func add(
        _ input: JSONValue, source: String, name: String, in database: inout Database, _ call: Call
    ) throws(APIError) -> JSONObject {
        guard let input = input.object else { throw .invalid("A rule has to be a JSON object", status: 400) }
        let missing = ["table", "column"].filter { input[$0]?.string?.isEmpty ?? true }
        guard missing.isEmpty else { throw .invalid("Missing: \(missing.joined(separator: ", "))", status: 400) }
        let id = ObjectID.make(call.now)
        var rule = JSONObject([
            ("_id", .string(id)), ("dataSourceId", .string(source)), ("fullname", .string(name)), ("table", ""),
            ("column", ""), ("datatype", "text"), ("members", []), ("allMembers", .null), ("exclusionary", false),
            ("live", .bool(name.hasPrefix("live:"))), ("shares", []),
        ])
        rule = rule.merging(input, except: ["_id", "dataSourceId", "fullname", "live"])
        let others = column(rule.text("table"), rule.text("column"), of: name, in: database)
        try check(rule, beside: others, in: database)
        database.put(rule, id: id, in: .dataSecurity)
        return rule
    }

    private static func check(
        _ rule: JSONObject, beside others: [JSONObject], in database: Database
    ) throws(APIError) {
        if isDefault(rule) {
            // The default says all or nothing, once a column.
            guard rule["allMembers"]?.bool != nil, !others.contains(where: isDefault) else {
                throw .invalid("Invalid default rule", status: 400, code: 30001)
            }
        }
        var seen = Set(others.flatMap { $0.objects("shares").map { $0["partyId"]?.string ?? $0.text("party") } })
        for share in rule.objects("shares") where share.text("type") != "default" {
            let party = share["partyId"]?.string ?? share.text("party")
            guard seen.insert(party).inserted else {
                throw .invalid("'\(party)' has a rule for this column already", status: 400, code: 30003)
            }
            let isKnown =
                share.text("type") == "group" ? database[.groups][party] != nil : database[.users][party] != nil
            guard isKnown else { throw .invalid("User or group '\(party)' not found", status: 400, code: 30004) }
        }
    }

    private static func delete(_ id: String, in database: inout Database) throws(APIError) {
        guard let rule = database[.dataSecurity][id] else { throw .notFound("data security rule", id) }
        let others = column(rule.text("table"), rule.text("column"), of: rule.text("fullname"), in: database)
        guard !isDefault(rule) || others.count == 1 else {
            throw .invalid("The default rule goes last", status: 400, code: 30006)
        }
        database.remove(id: id, from: .dataSecurity)
    }
}

/// Data sources and queries of them, over the sample tables (version 0.9).
enum DatasourceHandlers {
    static let routes: Route.Table = [
        .getDatasources: Route(.user) { _, _ throws(APIError) in
            .ok(.array(SampleDatasource.all.map(\.json)))
        },
        .queryDatasource: Route(.user) { _, call throws(APIError) in
            let input = try call.object()
            let (fields, rows) = try run(input, call)
            let values = rows.map { row in
                JSONValue.array(row.map { ["data": $0, "text": .string(text($0))] })
            }
            return .ok([
                "headers": .strings(fields.map(\.column)), "values": .array(values),
                "datasource": try source(call).json, "metadata": input["metadata"] ?? [],
            ])
        },
        .queryDatasourceCSV: Route(.user) { _, call throws(APIError) in
            let (fields, rows) = try run(try formQuery(call), call)
            let lines = [fields.map(\.column)] + rows.map { $0.map(text) }
            let csv = lines.map { $0.map(quoted).joined(separator: ",") + "\r\n" }.joined()
            return .file(Array(csv.utf8), "text/csv; charset=utf-8", name: "data.csv")
        },
    ]

    private static func source(_ call: Call) throws(APIError) -> SampleDatasource {
        guard let source = SampleDatasource.named(call.value("datasource")) else {
            throw .notFound("data source", call.value("datasource"))
        }
        return source
    }

    private static func run(
        _ query: JSONObject, _ call: Call
    ) throws(APIError) -> (fields: [Jaql.Field], rows: [[JSONValue]]) {
        let source = try source(call)
        guard let jaql = Jaql(query) else {
            throw .invalid("The query has no metadata with dimensions", status: 400)
        }
        let (offset, count) = (query["offset"]?.integer ?? 0, query["count"]?.integer ?? .max)
        return (jaql.fields, Array(jaql.rows(in: source).dropFirst(max(0, offset)).prefix(max(0, count))))
    }

    /// The query in the form field `data`, as the export of real servers sends it.
    private static func formQuery(_ call: Call) throws(APIError) -> JSONObject {
        do {
            let data = try RequestTarget.form(call.request.body[...]).first { $0.name == "data" }?.value
            guard let data else { throw HTTPFault.malformed("The form has no field data") }
            guard let query = try? JSONReader.read(data).object else {
                throw HTTPFault.malformed("The form field data is no JSON object")
            }
            return query
        } catch let fault as HTTPFault {
            throw .invalid(fault.message, status: 400)
        } catch {
            throw .invalid("\(error)", status: 400)
        }
    }

    private static func text(_ value: JSONValue) -> String {
        value.string ?? (value.isNull ? "" : JSONWriter.text(value, layout: .compact))
    }

    /// A field of CSV (RFC 4180, 2.6 and 2.7).
    private static func quoted(_ field: String) -> String {
        guard field.contains(where: { ",\"\r\n".contains($0) || $0 == "\r\n" }) else { return field }
        return "\"" + field.replacing("\"", with: "\"\"") + "\""
    }
}
