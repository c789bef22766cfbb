import SisenseClient

extension CallPlanner {
    /// The plan of an act on folders; nil for a call that is none.
    func folderAct(_ call: Call, on record: CurrentRecord?) async throws(APIError) -> RequestPlan? {
        let service = FoldersService(client)
        switch call.operation {
        case .createFolder:
            guard let name = call.json?["name"]?.string else { return nil }
            let parent = Reference(call.json?["parentId"])
            let folders = try await folderNames([call.json?["parentId"]])
            let plan = try service.planCreate(name: name, in: nil)
            return parent == nil
                ? plan : plan.stating([FieldChange("in folder", from: nil, to: folders.name(call.json?["parentId"]))])
        case .updateFolder: return try await changeFolder(call, on: record)
        case .deleteFolder: return try await delete(folders: [call.path["id"] ?? ""], call)
        case .deleteFolders: return try await delete(folders: call.ids("folderIds"), call)
        default: return nil
        }
    }

    private func delete(folders ids: [String], _ call: Call) async throws(APIError) -> RequestPlan? {
        let service = FoldersService(client)
        let plans = try await context.each(ids) { id throws(APIError) in
            try await service.planDelete(try await service.subtree(of: id))
        }
        return together(plans, "folder", call)
    }

    private func changeFolder(_ call: Call, on record: CurrentRecord?) async throws(APIError) -> RequestPlan? {
        guard let record, let folder = Folder(record.value), !call.members.isEmpty else { return nil }
        let plan = try await RecordsService(client).planEdit(
            "Change the folder \(folder.label, each: "folder")", name: "folder \(folder.label)", .updateFolder,
            path: call.path, query: [], base: record.value, members: call.members, read: record.read, impact: [])
        let folders = try await folderNames([plan.base?["parentId"], plan.result?["parentId"]])
        let owners = try await PartyNames.read(
            Set([plan.base?["owner"], plan.result?["owner"]].compactMap { Reference($0)?.id }), client)
        return plan.stating { member, old, new in
            switch member {
            case "parentId": [FieldChange("in folder", from: folders.name(old), to: folders.name(new))]
            case "owner":
                [
                    FieldChange(
                        "owner", from: Reference(old).map(owners.name) ?? "none",
                        to: Reference(new).map(owners.name) ?? "none")
                ]
            default: nil
            }
        }
    }

    /// The names of the folders that these values mean.
    func folderNames(_ values: [JSONValue?]) async throws(APIError) -> FolderNames {
        var names: [String: String] = [:]
        for id in Set(values.compactMap { Reference($0)?.id }) {
            let client = client
            let found = try await client.unlessGone { () throws(APIError) in
                try await RecordsService(client.trying).answer(.getFolder, path: ["id": id])
            }
            names[id] = found.flatMap { Folder($0)?.label }
        }
        return FolderNames(names: names)
    }
}

/// The names of folders by their ids.
struct FolderNames: Sendable {
    fileprivate let names: [String: String]

    /// The name of the folder that a value means; one that is not there is named as that.
    func name(_ value: JSONValue?) -> String {
        guard let id = Reference(value)?.id else { return "none" }
        return names[id] ?? "no folder, id \(id)"
    }
}
