import Foundation
import SisenseClient

/// ElastiCubes: listing, starting, stopping, permissions, and the settings of their server (seeds/003, Elasticubes;
/// version 0.9 for the rest).
enum CubeHandlers {
    static let routes: Route.Table = [
        .getCubes: Route(.designer) { database, _ throws(APIError) in
            .ok(database[.cubes].records.map(shown))
        },
        .updateCube: Route(.dataDesigner) {
            database, call throws(APIError) in
            let cube = try find(call)(database)
            var input = try call.object()
            if let creator = input["creator"]?.string ?? (input["creator"]?["oid"] ?? input["creator"]?["id"])?.string {
                // Community guides write the id as the database prints it: ObjectId("…").
                let id = creator.filter(\.isHexDigit).suffix(24)
                let plain = creator.hasPrefix("ObjectId(") ? String(id) : creator
                input["creator"] = try UserHandlers.find(plain, in: database)["_id"]
            }
            let changed = cube.merging(input, except: ["_id", "oid", "title", "fullname", "server", "shares", "model"])
            database.put(changed, id: cube.text("_id"), in: .cubes)
            return .ok(shown(changed))
        },
        .getCubeRevision: Route(.designer) { database, call throws(APIError) in
            .ok(.string(try find(call)(database).text("lastBuiltUtc")))
        },
        .getCubeServers: Route(.dataDesigner) { database, call throws(APIError) in
            let start = call.query("offset").flatMap { Int($0) } ?? 0
            let count = call.query("count").flatMap { Int($0) } ?? .max
            guard start <= 0, count > 0 else { return .ok([]) }
            return .ok([server(database, call)])
        },
        .getCubeServer: Route(.dataDesigner) { database, call throws(APIError) in
            try checkServer(call)
            return .ok(server(database, call)["cubes"] ?? [])
        },
        .startCube: Route(.dataDesigner) { database, call throws(APIError) in
            try setStatus(.running, &database, call)
        },
        .stopCube: Route(.dataDesigner) { database, call throws(APIError) in
            try setStatus(.stopped, &database, call)
        },
        .restartCube: Route(.dataDesigner) { database, call throws(APIError) in
            try setStatus(.running, &database, call)
        },
        .getCubePermissions: Route(.dataDesigner) {
            database, call throws(APIError) in
            .ok(permissions(try find(call.value("elasticube"), in: database)))
        },
        .replaceCubePermissions: Route(.dataDesigner) {
            database, call throws(APIError) in
            let cube = try find(call.value("elasticube"), in: database)
            return .ok(
                permissions(save(try shares(try call.json().array ?? [], in: database), of: cube, in: &database)))
        },
        .getCubeServerSettings: Route(.administrator) { database, call throws(APIError) in
            try checkServer(call)
            return .ok(database[.settings]["elasticube_server"] ?? JSONObject())
        },
        .replaceCubeServerSettings: Route(.administrator) { database, call throws(APIError) in
            try checkServer(call)
            let settings = (database[.settings]["elasticube_server"] ?? JSONObject()).merging(try call.object())
            database.put(settings, id: "elasticube_server", in: .settings)
            if call.flag("restart") ?? false {
                for var cube in Array(database[.cubes].records) {
                    cube["lastStartedUtc"] = call.timestamp
                    database.put(cube, id: cube.text("_id"), in: .cubes)
                }
            }
            return .ok(settings)
        },
        .testRServer: Route(.administrator) {
            database, call throws(APIError) in
            try checkServer(call)
            guard let address = call.query("rserver") else { throw .missing(["rserver"]) }
            // The local server cannot check that something answers there, only that the address is the configured one.
            let isConfigured = database[.settings]["elasticube_server"]?["Rserver"]?.string == address
            return .ok(["test": .bool(isConfigured && URL(string: "http://\(address)")?.port != nil)])
        },
    ]

    enum Status: Int {
        case stopped = 1
        case running = 2
    }

    /// A cube by its title. - Throws: 404.
    static func find(_ title: String, in database: Database) throws(APIError) -> JSONObject {
        guard let cube = database[.cubes].records("title", title).first else { throw .notFound("elasticube", title) }
        return cube
    }

    /// The cube that the `server` and `title` of a path name.
    static func find(_ call: Call) -> (Database) throws(APIError) -> JSONObject {
        { database throws(APIError) in
            try checkServer(call)
            return try find(call.value("title"), in: database)
        }
    }

    /// A cube without what has operations of its own.
    static func shown(_ cube: JSONObject) -> JSONObject {
        var cube = cube
        for key in ["model", "datasets", "relations", "hierarchies"] { cube[key] = nil }
        return cube
    }

    /// - Throws: 404 for a server that is neither this one nor the one that stands for sets.
    static func checkServer(_ call: Call) throws(APIError) {
        let name = call.value("server")
        guard ["localhost", "set", "127.0.0.1"].contains(name.lowercased()) else { throw .notFound("server", name) }
    }

    private static func server(_ database: Database, _ call: Call) -> JSONValue {
        let search = call.query("q")?.lowercased() ?? ""
        let hasShares = call.flag("withPermissions") ?? false
        let cubes = database[.cubes].records.filter { search.isEmpty || $0.text("title").lowercased().contains(search) }
            .map { cube -> JSONValue in
                var cube = shown(cube)
                if !hasShares { cube["shares"] = nil }
                return .object(cube)
            }
        return ["address": "LocalHost", "cubes": .array(cubes), "defaultCubePermissions": [], "identity": "LocalHost"]
    }

    private static func setStatus(
        _ status: Status, _ database: inout Database, _ call: Call
    ) throws(APIError) -> Reply {
        var cube = try find(call)(database)
        cube["status"] = .count(status.rawValue)
        if status == .running { cube["lastStartedUtc"] = call.timestamp }
        database.put(cube, id: cube.text("_id"), in: .cubes)
        return .ok(shown(cube))
    }

    static func permissions(_ cube: JSONObject) -> JSONObject {
        JSONObject([("server", "LocalHost"), ("title", cube["title"] ?? ""), ("shares", cube["shares"] ?? [])])
    }

    static func save(_ shares: [JSONValue], of cube: JSONObject, in database: inout Database) -> JSONObject {
        var cube = cube
        cube["shares"] = .array(shares)
        database.put(cube, id: cube.text("_id"), in: .cubes)
        return cube
    }

    /// Permissions as they are kept. What is read as `partyId` is written as `party`.
    static func shares(_ items: [JSONValue], in database: Database) throws(APIError) -> [JSONValue] {
        var shares: [JSONValue] = []
        for item in items {
            let party = item["party"]?.string ?? item["partyId"]?.string ?? ""
            let isGroup = item["type"]?.string == "group"
            guard isGroup ? database[.groups][party] != nil : database[.users][party] != nil else {
                throw .notFound(isGroup ? "group" : "user", party)
            }
            shares.append([
                "partyId": .string(party), "party": .string(party), "type": isGroup ? "group" : "user",
                "permission": item["permission"] ?? "r",
            ])
        }
        return shares
    }
}
