/// The dashboards that are deleted with a folder, and what of their loss could not be found out.
package struct FolderLoss: Sendable {
    let dashboards: [DashboardLoss]
    let problems: [String]

    /// - Parameter problems: The reasons why nobody knows who sees them.
    package init(unknownViewersOf dashboards: [Dashboard], problems: [String] = []) {
        self.init(dashboards.map { DashboardLoss($0.label, nil) }, problems: problems)
    }

    package init(_ dashboards: [DashboardLoss], problems: [String] = []) {
        (self.dashboards, self.problems) = (dashboards, problems)
    }
}

/// Finds out who loses dashboards that are deleted with a folder.
package typealias FolderLosses = @concurrent @Sendable ([Dashboard]) async throws(APIError) -> FolderLoss

/// Folders of dashboards.
package struct FoldersService: Sendable {
    private let client: APIClient

    package init(_ client: APIClient) {
        self.client = client
    }

    /// The top folders with all below them. Some servers send them flat whatever they are asked for.
    @concurrent package func tree() async throws(APIError) -> [Folder] {
        let query = ListQuery(filters: [QueryItem("structure", "tree")])
        let pages = PageSequence<Folder>(query, of: "folders", stableSort: "oid", note: client.note) {
            query throws(APIError) in
            Page(try await client.read(.getFolders, query: query.items).list(), skip: query.skip)
        }
        return Folder.nested(try await pages.all())
    }

    /// A folder with all folders and dashboards below it.
    @concurrent package func subtree(of id: String) async throws(APIError) -> Folder {
        let query = [QueryItem("structure", "tree")]
        let raw = try await client.read(.getFolderSubtree, path: ["id": id], query: query).json()
        let tree = Folder.nested(raw.array.map { client.records("folders", in: $0) } ?? [])
        guard let folder = Folder(raw) ?? tree.first(where: { $0.id == id }) ?? tree.first else {
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
            "Create the folder \(name)", name: "folder \(name)", .createFolder, body: .json(body),
            on: .nothing(.makesRecord))
    }

    /// Gives a folder another name.
    package func planRename(_ folder: Folder, to name: String) async throws(APIError) -> RequestPlan {
        try await client.plan(
            RecordChange(
                title: "Rename the folder \(folder.label, each: "folder") to \(name)", name: "folder \(folder.label)",
                read: try client.call(.getFolder, path: ["id": folder.id]),
                write: .updateFolder, path: ["id": folder.id], members: [("name", .string(name))],
                base: folder.raw))
    }

    /// - Parameters:
    ///   - parent: Nil for the top.
    ///   - names: Those of the folders by their ids, of the one it is in at least.
    package func planMove(_ folder: Folder, into parent: Folder?, names: [String: String] = [:]) async throws(APIError)
        -> RequestPlan
    {
        try await client.plan(
            RecordChange(
                title: "Move \(folder.label, each: "folder") to \(parent?.label ?? "the top")",
                name: "folder \(folder.label)",
                read: try client.call(.getFolder, path: ["id": folder.id]),
                write: .updateFolder, path: ["id": folder.id],
                members: [("parentId", parent.map { .string($0.id) } ?? .null)], base: folder.raw,
                names: RecordNames(names)))
    }

    /// Gives a folder to another user, so that dashboards in it can follow.
    package func planChangeOwner(
        _ folder: Folder, to user: User, from owner: User
    ) async throws(APIError) -> RequestPlan {
        try await client.plan(
            RecordChange(
                title: "Change owner of the folder \(folder.label, each: "folder") to \(user.label)",
                name: "folder \(folder.label)", read: try client.call(.getFolder, path: ["id": folder.id]),
                write: .updateFolder, path: ["id": folder.id], members: [("owner", .string(user.id))],
                names: RecordNames(
                    of: [Reference(id: owner.id, name: owner.label), Reference(id: user.id, name: user.label)])))
    }

    /// The subtree is read, so that the plan shows how much is lost.
    /// - Parameters:
    ///   - known: The subtree where it was read already.
    ///   - losing: Finds out who loses each of the dashboards in it.
    @concurrent package func planDelete(
        _ folder: Folder, tree known: Folder? = nil, losing: FolderLosses = { FolderLoss(unknownViewersOf: $0) }
    ) async throws(APIError) -> RequestPlan {
        do throws(APIError) {
            let tree = if let known { known } else { try await subtree(of: folder.id) }
            let contents = tree.contents
            let loss = try await losing(tree.allDashboards)
            var plan = try planDelete(
                folder, holding: tree.allRecords, impact: Self.impact(contents, loss), warnings: loss.problems)
            // Where the server does not say which dashboards are in it, nothing could bring them back.
            guard contents.dashboards != nil else {
                return plan.warning(["The server does not say which dashboards are in it: nothing brings them back."])
            }
            do throws(APIError) {
                plan.wayBack = .folder(
                    try await DeletedFolder.read(tree, DashboardsService(client, asAdministrator: true)))
                return plan
            } catch {
                guard error.mayBeOption else { throw error }
                return plan.warning([
                    "A dashboard in it could not be exported, so that nothing brings it back: \(error.message)"
                ])
            }
        } catch {
            // Where the server does not say what is in it, the plan says so.
            guard error.mayBeOption else { throw error }
            return try planDelete(
                folder, holding: nil, impact: "Deleted with it: all folders and dashboards below it.",
                warnings: ["What these are could not be read: \(error.message)"])
        }
    }

    /// What goes with a folder, and who loses it.
    private static func impact(_ contents: (folders: Int, dashboards: Int?), _ loss: FolderLoss) -> String {
        var goods = contents.folders == 0 ? [] : [counted(contents.folders, "folder")]
        if let count = contents.dashboards {
            let titles = loss.dashboards.map(\.text)
            let names = titles.isEmpty ? "" : ": \(Excerpt.of(titles))"
            goods += count == 0 ? [] : [counted(count, "dashboard") + names]
        } else {
            goods.append(goods.isEmpty ? "all dashboards in it" : "all dashboards in them")
        }
        if goods.isEmpty { return "It is empty." }
        return "Deleted with it: \(goods.joined(separator: ", ")).\(DashboardLoss.together(loss.dashboards))"
    }

    /// - Parameter records: The folders and dashboards that are in it; nil where they are not known.
    private func planDelete(
        _ folder: Folder, holding records: [(id: String, name: String)]?, impact: String, warnings: [String] = []
    ) throws(APIError) -> RequestPlan {
        let own = Precondition.of(
            folder.raw, read: try client.call(.getFolder, path: ["id": folder.id]), ["name", "owner"])
        let holdings = Holdings(.folderContents, of: folder.id)
        let below = try records.map { records throws(APIError) in try holdings.condition(records, client) }
        return try client.plan(
            "Delete the folder \(folder.label, each: "folder")", name: "folder \(folder.label)", .deleteFolder,
            path: ["id": folder.id], on: .unchanged([own] + [below].compactMap(\.self)), impact: [impact],
            warnings: warnings)
    }
}
