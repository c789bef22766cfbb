import SisenseClient

/// Data sets (seeds/003, Datasets).
enum DatasetHandlers {
    static let routes: Route.Table = [
        .getDatasets: Route(.designer) { database, call throws(APIError) in
            .ok(try database.list(call, .datasets, .dataset).map(shown))
        },
        .getDataset: Route(.designer) { database, call throws(APIError) in
            .ok(shown(try database.one(call, try find(database, call), .dataset)))
        },
        .getTransformedDataset: Route(.designer) { database, call throws(APIError) in
            .ok(transformed(shown(try find(database, call))))
        },
        .getDatasetPermissions: Route(.dataDesigner) { database, call throws(APIError) in
            .ok(try find(database, call)["permissions"] ?? [])
        },
        .getDatasetByFullName: Route(.designer) { database, call throws(APIError) in
            .ok(shown(try database.one(call, try named(database, call), .dataset)))
        },
        .createDataset: Route(.dataDesigner) { database, call throws(APIError) in
            .created(try create(&database, call))
        },
        .updateDataset: Route(.dataDesigner) { database, call throws(APIError) in
            let old = try find(database, call)
            try demand(["w", "a"], of: old, call)
            var changed = old.merging(try call.object(), except: ["_id", "oid", "owner", "permissions", "created"])
            changed["fullname"] = .string(fullName(changed))
            try check(changed, in: database)
            changed["lastUpdated"] = call.timestamp
            database.put(changed, id: old.text("_id"), in: .datasets)
            return .ok(shown(changed))
        },
        .replaceDatasetPermissions: Route(.dataDesigner) { database, call throws(APIError) in
            .ok(try savePermissions(&database, call))
        },
        .deleteDataset: Route(.dataDesigner) { database, call throws(APIError) in
            let dataset = try find(database, call)
            try demand(["a"], of: dataset, call)
            for rule in database[.dataSecurity].records("fullname", dataset.text("fullname")) {
                database.remove(id: rule.text("_id"), from: .dataSecurity)
            }
            database.remove(id: dataset.text("_id"), from: .datasets)
            return .noContent
        },
    ]

    /// Replaces the permissions of the data set that the path names. - Returns: The new ones.
    static func savePermissions(_ database: inout Database, _ call: Call) throws(APIError) -> JSONValue {
        var dataset = try find(database, call)
        try demand(["a"], of: dataset, call)
        dataset["permissions"] = .array(try permissions(try call.json(), in: database))
        database.put(dataset, id: dataset.text("_id"), in: .datasets)
        return dataset["permissions"] ?? []
    }

    /// - Throws: 404 for a full name no data set has.
    static func named(_ database: Database, _ call: Call) throws(APIError) -> JSONObject {
        let name = call.value("fullname")
        guard let dataset = database[.datasets].records("fullname", name).first else {
            throw .notFound("dataset", name)
        }
        return dataset
    }

    private static func find(_ database: Database, _ call: Call) throws(APIError) -> JSONObject {
        guard let dataset = database[.datasets][call.value("id")] else { throw .notFound("dataset", call.value("id")) }
        return dataset
    }

    /// - Throws: 400 with code 23001 for somebody who is neither the owner nor has one of these permissions.
    private static func demand(_ permissions: [String], of dataset: JSONObject, _ call: Call) throws(APIError) {
        let caller = try call.person()
        let isPermitted = dataset.objects("permissions").contains { item in
            permissions.contains(item.text("permission"))
                && ([caller.id] + caller.groups).contains(item["partyId"]?.string ?? item.text("party"))
        }
        guard caller.isAdministrator || dataset.text("owner") == caller.id || isPermitted else {
            throw .invalid("You have no permission for this data set", status: 400, code: 23001)
        }
    }

    private static func shown(_ dataset: JSONObject) -> JSONObject {
        var dataset = dataset
        dataset["permissions"] = nil
        return dataset
    }

    private static func fullName(_ dataset: JSONObject) -> String {
        "\(dataset.text("type")):\(dataset.text("name"))"
    }

    private static func create(_ database: inout Database, _ call: Call) throws(APIError) -> JSONObject {
        let input = try call.object()
        let id = ObjectID.make(call.now)
        var dataset = JSONObject([
            ("_id", .string(id)), ("oid", .string(id)), ("owner", .string(try call.person().id)), ("elasticube", .null),
            ("name", ""), ("fullname", ""), ("type", ""), ("connection", .null), ("schema", ["tables": []]),
            ("permissions", []), ("created", call.timestamp), ("lastUpdated", call.timestamp),
        ])
        dataset = dataset.merging(input, except: ["_id", "oid", "owner", "permissions", "created", "lastUpdated"])
        dataset["fullname"] = .string(fullName(dataset))
        try check(dataset, in: database)
        database.put(dataset, id: id, in: .datasets)
        return shown(dataset)
    }

    private static func check(_ dataset: JSONObject, in database: Database) throws(APIError) {
        let others = database[.datasets].records("fullname", dataset.text("fullname"))
        guard others.allSatisfy({ $0["_id"] == dataset["_id"] }) else {
            throw .invalid("A data set named '\(dataset.text("name"))' exists already", status: 400, code: 23004)
        }
        if let connection = dataset["connection"]?.string, database[.connections][connection] == nil {
            throw .invalid("Connection '\(connection)' not found", status: 400, code: 23003)
        }
    }

    /// Permissions as they are sent. - Throws: 400 for one that is none, or of somebody who is not there.
    static func permissions(_ json: JSONValue, in database: Database) throws(APIError) -> [JSONValue] {
        let items = json.array ?? []
        for item in items {
            let party = item["partyId"]?.string ?? item["party"]?.string ?? ""
            guard ["a", "r", "w"].contains(item["permission"]?.string) else {
                throw .invalid("A permission is a, r or w", status: 400, code: 23001)
            }
            if item["type"]?.string == "group" {
                guard database[.groups][party] != nil else {
                    throw .invalid("Group '\(party)' not found", status: 400, code: 23006)
                }
            } else if database[.users][party] == nil {
                throw .invalid("User '\(party)' not found", status: 400, code: 23005)
            }
        }
        return items
    }

    /// The schema with the new names of `transformations`: `[{"table", "column", "name"}]`.
    private static func transformed(_ dataset: JSONObject) -> JSONObject {
        let renames = dataset["schema"]?["transformations"]?.array ?? []
        guard !renames.isEmpty, let tables = dataset["schema"]?["tables"]?.array else { return dataset }
        var dataset = dataset
        dataset["schema"]?["tables"] = .array(
            tables.map { table in
                var table = table
                let columns = table["columns"]?.array ?? []
                table["columns"] = .array(
                    columns.map { column in
                        var column = column
                        let rename = renames.first { $0["table"] == table["name"] && $0["column"] == column["name"] }
                        if let name = rename?["name"] { column["name"] = name }
                        return column
                    })
                return table
            })
        dataset["schema"]?["transformations"] = nil
        return dataset
    }
}
