/// Folders of dashboards.
package struct FoldersService: Sendable {
    private let client: APIClient

    package init(_ client: APIClient) {
        self.client = client
    }

    /// The top folders with all below them.
    @concurrent package func tree() async throws(APIError) -> [Folder] {
        try await client.records(.getFolders, query: [QueryItem("structure", "tree")])
    }

    /// A folder with all folders and dashboards below it.
    @concurrent package func subtree(of id: String) async throws(APIError) -> Folder {
        let query = [QueryItem("structure", "tree")]
        let raw = try await client.read(.getFolderSubtree, path: ["id": id], query: query).json()
        guard let folder = Folder(raw) ?? raw.array?.first.flatMap(Folder.init) else {
            throw client.unreadable(
                "a folder was expected, not \(raw.kind)", request: Operation.getFolderSubtree.line(["id": id]))
        }
        return folder
    }

    /// Makes a folder, in another one or beside all others.
    package func planCreate(name: String, in parent: Folder?) throws(APIError) -> RequestPlan {
        var body: JSONValue = ["name": .string(name)]
        if let parent { body["parentId"] = .string(parent.id) }
        return try client.plan(
            "Create the folder \(name)", name: "folder \(name)", .createFolder, body: .json(body))
    }

    /// Gives a folder another name.
    package func planRename(_ folder: Folder, to name: String) async throws(APIError) -> RequestPlan {
        try await client.plan(
            RecordChange(
                title: "Rename the folder \(folder.label, each: "folder") to \(name)", name: "folder \(folder.label)",
                read: try client.call(.getFolder, path: ["id": folder.id]),
                write: .updateFolder, path: ["id": folder.id], members: [("name", .string(name))]))
    }

    /// - Parameter parent: Nil for the top.
    package func planMove(_ folder: Folder, into parent: Folder?) async throws(APIError) -> RequestPlan {
        try await client.plan(
            RecordChange(
                title: "Move \(folder.label, each: "folder") to \(parent?.label ?? "the top")",
                name: "folder \(folder.label)",
                read: try client.call(.getFolder, path: ["id": folder.id]),
                write: .updateFolder, path: ["id": folder.id],
                members: [("parentId", parent.map { .string($0.id) } ?? .null)]))
    }

    /// The subtree is read, so that the plan tells how much is lost.
    @concurrent package func planDelete(_ folder: Folder) async throws(APIError) -> RequestPlan {
        let contents = try await subtree(of: folder.id).contents
        return try client.plan(
            "Delete the folder \(folder.label)", name: "folder \(folder.label)", .deleteFolder,
            path: ["id": folder.id],
            impact: [
                "Deleted with it: \(counted(contents.folders, "folder")), \(counted(contents.dashboards, "dashboard"))."
            ])
    }
}
