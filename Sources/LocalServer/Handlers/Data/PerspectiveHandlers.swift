import SisenseClient

/// Views of data models: perspectives (version 2), and the formulas and filters that are kept beside a model
/// (version 0.9).
enum PerspectiveHandlers {
    static let routes: Route.Table = [
        .getPerspectives: Route(.designer) { database, _ throws(APIError) in
            .ok(database[.cubes].records.map(wholeModel) + database[.perspectives].records)
        },
        .getPerspective: Route(.designer) { database, call throws(APIError) in
            .ok(try find(database, call))
        },
        .createPerspective: Route(.dataDesigner) { database, call throws(APIError) in
            .created(try create(&database, call))
        },
        .deletePerspective: Route(.dataDesigner) { database, call throws(APIError) in
            let perspective = try find(database, call)
            guard perspective["isDefault"]?.bool != true else {
                throw .invalid("The default perspective of a data model cannot be deleted", status: 400)
            }
            database.remove(id: perspective.text("oid"), from: .perspectives)
            return .noContent
        },

        .getSavedMeasures: Route(.user) { database, call throws(APIError) in
            .ok(saved(database, call).filter { !isDimension($0) })
        },
        .getSavedDimensions: Route(.user) { database, call throws(APIError) in
            .ok(saved(database, call).filter(isDimension))
        },
        .createSavedMetadata: Route(.designer) { database, call throws(APIError) in
            let id = ObjectID.make(call.now)
            var entry = JSONObject([("_id", .string(id)), ("oid", .string(id))])
                .merging(try call.object(), except: ["_id", "oid", "created", "lastUpdated"])
            entry["created"] = call.timestamp
            entry["lastUpdated"] = call.timestamp
            database.put(entry, id: id, in: .savedMetadata)
            return .ok(entry)
        },
        .deleteSavedMetadata: Route(.designer) { database, call throws(APIError) in
            let id = call.value("id")
            guard database[.savedMetadata][id] != nil else { throw .notFound("metadata", id) }
            database.remove(id: id, from: .savedMetadata)
            return Reply()
        },
    ]

    /// The perspective that each model has from the start. Its id follows from that of the model.
    private static func wholeModel(_ cube: JSONObject) -> JSONObject {
        JSONObject([
            ("oid", .string(String(cube.text("oid").dropLast(4)) + "4000")), ("name", "Default"), ("isDefault", true),
            ("description", ""), ("datamodelOid", cube["oid"] ?? .null), ("parentOid", .null), ("tables", []),
        ])
    }

    private static func find(_ database: Database, _ call: Call) throws(APIError) -> JSONObject {
        let id = call.value("perspectiveId")
        if let perspective = database[.perspectives][id] { return perspective }
        guard let whole = database[.cubes].records.lazy.map(wholeModel).first(where: { $0.text("oid") == id }) else {
            throw .notFound("perspective", id)
        }
        return whole
    }

    /// Clients choose the id themselves, or leave it to the server.
    private static func create(_ database: inout Database, _ call: Call) throws(APIError) -> JSONObject {
        let input = try call.object()
        let name = input.text("name")
        let cube = try DatamodelHandlers.find(input.text("datamodelOid"), in: database)
        let siblings = database[.perspectives].records("datamodelOid", cube.text("oid")) + [wholeModel(cube)]
        guard !siblings.contains(where: { $0.text("name").lowercased() == name.lowercased() }) else {
            throw .invalid("A perspective '\(name)' of this data model exists already", status: 400)
        }
        let known = Set(DatamodelSchema(of: cube, in: database).allTables.map { $0.text("oid") })
        for table in input.objects("tables") where !known.contains(table.text("oid")) {
            throw .notFound("table", table.text("oid"))
        }
        let id = input["oid"]?.string ?? ObjectID.make(call.now)
        guard database[.perspectives][id] == nil else {
            throw .invalid("A perspective '\(id)' exists already", status: 400)
        }
        var perspective = JSONObject([
            ("oid", .string(id)), ("description", ""), ("parentOid", cube["oid"] ?? .null), ("tables", []),
        ]).merging(input, except: ["isDefault"])
        perspective["created"] = call.timestamp
        database.put(perspective, id: id, in: .perspectives)
        return perspective
    }

    private static func isDimension(_ entry: JSONObject) -> Bool { !(entry["filter"]?.isNull ?? true) }

    /// What is kept beside the data source that the query names, by its title or its full name; all without one.
    private static func saved(_ database: Database, _ call: Call) -> [JSONObject] {
        let (title, name) = (call.query("datasource"), call.query("dsFullName")?.lowercased())
        return database[.savedMetadata].records.filter { entry in
            let source = entry["datasource"]
            let isTitled = title.map { $0 == (source?["title"] ?? source)?.string } ?? true
            return isTitled && name.map { $0 == source?["fullname"]?.string?.lowercased() } ?? true
        }
    }
}
