import SisenseClient

/// Data models as files, with and without their data.
enum DatamodelTransferHandlers {
    static let routes: Route.Table = [
        .exportDatamodel: Route(.dataDesigner) { database, call throws(APIError) in
            .ok(DatamodelHandlers.model(try asked(call, in: database), in: database))
        },
        .importDatamodel: Route(.dataDesigner) { database, call throws(APIError) in
            // The definition of 2020 says 200; a client of newer servers takes 201 alone.
            .created(DatamodelHandlers.model(try take(try call.object(), in: &database, call), in: database))
        },
        .exportDatamodelStream: Route(.dataDesigner) { database, call throws(APIError) in
            let cube = try DatamodelHandlers.find(call.value("datamodelId"), in: database)
            return .ok(DatamodelHandlers.model(cube, in: database))
        },
        .exportDatamodelWithData: Route(.dataDesigner) { database, call throws(APIError) in
            let cube = try asked(call, in: database)
            let isBuilding = database[.builds].records("datamodelId", cube.text("_id"))
                .contains { BuildHandlers.current($0, call.now).text("status") == "building" }
            guard !isBuilding else { throw .invalid("The data model is being built", status: 412) }
            var file = DatamodelHandlers.model(cube, in: database)
            file["data"] = rows(of: cube)
            let name = cube.text("title") + ".sdata"
            return .file(JSONWriter.bytes(.object(file)), "application/octet-stream", name: name)
        },
        .importDatamodelWithData: Route(.dataDesigner) { database, call throws(APIError) in
            // The published name of the part is fileToUpload; clients write `file` as well.
            guard let part = try MultipartForm(call.request).parts.first, !part.bytes.isEmpty else {
                throw .missing(["fileToUpload"])
            }
            guard let file = try? JSONReader.read(part.bytes).object, !file.text("title").isEmpty else {
                throw .invalid("The file is no data model that this server has exported", status: 400)
            }
            _ = try take(file, in: &database, call)
            return .noContent
        },
        .getNextCube: Route(.designer) { database, call throws(APIError) in
            let cube = try CubeHandlers.find(call)(database)
            return .ok([
                "status": "OK", "statusCode": 200, "error": .null,
                "value": .object(DatamodelHandlers.model(cube, in: database)),
            ])
        },
    ]

    private static func asked(_ call: Call, in database: Database) throws(APIError) -> JSONObject {
        guard let id = call.query("datamodelId") else { throw .missing(["datamodelId"]) }
        return try DatamodelHandlers.find(id, in: database)
    }

    /// Makes a model of an exported one, or fills the one that the query names. The new title is `newTitle` by the
    /// published definition; clients write `title` as well.
    private static func take(
        _ exported: JSONObject, in database: inout Database, _ call: Call
    ) throws(APIError) -> JSONObject {
        guard let id = call.query("datamodelId") else {
            let title = call.query("newTitle") ?? call.query("title") ?? exported.text("title")
            return try DatamodelHandlers.create(title, like: exported, in: &database, call)
        }
        let cube = try DatamodelHandlers.filled(
            try DatamodelHandlers.find(id, in: database), of: exported, in: &database, call)
        database.put(cube, id: id, in: .cubes)
        return cube
    }

    /// The rows of each table, for a file of this server's own: the one of real servers is described nowhere.
    private static func rows(of cube: JSONObject) -> JSONValue {
        var tables = JSONObject()
        for table in SampleDatasource.named(cube.text("title"))?.tables ?? [] {
            tables[table.name] = .array(table.rows.map(JSONValue.array))
        }
        return .object(tables)
    }
}
