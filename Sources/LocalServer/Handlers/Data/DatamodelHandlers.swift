import SisenseClient

/// Data models of newer servers (version 2): another view of the cubes. A model that was made here has no data, one of
/// the sample company has that of its data source.
enum DatamodelHandlers {
    static let routes: Route.Table = [
        .getDatamodels: Route(.designer) { database, call throws(APIError) in
            guard let title = call.query("title") else {
                let models = database[.cubes].records.map { model($0, in: database) }
                return .ok(try database.list(call, models, .connection))
            }
            let cube = try CubeHandlers.find(title, in: database)
            return .ok(try database.one(call, model(cube, in: database), .connection))
        },
        .getDatamodel: Route(.designer) { database, call throws(APIError) in
            .ok(model(try find(call.value("datamodelId"), in: database), in: database))
        },
        .getDatamodelDatasets: Route(.designer) { database, call throws(APIError) in
            .ok(try database.list(call, try schema(database, call).datasets.map(DatamodelSchema.shown), .connection))
        },
        .getDatamodelDataset: Route(.designer) { database, call throws(APIError) in
            let schema = try schema(database, call)
            return .ok(DatamodelSchema.shown(schema.datasets[try schema.position(ofDataset: call.value("datasetId"))]))
        },
        .getDatamodelTables: Route(.designer) { database, call throws(APIError) in
            let tables = try tables(database, call).filter {
                (call.query("name") ?? $0.text("name")) == $0.text("name")
            }
            return .ok(try database.list(call, tables, .connection))
        },
        .getDatamodelTable: Route(.designer) { database, call throws(APIError) in
            let id = call.value("tableId")
            guard let table = try tables(database, call).first(where: { $0.text("oid") == id }) else {
                throw .notFound("table", id)
            }
            return .ok(table)
        },
        .getDatamodelRelations: Route(.designer) { database, call throws(APIError) in
            .ok(try database.list(call, try schema(database, call).relations, .connection))
        },
        .createDatamodel: Route(.dataDesigner) { database, call throws(APIError) in
            let input = try call.object()
            let cube = try create(input.text("title"), like: input, in: &database, call)
            return .created(model(cube, in: database))
        },
        .cloneDatamodel: Route(.dataDesigner) { database, call throws(APIError) in
            let old = try find(call.value("datamodelId"), in: database)
            let cube = try create(try call.object().text("title"), like: copied(old, database), in: &database, call)
            return .created(model(cube, in: database))
        },
        .deleteDatamodel: Route(.dataDesigner) { database, call throws(APIError) in
            delete(try find(call.value("datamodelId"), in: database), in: &database)
            return Reply()
        },
    ]

    /// - Throws: 404.
    static func find(_ id: String, in database: Database) throws(APIError) -> JSONObject {
        guard let cube = database[.cubes][id] else { throw .notFound("data model", id) }
        return cube
    }

    /// The schema of the data model that the path names. - Throws: 404.
    static func schema(_ database: Database, _ call: Call) throws(APIError) -> DatamodelSchema {
        DatamodelSchema(of: try find(call.value("datamodelId"), in: database), in: database)
    }

    private static func tables(_ database: Database, _ call: Call) throws(APIError) -> [JSONObject] {
        let schema = try schema(database, call)
        return schema.tables(at: try schema.position(ofDataset: call.value("datasetId")))
    }

    /// A model that is like `other`: of its type, with its data sets and relations.
    static func create(
        _ title: String, like other: JSONObject, in database: inout Database, _ call: Call
    ) throws(APIError) -> JSONObject {
        guard !title.isEmpty else { throw .missing(["title"]) }
        guard database[.cubes].records("title", title).isEmpty else {
            throw .invalid("A data model '\(title)' exists already", status: 400)
        }
        let id = ObjectID.make(call.now)
        let type = other["type"]?.string ?? "extract"
        var cube = JSONObject([
            ("_id", .string(id)), ("oid", .string(id)), ("title", .string(title)),
            ("fullname", .string(type == "live" ? "live:\(title)" : "LocalHost/\(title)")), ("server", "LocalHost"),
            ("databaseName", .string("a" + title.filter { $0 != " " })),
            ("status", .count(CubeHandlers.Status.stopped.rawValue)), ("sizeInMb", 0), ("createdUtc", call.timestamp),
            ("lastBuiltUtc", .null), ("buildType", "full"), ("elasticubeSet", .null), ("error", ""),
            ("creator", .string(try call.person().id)), ("shares", []), ("type", .string(type)),
        ])
        cube = try filled(cube, of: other, in: &database, call)
        database.put(cube, id: id, in: .cubes)
        return cube
    }

    /// The cube with the data sets and relations of `other`, each with its ids.
    static func filled(
        _ cube: JSONObject, of other: JSONObject, in database: inout Database, _ call: Call
    ) throws(APIError) -> JSONObject {
        var cube = cube
        var datasets: [JSONValue] = []
        for dataset in other.objects("datasets") {
            datasets.append(.object(try DatamodelSchema.dataset(dataset, in: &database, call)))
        }
        var relations: [JSONValue] = []
        for var relation in other.objects("relations") {
            if relation.text("oid").isEmpty { relation["oid"] = .string(ObjectID.make(call.now)) }
            relations.append(.object(relation))
        }
        cube["datasets"] = .array(datasets)
        cube["relations"] = .array(relations)
        cube["lastUpdated"] = call.timestamp
        return cube
    }

    private static func copied(_ cube: JSONObject, _ database: Database) -> JSONObject {
        let schema = DatamodelSchema(of: cube, in: database)
        return JSONObject([
            ("type", cube["type"] ?? "extract"), ("datasets", .array(schema.datasets.map(JSONValue.object))),
            ("relations", .array(schema.relations.map(JSONValue.object))),
        ])
    }

    /// Deletes a model with its rules, its builds and its perspectives.
    static func delete(_ cube: JSONObject, in database: inout Database) {
        for rule in database[.dataSecurity].records("fullname", cube.text("fullname")) {
            database.remove(id: rule.text("_id"), from: .dataSecurity)
        }
        for build in database[.builds].records("datamodelId", cube.text("_id")) {
            database.remove(id: build.text("oid"), from: .builds)
        }
        for perspective in database[.perspectives].records("datamodelOid", cube.text("oid")) {
            database.remove(id: perspective.text("oid"), from: .perspectives)
        }
        database.remove(id: cube.text("_id"), from: .cubes)
    }

    /// A cube as version 2 shows it. The creator has the members of both the published definition and the clients.
    static func model(_ cube: JSONObject, in database: Database) -> JSONObject {
        let creator = cube["creator"] ?? .null
        let isLive = cube.text("type") == "live"
        let built = cube["lastBuiltUtc"] ?? .null
        let schema = DatamodelSchema(of: cube, in: database)
        return JSONObject([
            ("oid", cube["oid"] ?? .null), ("title", cube["title"] ?? .null), ("server", "LocalHost"),
            ("type", cube["type"] ?? "extract"), ("relationType", "direct"),
            ("lastBuildTime", isLive ? .null : built), ("lastSuccessfulBuildTime", isLive ? .null : built),
            ("lastPublishTime", isLive ? built : .null),
            ("lastUpdated", cube["lastUpdated"] ?? cube["createdUtc"] ?? .null),
            ("creator", ["oid": creator, "id": creator, "type": "user"]), ("shares", cube["shares"] ?? []),
            ("datasets", .array(schema.datasets.map { .object(DatamodelSchema.shown($0)) })),
            ("relations", .array(schema.relations.map(JSONValue.object))),
        ])
    }
}
