import SisenseClient

/// Rules about who sees which rows: of data sets in version 1 (seeds/003, Datasets), of cubes in version 0.9.
enum DataSecurityHandlers {
    static let routes: Route.Table = [
        .getDatasetSecurity: Route(.dataDesigner) { database, call throws(APIError) in
            let dataset = try DatasetHandlers.named(database, call)
            return .ok(database[.dataSecurity].records("fullname", dataset.text("fullname")))
        },
        .createDatasetSecurity: Route(.dataDesigner) { database, call throws(APIError) in
            .created(try add(try call.json(), to: try DatasetHandlers.named(database, call), in: &database, call))
        },
        .deleteDatasetSecurityRule: Route(.dataDesigner) {
            database, call throws(APIError) in
            try delete(call.value("dataSecurityId"), in: &database)
            return .noContent
        },
        .deleteDatasetSecurityOfColumn: Route(.dataDesigner) {
            database, call throws(APIError) in
            deleteColumn(of: try DatasetHandlers.named(database, call), in: &database, call)
            return .noContent
        },
        .getCubeSecurityOfColumn: Route(.dataDesigner) { database, call throws(APIError) in
            let name = try CubeHandlers.find(call.value("elasticube"), in: database).text("fullname")
            return .ok(column(call.value("table"), call.value("column"), of: name, in: database))
        },
        .deleteCubeSecurityOfColumn: Route(.dataDesigner) { database, call throws(APIError) in
            guard let table = call.query("table"), let title = call.query("column") else {
                throw .invalid("A mandatory field is missing: table, column", status: 400, code: 2003)
            }
            delete(table, title, of: try CubeHandlers.find(call.value("elasticube"), in: database), in: &database)
            return Reply()
        },
        .deleteCubeSecurityBelowColumn: Route(.dataDesigner) { database, call throws(APIError) in
            deleteColumn(of: try CubeHandlers.find(call.value("elasticube"), in: database), in: &database, call)
            return Reply()
        },
        .updateCubeSecurityRule: Route(.dataDesigner) { database, call throws(APIError) in
            guard let old = database[.dataSecurity][call.value("id")] else {
                throw .notFound("data security rule", call.value("id"))
            }
            let name = old.text("fullname")
            let rule = blank(old.text("_id"), source: old.text("dataSourceId"), name: name)
                .merging(try call.object(), except: serverSet)
            let others = column(rule.text("table"), rule.text("column"), of: name, in: database)
                .filter { $0["_id"] != old["_id"] }
            try check(rule, beside: others, in: database)
            database.put(rule, id: rule.text("_id"), in: .dataSecurity)
            return .ok(rule)
        },
        .deleteCubeSecurityRule: Route(.dataDesigner) { database, call throws(APIError) in
            try delete(call.value("id"), in: &database)
            return Reply()
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
                added.append(.object(try add(rule, to: cube, in: &database, call)))
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

    /// Deletes the rules of a source for the column that the path names.
    static func deleteColumn(of source: JSONObject, in database: inout Database, _ call: Call) {
        delete(call.value("table"), call.value("column"), of: source, in: &database)
    }

    private static func delete(
        _ table: String, _ title: String, of source: JSONObject, in database: inout Database
    ) {
        for rule in column(table, title, of: source.text("fullname"), in: database) {
            database.remove(id: rule.text("_id"), from: .dataSecurity)
        }
    }

    private static let serverSet: Set<String> = ["_id", "dataSourceId", "fullname", "live"]

    private static func blank(_ id: String, source: String, name: String) -> JSONObject {
        JSONObject([
            ("_id", .string(id)), ("dataSourceId", .string(source)), ("fullname", .string(name)), ("table", ""),
            ("column", ""), ("datatype", "text"), ("members", []), ("allMembers", .null), ("exclusionary", false),
            ("live", .bool(name.hasPrefix("live:"))), ("shares", []),
        ])
    }

    private static func isDefault(_ rule: JSONObject) -> Bool {
        rule.objects("shares").contains { $0.text("type") == "default" }
    }

    /// Adds a rule to a source, which is a cube, a data set or a live model.
    static func add(
        _ input: JSONValue, to source: JSONObject, in database: inout Database, _ call: Call
    ) throws(APIError) -> JSONObject {
        let input = input.object ?? JSONObject()
        let id = ObjectID.make(call.now)
        let name = source.text("fullname")
        let rule = blank(id, source: source.text("_id"), name: name).merging(input, except: serverSet)
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

    /// - Throws: 404, and 400 for a default rule that is not the last of its column.
    static func delete(_ id: String, in database: inout Database) throws(APIError) {
        guard let rule = database[.dataSecurity][id] else { throw .notFound("data security rule", id) }
        let others = column(rule.text("table"), rule.text("column"), of: rule.text("fullname"), in: database)
        guard !isDefault(rule) || others.count == 1 else {
            throw .invalid("The default rule goes last", status: 400, code: 30006)
        }
        database.remove(id: id, from: .dataSecurity)
    }
}
