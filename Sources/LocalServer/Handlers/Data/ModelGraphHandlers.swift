import SisenseClient

/// The two ways in which the web application and the command line of real servers handle data models, as clients use
/// them: queries in GraphQL, and commands. Neither is published; what no client asks for is refused by its name.
enum ModelGraphHandlers {
    static let routes: Route.Table = [
        .queryModelGraph: Route(.designer) { database, call throws(APIError) in
            .ok(try answer(&database, call))
        },
        .executeCommand: Route(.administrator) { database, call throws(APIError) in
            let words = CommandWords(String(decoding: call.request.body, as: UTF8.self)).words
            guard words.count > 1, words[0] == "elasticubes" else { throw unknown(words) }
            if words[1] == "list" { return .ok(["message": .string(CubeTable(database[.cubes]).text)]) }
            guard words.count == 4, words[2] == "-name" else { throw unknown(words) }
            var cube = try CubeHandlers.find(words[3], in: database)
            switch words[1] {
            case "start": cube["status"] = .count(CubeHandlers.Status.running.rawValue)
            case "stop": cube["status"] = .count(CubeHandlers.Status.stopped.rawValue)
            default: throw unknown(words)
            }
            database.put(cube, id: cube.text("_id"), in: .cubes)
            return .ok(["message": ""])
        },
    ]

    private static func unknown(_ words: [String]) -> APIError {
        .invalid("Unknown command '\(words.joined(separator: " "))'", status: 400)
    }

    /// Errors of a query come with status 200, as GraphQL has it.
    private static func answer(_ database: inout Database, _ call: Call) throws(APIError) -> JSONValue {
        let input = try call.object()
        do throws(GraphQL.Failure) {
            let request = try GraphQL(
                input.text("query"), variables: input["variables"]?.object ?? JSONObject(),
                operationName: input["operationName"]?.string)
            if request.isMutation, let caller = call.caller, !caller.may(.dataDesigner) {
                throw GraphQL.Failure("Your role does not allow this")
            }
            var data = JSONObject()
            for field in request.fields {
                let value = try value(of: field, request, in: &database, call)
                data[field.key] = GraphQL.select(field.selection, of: value)
            }
            return ["data": .object(data)]
        } catch {
            return ["data": .null, "errors": [["message": .string(error.message)]]]
        }
    }

    private static func value(
        of field: GraphQL.Field, _ request: GraphQL, in database: inout Database, _ call: Call
    ) throws(GraphQL.Failure) -> JSONValue {
        switch (field.name, request.isMutation) {
        case ("elasticubesMetadata", false):
            return .array(database[.cubes].records.map { .object(metadata($0, in: database, call)) })
        case ("elasticubeByTitle", false):
            let cube = database[.cubes].records("title", field.arguments.text("title")).first
            return cube.map { .object(metadata($0, in: database, call)) } ?? .null
        case ("getRecentBuildLogs", false):
            let id = field.arguments.text("elasticubeOid")
            guard let cube = database[.cubes][id] else { throw GraphQL.Failure("Data model '\(id)' not found") }
            return .array(log(of: cube, from: field.arguments["fromSequenceNumber"]?.integer ?? 1, database, call))
        case ("removeElasticube", true):
            let title = field.arguments.text("title")
            guard let cube = database[.cubes].records("title", title).first else {
                throw GraphQL.Failure("Data model '\(title)' not found")
            }
            DatamodelHandlers.delete(cube, in: &database)
            return true
        default:
            let type = request.isMutation ? "Mutation" : "Query"
            throw GraphQL.Failure("Cannot query field \"\(field.name)\" on type \"\(type)\"")
        }
    }

    private static func isBuilding(_ cube: JSONObject, in database: Database, _ call: Call) -> Bool {
        database[.builds].records("datamodelId", cube.text("_id"))
            .contains { BuildHandlers.current($0, call.now).text("status") == "building" }
    }

