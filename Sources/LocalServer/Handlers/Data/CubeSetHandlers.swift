import Foundation
import SisenseClient

/// ElastiCube sets, and what a query means (seeds/003, Elasticubes).
enum CubeSetHandlers {
    static let routes: Route.Table = [
        .getCubeSets: Route(.dataDesigner) { database, _ throws(APIError) in
            .ok(Array(database[.sets].records))
        },
        .getCubeSet: Route(.dataDesigner) { database, call throws(APIError) in
            .ok(try find(database, call))
        },
        .createCubeSet: Route(.dataDesigner) { database, call throws(APIError) in
            let input = try call.object()
            guard input["title"]?.string?.isEmpty == false else { throw .invalid("title is missing", status: 400) }
            guard database[.sets][input.text("title")] == nil else {
                throw .invalid("The ElastiCube set exists already", status: 400, code: 22003)
            }
            return .created(try save(input, in: &database, call))
        },
        .updateCubeSet: Route(.dataDesigner) { database, call throws(APIError) in
            let old = try find(database, call)
            return .ok(try save(old.merging(try call.object(), except: ["_id", "title"]), in: &database, call))
        },
        .deleteCubeSet: Route(.dataDesigner) { database, call throws(APIError) in
            database.remove(id: try find(database, call).text("title"), from: .sets)
            return Reply()
        },
        .explainJAQL: Route(.designer) { database, call throws(APIError) in
            .ok(try explain(database, call))
        },
    ]

    private static func find(_ database: Database, _ call: Call) throws(APIError) -> JSONObject {
        guard let set = database[.sets][call.value("title")] else {
            throw .notFound("elasticube set", call.value("title"))
        }
        return set
    }

    private static func save(
        _ input: JSONObject, in database: inout Database, _ call: Call
    ) throws(APIError) -> JSONObject {
        guard case .array(let items)? = input["fullNames"] else {
            throw .invalid("fullNames must be an array", status: 400, code: 22001)
        }
        guard !items.isEmpty else { throw .invalid("fullNames is empty", status: 400, code: 22002) }
        let names = items.compactMap(\.string)
        for name in names where database[.cubes].slots("fullname", name).isEmpty {
            throw .invalid("ElastiCube '\(name)' not found", status: 400, code: 22004)
        }
        guard Set(names).count == items.count else {
            throw .invalid("An ElastiCube is part of the set already", status: 400, code: 22005)
        }
        var set = JSONObject([
            ("_id", .string(ObjectID.make(call.now))), ("title", ""), ("server", "Set"), ("fullNames", []),
        ])
        set = set.merging(input)
        database.put(set, id: set.text("title"), in: .sets)
        return set
    }

    /// The SQL a JAQL query stands for, over the sample tables.
    private static func explain(_ database: Database, _ call: Call) throws(APIError) -> JSONObject {
        let cube = try CubeHandlers.find(call.value("elasticube"), in: database)
        let input = try call.object()
        guard let jaql = Jaql(input) else { throw .invalid("The query has no metadata with dimensions", status: 400) }
        var explanation = JSONObject([
            ("datasource", cube["fullname"] ?? .null), ("sql", .string(jaql.sql)),
            ("fields", .array(jaql.fields.map { .string("[\($0.table).\($0.column)]") })),
        ])
        let rows = jaql.rows(in: SampleDatasource.named(cube.text("title")))
        if call.flag("rowcount") ?? false { explanation["rowcount"] = .count(rows.count) }
        if call.flag("uniquecount") ?? false {
            explanation["uniquecount"] = .count(Set(rows.map { JSONWriter.text(.array($0), layout: .compact) }).count)
        }
        return explanation
    }
}

/// Builds and data models of newer servers (version 2).
enum BuildHandlers {
    /// The time a build of sample data takes.
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
