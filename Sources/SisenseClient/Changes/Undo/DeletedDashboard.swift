/// A dashboard as it was when it was deleted: the file it can be imported from, and what no file holds.
package struct DeletedDashboard: Sendable, Equatable {
    /// The content of a `.dash` file.
    let file: JSONValue
    let dashboard: Reference
    let owner: Reference?
    let folder: Reference?
    /// The entries of the list of shares as the server had them.
    let shares: [JSONValue]

    /// Reads what is to be kept of a dashboard.
    /// - Throws: `APIError` when the server exports it not.
    @concurrent package static func read(
        _ dashboard: Dashboard, _ service: DashboardsService
    ) async throws(APIError) -> DeletedDashboard {
        DeletedDashboard(
            file: try await service.export([dashboard.id]).json(),
            dashboard: Reference(id: dashboard.id, name: dashboard.label), owner: dashboard.owner,
            folder: dashboard.folder, shares: dashboard.shares.filter { $0.rule != nil }.map(\.raw))
    }

    private init(
        file: JSONValue, dashboard: Reference, owner: Reference?, folder: Reference?, shares: [JSONValue]
    ) {
        (self.file, self.dashboard, self.owner, self.folder, self.shares) = (file, dashboard, owner, folder, shares)
    }

    var note: String {
        let what = shares.isEmpty ? "" : " and shared with \(shares.count) as before"
        return "Can be undone: it is imported again with its widgets\(what). "
            + "It may get a new id; recipients' own changes do not come back."
    }

    /// The plans that make it again; none where it is there, under the id it had.
    func plans(_ client: APIClient, _ restoration: Restoration) async throws(APIError) -> [RequestPlan] {
        guard !restoration.ownDashboards.contains(dashboard.id) else { return [] }
        let former = try await restoration.owner(owner, client)
        let plans = try await plans(client, restoration, owner: former)
        guard let owner, former == nil, owner.id != restoration.caller else { return plans }
        let sentence = "Its owner, \(owner.label), is no longer there: it becomes yours."
        return plans.enumerated().map { $0.offset == 0 ? $0.element.warning([sentence]) : $0.element }
    }

    /// - Parameter owner: The owner to be, who may be about to be made again; nil for whoever imports it.
    func plans(
        _ client: APIClient, _ restoration: Restoration, owner: Restoration.Owner?
    ) async throws(APIError) -> [RequestPlan] {
        let service = DashboardsService(client, asAdministrator: true)
        let folder = try await client.presentFolder(folder)
        let new = NewRecord { answer in
            (answer["succeded"]?.array ?? answer["succeeded"]?.array ?? answer.array ?? [answer]).first?.sharedID
        }
        var create = try service.planImport(
            file, into: folder?.id,
            title: "Undo: Delete \(dashboard.label, each: "dashboard")",
            warnings: ["It may get a new id: links to the old one do not find it."],
            changes: [FieldChange("made again", from: nil, to: nil)])
        create.makes = new
        var plans = [create]
        if let owner, owner.record.id == nil || owner.record.id != restoration.caller {
            plans.append(try await handing(new, to: owner, client).warning(folder == nil ? [] : [Self.leaving]))
        }
        // Handing it over leaves us in the list, so that this is put right even where it was shared with nobody.
        if !shares.isEmpty || plans.count > 1 { plans.append(try await sharing(new, restoration, client)) }
        return plans
    }

    /// Owners keep dashboards in folders of their own.
    private static let leaving = "It leaves its folder when it is given back: its owner can put it there again."

    /// The plan that makes the owner of before the owner.
    private func handing(
        _ new: NewRecord, to owner: Restoration.Owner, _ client: APIClient
    ) async throws(APIError) -> RequestPlan {
        let dashboard = dashboard
        var plan = try await new.following(client) { client, id throws(APIError) in
            let ownerID = try owner.id(forPreview: id == NewRecord.placeholder, client)
            // It was made again by the caller, who owns it until then.
            return try client.plan(
                "Give \(dashboard.label, each: "dashboard") back to \(owner.name)",
                name: "dashboard \(dashboard.label)",
                .changeDashboardOwner, path: ["id": id], query: DashboardsService(client, asAdministrator: true).access,
                body: .json([
                    "ownerId": .string(ownerID), "originalOwnerRule": "view",
                ]), on: .nothing(.restsOnEarlierStep), changes: [FieldChange("owner", from: "you", to: owner.name)])
        }
        plan.needs.append(owner.record)
        return plan
    }

    /// The plan that shares it as before with those who are there, and with nobody else.
    private func sharing(
        _ new: NewRecord, _ restoration: Restoration, _ client: APIClient
    ) async throws(APIError) -> RequestPlan {
        let all = shares.compactMap(Share.init)
        let former = try await FormerParties.read(all.map { Reference(id: $0.id) }, restoration, client)
        let dashboard = dashboard
        return try await former.step(client, on: new) { client, id, parties throws(APIError) in
            let service = DashboardsService(client, asAdministrator: true)
            let target = Dashboard(reference: Reference(id: id, name: dashboard.name))
            let present = all.compactMap { share in parties[share.id].flatMap { share.with(id: $0.id) } }
            // Before it is there, nothing but its import can be asked about it.
            let list =
                id == NewRecord.placeholder ? ShareList([:]).setting([]) : try await service.shares(of: id)
            return try service.planSaveShares(
                list.setting(present), base: list, of: target, names: parties.names,
                title: present.isEmpty
                    ? "Leave \(target.label, each: "dashboard") shared with nobody, as before"
                    : "Share \(target.label, each: "dashboard") as before",
                impact: SharesImpact(others: present.isEmpty ? [] : ["They have access to it again."]), judge: nil)
        }
    }

    // MARK: In the audit log

    var json: JSONValue {
        [
            "file": file, "dashboard": dashboard.json, "owner": owner?.json ?? .null, "folder": folder?.json ?? .null,
            "shares": .array(shares),
        ]
    }

    init?(_ json: JSONValue) {
        guard let file = json["file"], file.array != nil, let dashboard = Reference(json["dashboard"]) else {
            return nil
        }
        self.init(
            file: file, dashboard: dashboard, owner: Reference(json["owner"]), folder: Reference(json["folder"]),
            shares: json["shares"]?.array ?? [])
    }
}
