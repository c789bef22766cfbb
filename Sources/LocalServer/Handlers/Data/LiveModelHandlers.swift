import SisenseClient

/// Live data models: live data sets of version 1, and models of version 2 that were made as live ones.
enum LiveModelHandlers {
    static let routes: Route.Table = [
        .getLiveModels: Route(.designer) { database, _ throws(APIError) in
            .ok(all(database).map(shown))
        },
        .getLiveModel: Route(.designer) { database, call throws(APIError) in
            .ok(shown(try find(database, call)))
        },
        .getLiveModelByTitle: Route(.designer) { database, call throws(APIError) in
            .ok(try database.one(call, shown(try titled(database, call)), .connection))
        },
        .getLiveModelPermissions: Route(.dataDesigner) { database, call throws(APIError) in
            .ok(permissions(of: try find(database, call)))
        },
        .replaceLiveModelPermissions: Route(.dataDesigner) { database, call throws(APIError) in
            if database[.datasets][call.value("id")] != nil {
                return .ok(try DatasetHandlers.savePermissions(&database, call))
            }
            var model = try find(database, call)
            model["shares"] = .array(try DatasetHandlers.permissions(try call.json(), in: database))
            database.put(model, id: model.text("_id"), in: .cubes)
            return .ok(permissions(of: model))
        },

        .getLiveModelSecurity: Route(.dataDesigner) { database, call throws(APIError) in
            .ok(database[.dataSecurity].records("fullname", try titled(database, call).text("fullname")))
        },
        .createLiveModelSecurity: Route(.dataDesigner) { database, call throws(APIError) in
            let rule = try DataSecurityHandlers.add(
                try call.json(), to: try titled(database, call), in: &database, call)
            return .created(rule)
        },
        .createLiveModelRules: Route(.dataDesigner) { database, call throws(APIError) in
            let model = try titled(database, call)
            var added: [JSONObject] = []
            for rule in try call.json().array ?? [] {
                added.append(try DataSecurityHandlers.add(rule, to: model, in: &database, call))
            }
            return .ok(added)
        },
        .deleteLiveModelSecurityOfColumn: Route(.dataDesigner) { database, call throws(APIError) in
            DataSecurityHandlers.deleteColumn(of: try titled(database, call), in: &database, call)
            return .noContent
        },
        .deleteLiveModelSecurityRule: Route(.dataDesigner) { database, call throws(APIError) in
            try DataSecurityHandlers.delete(call.value("dataSecurityId"), in: &database)
            return .noContent
        },
    ]

    private static func all(_ database: Database) -> [JSONObject] {
        database[.datasets].records("type", "live") + database[.cubes].records("type", "live")
    }

    private static func find(_ database: Database, _ call: Call) throws(APIError) -> JSONObject {
        let id = call.value("id")
        let record = database[.datasets][id] ?? database[.cubes][id]
        guard let record, record.text("type") == "live" else { throw .notFound("data model", id) }
        return record
    }

    /// A data set is known by its name, a model by its title. - Throws: 404.
    private static func titled(_ database: Database, _ call: Call) throws(APIError) -> JSONObject {
        let title = call.value("title")
        let found = database[.datasets].records("name", title) + database[.cubes].records("title", title)
        guard let model = found.first(where: { $0.text("type") == "live" }) else {
            throw .notFound("data model", title)
        }
        return model
    }

    /// Permissions are those of a data set, and the shares of a model.
    private static func permissions(of model: JSONObject) -> JSONValue {
        model["permissions"] ?? model["shares"] ?? []
    }

    private static func shown(_ model: JSONObject) -> JSONObject {
        var datasets: [JSONValue] = []
        for dataset in model.objects("datasets") { datasets.append(dataset["oid"] ?? .null) }
        // A live data set is the only one of its model.
        if model["schema"] != nil { datasets.append(model["oid"] ?? .null) }
        return JSONObject([
            ("_id", model["_id"] ?? .null), ("oid", model["oid"] ?? .null),
            ("title", model["title"] ?? model["name"] ?? ""), ("type", "live"), ("shares", permissions(of: model)),
            ("datasets", .array(datasets)), ("creator", model["creator"] ?? model["owner"] ?? .null),
            ("lastUpdated", model["lastUpdated"] ?? model["createdUtc"] ?? .null),
        ])
    }
}
