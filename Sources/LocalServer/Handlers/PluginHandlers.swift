import SisenseClient

/// Plug-ins (seeds/003, Plugins).
enum PluginHandlers {
    static let routes: Route.Table = [
        .getPlugins: Route(.administrator) { database, call throws(APIError) in
            var query = try SpecialQuery(call)
            let order = call.query("orderby") ?? "name"
            let isDescending = call.flag("desc") ?? false
            query.sort = [SpecialQuery.SortKey(name: order, isDescending: isDescending)]
            let search = call.query("search") ?? ""
            let found = database[.plugins].records.filter {
                search.isEmpty || $0.text("name").lowercased().contains(search.lowercased())
            }
            return .ok([
                "count": .count(found.count), "plugins": .array(query.page(of: found).map(JSONValue.object)),
                "queryMetadata": [
                    "limit": query.limit == .max ? .null : .count(query.limit), "skip": .count(query.skip),
                    "search": .string(search), "orderby": .string(order), "desc": .bool(isDescending),
                ],
            ])
        },
        .getPluginInfo: Route(.administrator) { database, call throws(APIError) in
            let count = database[.plugins].records.count { $0["isEnabled"]?.bool == true }
            guard call.flag("returnFile") ?? false else {
                return .ok(["fileName": "plugins.js", "lastBuildError": .null, "enabled": .count(count)])
            }
            return .file(Array("// \(count) plug-ins\n".utf8), "application/javascript", name: "plugins.js")
        },
        .updatePlugins: Route(.administrator) { database, call throws(APIError) in
            guard let items = try call.json().array else {
                throw .invalid("The plug-ins have to be an array", status: 400)
            }
            var changed: [JSONObject] = []
            for item in items {
                let id = item["folderName"]?.string ?? ""
                guard let old = database[.plugins][id], let patch = item.object else { continue }
                var plugin = old.merging(patch, except: ["folderName"])
                guard plugin != old else { continue }
                plugin["lastUpdate"] = call.timestamp
                database.put(plugin, id: id, in: .plugins)
                changed.append(plugin)
            }
            guard !changed.isEmpty else { throw APIError(status: 404, code: 202, message: "No plug-in was changed") }
            return .ok(changed)
        },
    ]
}
