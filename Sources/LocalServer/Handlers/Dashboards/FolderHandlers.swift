import SisenseClient

/// Folders (seeds/003, Folders) and the navigation tree.
enum FolderHandlers {
    static let routes: Route.Table = [
        .getFolders: Route(.user) { database, call throws(APIError) in
            let ids = call.list("ids").map(Set.init)
            let folders = try visible(database, call).filter { folder in
                (call.query("name") ?? folder.text("name")) == folder.text("name")
                    && (ids?.contains(folder.text("oid")) ?? true)
            }
            guard call.query("structure") == "tree" else { return .ok(try database.list(call, folders, .folder)) }
            return .ok(try FolderTree(database, call).roots(of: folders))
        },
        .getFolder: Route(.user) { database, call throws(APIError) in
            let folder = try find(database, call)
            guard call.query("structure") == "tree" else { return .ok(try database.one(call, folder, .folder)) }
            return .ok(try FolderTree(database, call).branch(folder))
        },
        .getFolderSubtree: Route(.user) { database, call throws(APIError) in
            let folder = try find(database, call)
            guard call.query("structure") == "flat" else { return .ok(try FolderTree(database, call).branch(folder)) }
            let below = subtree(of: folder, in: database).compactMap { database[.folders][$0] }
            return .ok(try database.list(call, below, .folder))
        },
        .getFolderAncestors: Route(.user) { database, call throws(APIError) in
            let chain = ancestors(of: try find(database, call), in: database)
            return .ok(try database.list(call, chain, .folder))
        },
        .createFolder: Route(.designer) { database, call throws(APIError) in
            .created(try create(&database, call))
        },
        .updateFolder: Route(.designer) { database, call throws(APIError) in
            .ok(try change(&database, call))
        },
        .deleteFolder: Route(.designer) { database, call throws(APIError) in
            try delete([call.value("id")], in: &database, call)
            return .noContent
        },
        .deleteFolders: Route(.designer) { database, call throws(APIError) in
            guard let ids = call.list("folderIds"), !ids.isEmpty else { throw .missing(["folderIds"]) }
            try delete(ids, in: &database, call)
            return Reply()
        },
        .getNavigation: Route(.user) { database, call throws(APIError) in
            let tree = try FolderTree(database, call)
            let dashboards = try DashboardAccess(database, call).visible.filter { $0["parentFolder"]?.string == nil }
            let folders = tree.roots(of: try visible(database, call))
            return .ok([
                "folders": .array(folders.map(JSONValue.object)),
                "dashboards": .array(dashboards.map { .object($0.withoutWidgets) }),
            ])
        },
    ]

    /// The caller's own folders; all of them for administrators.
    private static func visible(_ database: Database, _ call: Call) throws(APIError) -> [JSONObject] {
        let caller = try call.person()
        return caller.isAdministrator
            ? Array(database[.folders].records) : database[.folders].records("owner", caller.id)
    }

    private static func find(_ database: Database, _ call: Call, id: String? = nil) throws(APIError) -> JSONObject {
        let id = id ?? call.value("id")
        let caller = try call.person()
        guard let folder = database[.folders][id], caller.isAdministrator || folder.text("owner") == caller.id else {
            throw .notFound("folder", id)
        }
        return folder
    }

    /// The ids of a folder and of everything below it.
    private static func subtree(of folder: JSONObject, in database: Database) -> [String] {
        var ids = [folder.text("oid")]
        var next = 0
        while next < ids.count {
            ids += database[.folders].records("parentId", ids[next]).map { $0.text("oid") }
            next += 1
        }
        return ids
    }

    private static func create(_ database: inout Database, _ call: Call) throws(APIError) -> JSONObject {
        let input = try call.object()
        if let parent = input["parentId"]?.string {
            try checkDepth(1, below: try find(database, call, id: parent), in: database)
        }
        let owner = try call.person().id
        let id = ObjectID.make(call.now)
        let folder = JSONObject([
            ("_id", .string(ObjectID.make(call.now))), ("oid", .string(id)), ("name", input["name"] ?? ""),
            ("type", "folder"),
            ("owner", .string(owner)), ("userId", .string(owner)), ("instanceType", "owner"),
            ("parentId", input["parentId"] ?? .null), ("created", call.timestamp), ("lastUpdated", call.timestamp),
        ])
        database.put(folder, id: id, in: .folders)
        return folder
    }

    private static func change(_ database: inout Database, _ call: Call) throws(APIError) -> JSONObject {
        var folder = try find(database, call)
        let input = try call.object()
        if let name = input["name"]?.string { folder["name"] = .string(name) }
        if let parent = input["parentId"] {
            if let id = parent.string {
                let newParent = try find(database, call, id: id)
                let moved = subtree(of: folder, in: database)
                guard !moved.contains(id) else { throw .invalid("A folder cannot go below itself") }
                try checkDepth(moved.count, below: newParent, in: database)
            }
            folder["parentId"] = parent
        }
        if let owner = input["owner"]?.string {
            _ = try UserHandlers.find(owner, in: database)
            folder["owner"] = .string(owner)
            folder["userId"] = .string(owner)
        }
        folder["lastUpdated"] = call.timestamp
        database.put(folder, id: folder.text("oid"), in: .folders)
        return folder
    }

    private static func ancestors(of folder: JSONObject, in database: Database) -> [JSONObject] {
        var chain: [JSONObject] = []
        var folder = folder
        while let parent = folder["parentId"]?.string.flatMap({ database[.folders][$0] }) {
            chain.append(parent)
            folder = parent
        }
        return chain
    }

    /// Trees are walked by recursion, so they must not grow without end.
    private static func checkDepth(_ levels: Int, below folder: JSONObject, in database: Database) throws(APIError) {
        guard ancestors(of: folder, in: database).count + levels < 100 else {
            throw .invalid("Folders do not go deeper than 100 levels")
        }
    }

    /// A folder goes with everything in it.
    private static func delete(_ ids: [String], in database: inout Database, _ call: Call) throws(APIError) {
        for id in ids {
            for folder in subtree(of: try find(database, call, id: id), in: database) {
                for dashboard in database[.dashboards].records("parentFolder", folder) {
                    database.removeDashboard(dashboard.text("oid"))
                }
                database.remove(id: folder, from: .folders)
            }
        }
    }
}
