import SisenseClient

/// What clients ask of cubes in version 0.9 beside starting and stopping them.
enum OldCubeHandlers {
    static let routes: Route.Table = [
        .getCubeMetadata: Route(.designer) { database, call throws(APIError) in
            let start = call.query("q")?.lowercased() ?? ""
            let cubes = database[.cubes].records.filter { $0.text("title").lowercased().hasPrefix(start) }
            return .ok(cubes.map(metadata))
        },
        .getOneCubeMetadata: Route(.designer) { database, call throws(APIError) in
            .ok(metadata(of: try CubeHandlers.find(call.value("elasticube"), in: database)))
        },
        .getCubeSecurityOfUser: Route(.dataDesigner) { database, call throws(APIError) in
            let cube = try CubeHandlers.find(call.value("elasticube"), in: database)
            let user = try UserHandlers.named(call.value("user"), in: database)
            let parties = [user.text("_id")] + user.strings("groups")
            let rules = database[.dataSecurity].records("fullname", cube.text("fullname"))
            return .ok(
                rules.filter { rule in
                    rule.objects("shares").contains {
                        parties.contains($0["partyId"]?.string ?? $0.text("party"))
                    }
                })
        },
        .addCubePermissions: Route(.dataDesigner) { database, call throws(APIError) in
            let cube = try CubeHandlers.find(call.value("elasticube"), in: database)
            let added = try CubeHandlers.shares(try call.json().array ?? [], in: database)
            let parties = added.compactMap { $0["party"]?.string }
            let kept = cube.objects("shares").filter { !parties.contains($0.text("party")) }.map(JSONValue.object)
            return .ok(CubeHandlers.permissions(CubeHandlers.save(kept + added, of: cube, in: &database)))
        },
        .deleteCubePermissions: Route(.dataDesigner) { database, call throws(APIError) in
            let cube = try CubeHandlers.find(call.value("elasticube"), in: database)
            return .ok(CubeHandlers.permissions(CubeHandlers.save([], of: cube, in: &database)))
        },
        .getHierarchies: Route(.designer) { database, call throws(APIError) in
            guard let title = call.query("elasticube") else { throw .missing(["elasticube"]) }
            return .ok(try CubeHandlers.find(title, in: database).objects("hierarchies"))
        },
        .createHierarchy: Route(.dataDesigner) { database, call throws(APIError) in
            var cube = try CubeHandlers.find(call.value("elasticube"), in: database)
            var hierarchy = try call.object()
            hierarchy["_id"] = .string(ObjectID.make(call.now))
            cube["hierarchies"] = .array((cube["hierarchies"]?.array ?? []) + [.object(hierarchy)])
            database.put(cube, id: cube.text("_id"), in: .cubes)
            return .ok(hierarchy)
        },
        .deleteHierarchy: Route(.dataDesigner) { database, call throws(APIError) in
            var cube = try CubeHandlers.find(call.value("elasticube"), in: database)
            let (all, id) = (cube.objects("hierarchies"), call.value("id"))
            let others = all.filter { $0.text("_id") != id }
            guard others.count < all.count else { throw .notFound("hierarchy", id) }
            cube["hierarchies"] = .array(others.map(JSONValue.object))
            database.put(cube, id: cube.text("_id"), in: .cubes)
            return Reply()
        },
    ]

    private static func metadata(of cube: JSONObject) -> JSONObject {
        JSONObject([
            ("title", cube["title"] ?? ""), ("fullname", cube["fullname"] ?? ""), ("id", cube["_id"] ?? ""),
            ("address", cube["server"] ?? ""), ("database", cube["databaseName"] ?? ""),
        ])
    }
}
