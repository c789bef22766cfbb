/// A folder as it was when it was deleted, with the folders and dashboards that went with it.
package struct DeletedFolder: Sendable, Equatable {
    let folder: Reference
    let owner: Reference?
    let parent: Reference?
    let folders: [DeletedFolder]
    let dashboards: [DeletedDashboard]

    /// Dashboards that are exported together.
    private static let maxConcurrent = 4

    /// Reads what is to be kept of a folder and all below it.
    /// - Parameter folder: With what is in it, at any depth.
    /// - Throws: `APIError` when a dashboard in it cannot be exported.
    @concurrent package static func read(
        _ folder: Folder, _ service: DashboardsService
    ) async throws(APIError) -> DeletedFolder {
        let dashboards = try await folder.dashboards.concurrentMap(maxConcurrent: maxConcurrent) {
            dashboard throws(APIError) in
            try await DeletedDashboard.read(try await service.named(dashboard.id), service)
        }
        var folders: [DeletedFolder] = []
        for inner in folder.folders { folders.append(try await read(inner, service)) }
        return DeletedFolder(
            folder: Reference(id: folder.id, name: folder.label), owner: folder.owner,
            parent: folder.parentID.map { Reference(id: $0) }, folders: folders, dashboards: dashboards)
    }

    private init(
        folder: Reference, owner: Reference?, parent: Reference?, folders: [DeletedFolder],
        dashboards: [DeletedDashboard]
    ) {
        (self.folder, self.owner, self.parent) = (folder, owner, parent)
        (self.folders, self.dashboards) = (folders, dashboards)
    }

    var note: String {
        let all = contents
        let parts = [
            all.folders > 0 ? counted(all.folders, "folder") : "",
            all.dashboards > 0 ? counted(all.dashboards, "dashboard") : "",
        ].filter { !$0.isEmpty }
        let what =
            parts.isEmpty ? "" : " with \(parts.joined(separator: " and ")) in \(parts.count > 1 ? "them" : "it")"
        return "Can be undone: the folder is made again where it was\(what). "
            + "All get new ids; recipients' own changes do not come back."
    }

    /// The folders and dashboards below it, at any depth.
    private var contents: (folders: Int, dashboards: Int) {
        folders.reduce((folders.count, dashboards.count)) { sum, inner in
            let below = inner.contents
            return (sum.0 + below.folders, sum.1 + below.dashboards)
        }
    }

    func plans(_ client: APIClient, _ restoration: Restoration) async throws(APIError) -> [RequestPlan] {
        let parent = try await client.presentFolder(parent)
        return try await plans(in: parent.map { NewRecord(id: $0.id) }, isTop: true, restoration, client)
    }

    /// - Parameter parent: The folder it comes into, which may be about to be made; nil for the top.
    private func plans(
        in parent: NewRecord?, isTop: Bool, _ restoration: Restoration, _ client: APIClient
    ) async throws(APIError) -> [RequestPlan] {
        let new = NewRecord { $0.sharedID }
        let create = try await creating(in: parent, isTop: isTop, client).making(new)
        var plans = [create]
        var inner: [RequestPlan] = []
        for folder in folders { inner += try await folder.plans(in: new, isTop: false, restoration, client) }
        for dashboard in dashboards {
            let steps = try await dashboard.plans(client, restoration)
            guard let made = steps.first?.makes else { continue }
            inner += steps.enumerated().map { $0.offset == 0 ? $0.element.following([]) : $0.element }
            let put = try await putting(dashboard, made, into: new, client)
            inner.append(put.following([create] + steps))
        }
        if let turn = try await handing(new, restoration, client) { plans.append(turn) }
        return plans + inner
    }

    private func creating(
        in parent: NewRecord?, isTop: Bool, _ client: APIClient
    ) async throws(APIError) -> RequestPlan {
        @Sendable func plan(_ client: APIClient, _ id: String?) throws(APIError) -> RequestPlan {
            var body: JSONValue = ["name": .string(folder.label)]
            if let id { body["parentId"] = .string(id) }
            let title: PlanTitle =
                isTop
                ? "Undo: Delete the folder \(folder.label, each: "folder")"
                : "Make the folder \(folder.label, each: "folder") again"
            return try client.plan(
                title, name: "folder \(folder.label)", .createFolder, body: .json(body), on: .nothing(.makesRecord),
                changes: [FieldChange("made again", from: nil, to: nil)])
        }
        guard let parent else { return try plan(client, nil) }
        return try await parent.following(client) { client, id throws(APIError) in try plan(client, id) }
    }

    /// The plan that makes the owner of before the owner; nil when that is us, or nobody any more.
    private func handing(
        _ new: NewRecord, _ restoration: Restoration, _ client: APIClient
    ) async throws(APIError) -> RequestPlan? {
        guard let owner = try await restoration.owner(owner, client) else { return nil }
        let folder = folder
        var plan = try await new.following(client) { client, id throws(APIError) in
            let ownerID = try owner.id(forPreview: id == NewRecord.placeholder, client)
            return try client.plan(
                "Give the folder \(folder.label, each: "folder") back to \(owner.name)",
                name: "folder \(folder.label)", .updateFolder, path: ["id": id],
                body: .json(["owner": .string(ownerID)]), on: .nothing(.restsOnEarlierStep),
                changes: [FieldChange("owner", from: "you", to: owner.name)])
        }
        plan.needs.append(owner.record)
        return plan
    }

    /// The plan that puts a dashboard into the folder once both are there again.
    private func putting(
        _ dashboard: DeletedDashboard, _ made: NewRecord, into new: NewRecord, _ client: APIClient
    ) async throws(APIError) -> RequestPlan {
        let (folder, title) = (folder, dashboard.dashboard.label)
        return try await new.following(client) { client, id throws(APIError) in
            let isPreview = id == NewRecord.placeholder
            let dashboardID = isPreview ? made.id ?? id : try made.made(for: "The way back into the folder", client)
            return try client.plan(
                "Put \(title, each: "dashboard") back into the folder \(folder.label)", name: "dashboard \(title)",
                .updateDashboard, path: ["id": dashboardID], body: .json(["parentFolder": .string(id)]),
                on: .nothing(.restsOnEarlierStep),
                changes: [FieldChange("folder", from: nil, to: folder.label)])
        }
    }

    // MARK: In the audit log

    var json: JSONValue {
        [
            "folder": folder.json, "owner": owner?.json ?? .null, "parent": parent?.json ?? .null,
            "folders": .array(folders.map(\.json)), "dashboards": .array(dashboards.map(\.json)),
        ]
    }

    init?(_ json: JSONValue) {
        guard let folder = Reference(json["folder"]) else { return nil }
        self.init(
            folder: folder, owner: Reference(json["owner"]), parent: Reference(json["parent"]),
            folders: (json["folders"]?.array ?? []).compactMap(DeletedFolder.init),
            dashboards: (json["dashboards"]?.array ?? []).compactMap(DeletedDashboard.init))
    }
}

extension APIClient {
    /// A folder, while it is still there.
    func presentFolder(_ folder: Reference?) async throws(APIError) -> Reference? {
        guard let folder else { return nil }
        let found = try await unlessGone { () throws(APIError) in
            try await read(.getFolder, path: ["id": folder.id]).json()
        }
        return found == nil ? nil : folder
    }
}