    private static func metadata(_ cube: JSONObject, in database: Database, _ call: Call) -> JSONObject {
        var model = DatamodelHandlers.model(cube, in: database)
        let isRunning = cube["status"]?.integer == CubeHandlers.Status.running.rawValue
        var status: [JSONValue] = [isRunning ? "running" : "stopped"]
        if isBuilding(cube, in: database, call) { status.append("building") }
        model["status"] = .array(status)
        model["sizeInMb"] = cube["sizeInMb"]
        let creator = database[.users][cube.text("creator")]
        model["creator"] = [
            "id": cube["creator"] ?? .null, "firstName": creator?["firstName"] ?? .null,
            "lastName": creator?["lastName"] ?? .null,
        ]
        model["hasDatasets"] = .bool(!model.objects("datasets").isEmpty)
        model["__typename"] = "ElasticubeMetadata"
        return model
    }

    /// The log of the newest build: that it was started, and how it ended.
    private static func log(of cube: JSONObject, from first: Int, _ database: Database, _ call: Call) -> [JSONValue] {
        guard let newest = database[.builds].records("datamodelId", cube.text("_id")).last else { return [] }
        let build = BuildHandlers.current(newest, call.now)
        var lines = [(time: build["started"] ?? .null, text: "Waiting in queue")]
        if let end = build["completed"], !end.isNull { lines.append((end, "Build \(build.text("status"))")) }
        var entries: [JSONValue] = []
        for (index, line) in lines.enumerated() where index + 1 >= first {
            entries.append([
                "timestamp": line.time, "serverTime": line.time, "verbosity": "Info", "type": "buildFlow",
                "message": .string(line.text), "trackId": .null, "contextRef": .null, "serverId": .null,
                "serverName": "localhost", "cubeId": cube["title"] ?? "", "sessionId": build["oid"] ?? .null,
                "buildSeq": .count(index + 1), "__typename": "BuildLogEntry",
                "typeValue": [
                    "tableName": .null, "columnName": .null, "trackingItemEventId": .null,
                    "title": .string(line.text), "description": .string(line.text), "additionalInfo": .null,
                    "__typename": "BuildLogGeneralInfoTypeValue",
                ],
            ])
        }
        return entries
    }
}

/// The words of a command, with quoted ones as one.
private struct CommandWords {
    var words: [String] = []

    init(_ command: String) {
        for (index, part) in command.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
            if index.isMultiple(of: 2) {
                words += part.split(whereSeparator: \.isWhitespace).map(String.init)
            } else {
                words.append(String(part))
            }
        }
    }
}

/// The cubes as `si elasticubes list` prints them: a frame, a head, a line for each.
private struct CubeTable {
    private let rows: [[String]]

    private static let head = [
        "INSTANCE", "ID", "NAME", "RUNTIME STATUS", "INDEX SIZE", "PATH", "SHADOW PATH", "NEXT PATH",
        "LAST FAILURE MESSAGE",
    ]

    init(_ cubes: Table) {
        rows = cubes.records.map { cube in
            let isRunning = cube["status"]?.integer == CubeHandlers.Status.running.rawValue
            return [
                "query", cube.text("oid"), cube.text("title"), isRunning ? "RUNNING" : "STOPPED", "SHORT", "", "", "",
                cube.text("error"),
            ]
        }
    }

    var text: String {
        var widths = Self.head.map(\.count)
        for row in rows {
            for (column, cell) in row.enumerated() { widths[column] = max(widths[column], cell.count) }
        }
        func line(_ cells: [String]) -> String {
            var line = "|"
            for (column, cell) in cells.enumerated() {
                line += " " + cell + String(repeating: " ", count: widths[column] - cell.count) + " |"
            }
            return line
        }
        let frame = "+" + widths.map { String(repeating: "-", count: $0 + 2) + "+" }.joined()
        return ([frame, line(Self.head), frame] + rows.map(line) + [frame]).joined(separator: "\n")
    }
}
