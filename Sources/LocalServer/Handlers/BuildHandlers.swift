import Foundation
import SisenseClient

/// Builds and data models of newer servers (version 2).
enum BuildHandlers {
    /// How long a build of sample data takes.
    private static let duration = 3.0

    static let routes: Route.Table = [
        .getBuilds: Route(.dataDesigner) { database, call throws(APIError) in
            .ok(database[.builds].records.map { current($0, call.now) })
        },
        .getBuild: Route(.dataDesigner) { database, call throws(APIError) in
            .ok(current(try find(database, call), call.now))
        },
        .startBuild: Route(.dataDesigner) { database, call throws(APIError) in
            let input = try call.object()
            let id = input.text("datamodelId")
            guard var cube = database[.cubes][id] else { throw .notFound("data model", id) }
            let build = JSONObject([
                ("oid", .string(ObjectID.make(call.now))), ("datamodelId", .string(id)),
                ("datamodelTitle", cube["title"] ?? ""), ("buildType", input["buildType"] ?? "full"),
                ("status", "building"),
                ("created", call.timestamp), ("started", .count(Int(call.now.timeIntervalSince1970))),
            ])
            database.put(build, id: build.text("oid"), in: .builds)
            cube["lastBuiltUtc"] = call.timestamp
            database.put(cube, id: id, in: .cubes)
            return .created(current(build, call.now))
        },
        .cancelBuild: Route(.dataDesigner) { database, call throws(APIError) in
            var build = try find(database, call)
            guard current(build, call.now).text("status") == "building" else {
                throw .invalid("The build has ended already", status: 400)
            }
            build["status"] = "cancelled"
            database.put(build, id: build.text("oid"), in: .builds)
            return .noContent
        },
        .getDatamodels: Route(.designer) { database, call throws(APIError) in
            guard let title = call.query("title") else {
                return .ok(try database.list(call, database[.cubes].records.map(model), .connection))
            }
            return .ok(model(try CubeHandlers.find(title, in: database)))
        },
    ]

    private static func find(_ database: Database, _ call: Call) throws(APIError) -> JSONObject {
        guard let build = database[.builds][call.value("buildId")] else {
            throw .notFound("build", call.value("buildId"))
        }
        return build
    }

    /// A build as it stands at `now`: time alone ends it.
    private static func current(_ build: JSONObject, _ now: Date) -> JSONObject {
        var build = build
        let started = build["started"]?.integer ?? 0
        build["started"] = nil
        if build.text("status") == "building", now.timeIntervalSince1970 >= Double(started) + duration {
            build["status"] = "done"
        }
        return build
    }

    private static func model(_ cube: JSONObject) -> JSONObject {
        let tables = SampleDatasource.named(cube.text("title"))?.tables ?? []
        return JSONObject([
            ("oid", cube["oid"] ?? .null), ("title", cube["title"] ?? .null), ("type", "extract"),
            ("server", "LocalHost"),
            ("lastBuildTime", cube["lastBuiltUtc"] ?? .null), ("creator", cube["creator"] ?? .null),
            ("datasets", .array(tables.map { ["name": .string($0.name), "schema": ["tables": [$0.schema]]] })),
        ])
    }
}
