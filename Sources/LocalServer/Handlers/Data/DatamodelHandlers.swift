import SisenseClient

/// Data models of newer servers (version 2): another view of the cubes. A model that was made here has no data, one of
/// the sample company has that of its data source.
enum DatamodelHandlers {
    static let routes: Route.Table = [
        .getDatamodels: Route(.designer) { database, call throws(APIError) in
            guard let title = call.query("title") else {
                return .ok(try database.list(call, database[.cubes].records.map(model), .connection))
            }
            return .ok(try database.one(call, model(try CubeHandlers.find(title, in: database)), .connection))
        },
        .getDatamodel: Route(.designer) { database, call throws(APIError) in
            .ok(model(try find(call.value("datamodelId"), in: database)))
        },
        .getDatamodelDatasets: Route(.designer) { database, call throws(APIError) in
            .ok(try database.list(call, try datasets(database, call), .connection))
        },
        .getDatamodelDataset: Route(.designer) { database, call throws(APIError) in
            .ok(try dataset(database, call))
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
            let model = model(try find(call.value("datamodelId"), in: database))
            return .ok(try database.list(call, model.objects("relations"), .connection))
        },
        .createDatamodel: Route(.dataDesigner) { database, call throws(APIError) in
            let input = try call.object()
            return .created(model(try create(input.text("title"), like: input, in: &database, call)))
        },
        .cloneDatamodel: Route(.dataDesigner) { database, call throws(APIError) in
            let old = model(try find(call.value("datamodelId"), in: database))
            return .created(model(try create(try call.object().text("title"), like: old, in: &database, call)))
        },
        .deleteDatamodel: Route(.dataDesigner) { database, call throws(APIError) in
            let cube = try find(call.value("datamodelId"), in: database)
            for rule in database[.dataSecurity].records("fullname", cube.text("fullname")) {
                database.remove(id: rule.text("_id"), from: .dataSecurity)
            }
            database.remove(id: cube.text("_id"), from: .cubes)
            return Reply()
        },
        .exportDatamodel: Route(.dataDesigner) { database, call throws(APIError) in
            guard let id = call.query("datamodelId") else { throw .missing(["datamodelId"]) }
            return .ok(model(try find(id, in: database)))
        },
        .importDatamodel: Route(.dataDesigner) { database, call throws(APIError) in
            let input = try call.object()
            guard let id = call.query("datamodelId") else {
                let title = call.query("newTitle") ?? input.text("title")
                return .ok(model(try create(title, like: input, in: &database, call)))
            }
            var cube = try find(id, in: database)
            for key in ["datasets", "relations"] { cube[key] = input[key] }
            cube["lastUpdated"] = call.timestamp
            database.put(cube, id: id, in: .cubes)
            return .ok(model(cube))
        },
    ]

    private static func find(_ id: String, in database: Database) throws(APIError) -> JSONObject {
        guard let cube = database[.cubes][id] else { throw .notFound("data model", id) }
        return cube
    }

    private static func datasets(_ database: Database, _ call: Call) throws(APIError) -> [JSONObject] {
        model(try find(call.value("datamodelId"), in: database)).objects("datasets")
    }

    private static func dataset(_ database: Database, _ call: Call) throws(APIError) -> JSONObject {
        let id = call.value("datasetId")
        guard let dataset = try datasets(database, call).first(where: { $0.text("oid") == id }) else {
            throw .notFound("data set", id)
        }
        return dataset
    }

    private static func tables(_ database: Database, _ call: Call) throws(APIError) -> [JSONObject] {
        try dataset(database, call)["schema"]?.object?.objects("tables") ?? []
    }

    private static func create(
        _ title: String, like other: JSONObject, in database: inout Database, _ call: Call
    ) throws(APIError) -> JSONObject {
        guard !title.isEmpty else { throw .missing(["title"]) }
        guard database[.cubes].records("title", title).isEmpty else {
            throw .invalid("A data model '\(title)' exists already", status: 400)
        }
        let id = ObjectID.make(call.now)
        let cube = JSONObject([
            ("_id", .string(id)), ("oid", .string(id)), ("title", .string(title)),
            ("fullname", .string("LocalHost/\(title)")), ("server", "LocalHost"),
            ("databaseName", .string("a" + title.filter { $0 != " " })),
            ("status", .count(CubeHandlers.Status.stopped.rawValue)), ("sizeInMb", 0), ("createdUtc", call.timestamp),
            ("lastBuiltUtc", .null), ("buildType", "full"), ("elasticubeSet", .null), ("error", ""),
            ("creator", .string(try call.person().id)), ("shares", []), ("type", other["type"] ?? "extract"),
            ("datasets", other["datasets"] ?? []), ("relations", other["relations"] ?? []),
        ])
        database.put(cube, id: id, in: .cubes)
        return cube
    }

    /// A cube as version 2 shows it. The creator has the members of both the published definition and the clients.
    private static func model(_ cube: JSONObject) -> JSONObject {
        let creator = cube["creator"] ?? .null
        return JSONObject([
            ("oid", cube["oid"] ?? .null), ("title", cube["title"] ?? .null), ("server", "LocalHost"),
            ("type", cube["type"] ?? "extract"), ("relationType", "direct"),
            ("lastBuildTime", cube["lastBuiltUtc"] ?? .null),
            ("lastSuccessfulBuildTime", cube["lastBuiltUtc"] ?? .null),
            ("lastUpdated", cube["lastUpdated"] ?? cube["createdUtc"] ?? .null),
            ("creator", ["oid": creator, "id": creator, "type": "user"]), ("shares", cube["shares"] ?? []),
            ("datasets", cube["datasets"] ?? .array(sampleDatasets(cube))), ("relations", cube["relations"] ?? []),
        ])
    }

    /// One data set with all tables of the sample data source. Their ids follow from that of the cube.
    private static func sampleDatasets(_ cube: JSONObject) -> [JSONValue] {
        guard let source = SampleDatasource.named(cube.text("title")) else { return [] }
        func id(_ kind: Int, _ index: Int) -> JSONValue {
            .string(String(cube.text("oid").dropLast(4)) + String(4096 * kind + index, radix: 16))
        }
        let tables = source.tables.enumerated().map { index, table -> JSONValue in
            var json = table.schema
            json["oid"] = id(2, index)
            json["id"] = .string(table.name)
            return json
        }
        return [
            [
                "oid": id(1, 0), "name": .string(source.title), "type": "extract",
                "connection": ["provider": "PostgreSQL", "parameters": [:], "schema": "public"],
                "schema": ["tables": .array(tables)],
            ]
        ]
    }
}
