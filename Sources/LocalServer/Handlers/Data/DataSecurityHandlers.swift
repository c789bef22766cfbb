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
        .getLiveModelSecurity: Route(.dataDesigner) { database, call throws(APIError) in
            .ok(database[.dataSecurity].records("fullname", try live(database, call).text("fullname")))
        },
        .createLiveModelSecurity: Route(.dataDesigner) { database, call throws(APIError) in
            let model = try live(database, call)
            let (id, name) = (model.text("_id"), model.text("fullname"))
            return .created(try add(try call.json(), source: id, name: name, in: &database, call))
        },
        .getCubeSecurityOfColumn: Route(.dataDesigner) { database, call throws(APIError) in
            let name = try CubeHandlers.find(call.value("elasticube"), in: database).text("fullname")
            return .ok(column(call.value("table"), call.value("column"), of: name, in: database))
        },
        .deleteCubeSecurityOfColumn: Route(.dataDesigner) { database, call throws(APIError) in
            let name = try CubeHandlers.find(call.value("elasticube"), in: database).text("fullname")
            guard let table = call.query("table"), let title = call.query("column") else {
                throw .missing(["table", "column"])
            }
            for rule in column(table, title, of: name, in: database) {
                database.remove(id: rule.text("_id"), from: .dataSecurity)
            }
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

    private static let serverSet: Set<String> = ["_id", "dataSourceId", "fullname", "live"]

    private static func blank(_ id: String, source: String, name: String) -> JSONObject {
        JSONObject([
            ("_id", .string(id)), ("dataSourceId", .string(source)), ("fullname", .string(name)), ("table", ""),
            ("column", ""), ("datatype", "text"), ("members", []), ("allMembers", .null), ("exclusionary", false),
            ("live", .bool(name.hasPrefix("live:"))), ("shares", []),
        ])
    }

    /// A live model by its title. - Throws: 404.
    private static func live(_ database: Database, _ call: Call) throws(APIError) -> JSONObject {
        let title = call.value("title")
        guard let model = database[.datasets].records("name", title).first(where: { $0.text("type") == "live" }) else {
            throw .notFound("data model", title)
        }
        return model
    }

    private static func isDefault(_ rule: JSONObject) -> Bool {
        rule.objects("shares").contains { $0.text("type") == "default" }
    }

    private static func add(
        _ input: JSONValue, source: String, name: String, in database: inout Database, _ call: Call
    ) throws(APIError) -> JSONObject {
        let input = input.object ?? JSONObject()
        let id = ObjectID.make(call.now)
        let rule = blank(id, source: source, name: name).merging(input, except: serverSet)
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
