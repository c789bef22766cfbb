import Foundation
import SisenseClient

/// Builds of newer servers (version 2), and the two calls of version 0.9 for them.
enum BuildHandlers {
    /// The time a build of sample data takes.
    private static let duration = 3.0

    static let routes: Route.Table = [
        .getBuilds: Route(.dataDesigner) { database, call throws(APIError) in
            let all = database[.builds].records.map { current($0, call.now) }
            let filters = ["datamodelId", "status"]
            return .ok(
                try database.list(
                    call,
                    all.filter { build in filters.allSatisfy { (call.query($0) ?? build.text($0)) == build.text($0) } },
                    .connection))
        },
        .getBuild: Route(.dataDesigner) { database, call throws(APIError) in
            .ok(current(try find(database, call), call.now))
        },
        .startBuild: Route(.dataDesigner) { database, call throws(APIError) in
            let input = try call.object()
            let id = input.text("datamodelId")
            guard let cube = database[.cubes][id] else { throw .notFound("data model", id) }
            let type = input.text("buildType")
            return .created(current(start(type, of: cube, limit: input["rowLimit"], in: &database, call), call.now))
        },
        .cancelBuild: Route(.dataDesigner) { database, call throws(APIError) in
            let build = try find(database, call)
            guard current(build, call.now).text("status") == "building" else {
                throw .invalid("The build has ended already", status: 400)
            }
            cancel(build, in: &database, call)
            return .noContent
        },
        .cancelBuilds: Route(.dataDesigner) { database, call throws(APIError) in
            guard let id = call.query("datamodelId") else { throw .missing(["datamodelId"]) }
            guard let cube = database[.cubes][id] else { throw .notFound("data model", id) }
            cancelAll(of: cube, in: &database, call)
            return .noContent
        },
        .startCubeBuild: Route(.dataDesigner) { database, call throws(APIError) in
            guard let type = call.query("type") else { throw .missing(["type"]) }
            let cube = try CubeHandlers.find(call)(database)
            let types = ["schemachanges": "schema_changes", "accumulate": "by_table"]
            _ = start(types[type.lowercased()] ?? "full", of: cube, limit: nil, in: &database, call)
            return Reply()
        },
        .stopCubeBuild: Route(.dataDesigner) { database, call throws(APIError) in
            cancelAll(of: try CubeHandlers.find(call)(database), in: &database, call)
            return Reply()
        },
    ]

    private static func find(_ database: Database, _ call: Call) throws(APIError) -> JSONObject {
        guard let build = database[.builds][call.value("buildId")] else {
            throw .notFound("build", call.value("buildId"))
        }
        return build
    }

    /// A build type is written with `_` in a request and with `-` in an answer.
    private static func start(
        _ type: String, of cube: JSONObject, limit: JSONValue?, in database: inout Database, _ call: Call
    ) -> JSONObject {
        let id = cube.text("_id")
        let build = JSONObject([
            ("oid", .string(ObjectID.make(call.now))), ("datamodelId", .string(id)),
            ("datamodelTitle", cube["title"] ?? ""), ("datamodelType", "extract"),
            ("buildType", .string(type.replacing("_", with: "-"))), ("status", "building"),
            ("created", call.timestamp), ("started", call.timestamp), ("completed", .null),
            ("rowLimit", limit ?? .null),
            ("schemaLastUpdate", cube["lastUpdated"] ?? cube["createdUtc"] ?? .null), ("indexSize", "short"),
            ("instanceId", .string(id)), ("source", "rest"),
        ])
        database.put(build, id: build.text("oid"), in: .builds)
        var built = cube
        built["lastBuiltUtc"] = call.timestamp
        database.put(built, id: id, in: .cubes)
        return build
    }

    private static func cancel(_ build: JSONObject, in database: inout Database, _ call: Call) {
        var cancelled = build
        cancelled["status"] = "cancelled"
        cancelled["completed"] = call.timestamp
        database.put(cancelled, id: build.text("oid"), in: .builds)
    }

    private static func cancelAll(of cube: JSONObject, in database: inout Database, _ call: Call) {
        for build in database[.builds].records("datamodelId", cube.text("_id"))
        where current(build, call.now).text("status") == "building" {
            cancel(build, in: &database, call)
        }
    }

    /// A build as it stands at `now`: time alone ends it.
    static func current(_ build: JSONObject, _ now: Date) -> JSONObject {
        guard build.text("status") == "building", let started = Timestamp(build.text("started")) else { return build }
        let end = started.date + duration
        guard now >= end else { return build }
        var build = build
        build["status"] = "done"
        build["completed"] = .string(Timestamp(end).description)
        return build
    }
}
