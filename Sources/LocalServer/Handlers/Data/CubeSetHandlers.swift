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
