import SisenseClient

extension CallPlanner {
    /// The plan of an act on folders; nil for a call that is none.
    func folderAct(_ call: Call, on record: CurrentRecord?) async throws(APIError) -> RequestPlan? {
        let service = FoldersService(client)
        switch call.operation {
        case .createFolder:
            guard let name = call.json?["name"]?.string else { return nil }
            var parent: Folder?
            if let id = call.json?["parentId"]?.string {
                parent = Folder(try await RecordsService(client).answer(.getFolder, path: ["id": id]))
            }
            return try service.planCreate(name: name, in: parent)
        case .updateFolder: return try await changeFolder(call, on: record)
        case .deleteFolder: return try await delete(folders: [call.path["id"] ?? ""], call)
        case .deleteFolders: return try await delete(folders: call.ids("folderIds"), call)
        default: return nil
        }
    }

    private func delete(folders ids: [String], _ call: Call) async throws(APIError) -> RequestPlan? {
        let plans = try await context.each(ids) { id throws(APIError) in
            try await FolderDeletion.plan(of: id, context)
        }
        return together(plans, "folder", call)
    }

    private func changeFolder(_ call: Call, on record: CurrentRecord?) async throws(APIError) -> RequestPlan? {
        guard let record, let folder = Folder(record.value), !call.members.isEmpty else { return nil }
        let plan = try await RecordsService(client).planEdit(
            "Change the folder \(folder.label, each: "folder")", name: "folder \(folder.label)", .updateFolder,
            path: call.path, query: [], base: record.value, members: call.members, read: record.read, impact: [])
        let parents = [folder.parentID, call.members.first { $0.0 == "parentId" }?.1.string]
        let owners = [folder.owner?.id, call.members.first { $0.0 == "owner" }?.1.string].compactMap(\.self)
        let names = try await PartyNames.read(Set(owners), client).recordNames(of: Set(owners))
        return plan.naming(names).naming(try await folderNames(parents))
    }

    /// The names of the folders with these ids, as far as they are there.
    func folderNames(_ ids: [String?]) async throws(APIError) -> RecordNames {
        var names: [String: String] = [:]
        for id in Set(ids.compactMap(\.self)) {
            let client = client.trying
            let found = try await client.unlessGone { () throws(APIError) in
                try await RecordsService(client).answer(.getFolder, path: ["id": id])
            }
            names[id] = found.flatMap { Folder($0)?.label }
        }
        return RecordNames(names)
    }
}
