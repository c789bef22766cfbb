/// A dashboard as it was before it got another owner.
package struct OwnerBefore: Sendable, Equatable {
    let dashboard: Reference
    let owner: Reference
    let newOwner: Reference
    /// Owners keep dashboards in their own folders, so that a new owner takes one out.
    let folder: Reference?
    /// The entry by which it was shared with the new owner before; nil when it was not.
    let share: JSONValue?

    init?(_ dashboard: Dashboard, to user: User) {
        guard let owner = dashboard.owner else { return nil }
        self.dashboard = Reference(id: dashboard.id, name: dashboard.label)
        self.owner = owner
        newOwner = Reference(id: user.id, name: user.label)
        folder = dashboard.folder
        share = dashboard.shares.first { $0.id == user.id && $0.rule != nil }?.raw
    }

    var note: String {
        "Can be undone: owner, shares\(folder == nil ? "" : " and folder") come back. Changes made by then stay."
    }

    func plans(_ client: APIClient) async throws(APIError) -> [RequestPlan] {
        let service = DashboardsService(client, asAdministrator: true)
        let current = try await service.get(dashboard.id)
        guard let present = current.owner?.id, [owner.id, newOwner.id].contains(present) else {
            throw APIError(
                .conflict(
                    Conflict(
                        base: ["owner": .string(newOwner.label)], mine: ["owner": .string(owner.label)],
                        theirs: ["owner": .string(current.owner?.label ?? "none")])),
                message: "Someone else has changed dashboard \(dashboard.label): it has another owner by now. "
                    + "Nothing was sent.",
                request: Operation.changeDashboardOwner.line(["id": dashboard.id]), server: client.server.description,
                nextStep: "Change the owner from what it is now.")
        }
        let isTurn = present == newOwner.id
        var plans: [RequestPlan] = []
        if isTurn { plans.append(try takingBack(client)) }
        if let shares = try await restoringShares(client, isAfterTurn: isTurn) { plans.append(shares) }
        // Where somebody has put it into another folder since, it stays there, or goes back there: the exchange takes
        // it out of any.
        let wanted = isTurn ? current.folder ?? folder : current.folder == nil ? folder : nil
        if let wanted, let plan = try await restoring(wanted, current, isAfterTurn: isTurn, client) {
            plans.append(plan)
        }
        return plans
    }

    /// The right that the short-lived owner keeps by the exchange itself.
    private var rule: Share.Rule { share.flatMap(Share.init)?.rule == .edit ? .edit : .view }

    private func takingBack(_ client: APIClient) throws(APIError) -> RequestPlan {
        let read = try client.call(.getDashboard, path: ["id": dashboard.id])
        let base: JSONValue = ["owner": .string(newOwner.id)]
        return RequestPlan(
            title: "Undo: Change owner of \(dashboard.label, each: "dashboard") to \(newOwner.label)",
            call: try DashboardsService(client, asAdministrator: true).changeOwner(
                dashboard.id, to: owner.id, rule: rule),
            target: .init(server: client.server, name: "dashboard \(dashboard.label)"), base: base,
            result: ["owner": .string(owner.id)],
            precondition: Precondition(read: read, base: base, members: ["owner"]),
            changes: [FieldChange("owner", from: newOwner.label, to: owner.label)])
    }

    /// The plan that leaves the new owner with the share there was before, or none; nil when it is so already.
    private func restoringShares(_ client: APIClient, isAfterTurn: Bool) async throws(APIError) -> RequestPlan? {
        let service = DashboardsService(client, asAdministrator: true)
        let list = try await service.shares(of: dashboard.id)
        let others = list.shares.filter(isOther)
        let restored = share.flatMap(Share.init)
        let kept = isAfterTurn ? Share(.user, id: newOwner.id, rule: rule) : list.shares.first { $0.id == newOwner.id }
        if kept?.rule == restored?.rule, kept?.isSubscribed == restored?.isSubscribed { return nil }
        let dashboard = Dashboard(reference: dashboard)
        let names = [newOwner.id: newOwner.label, owner.id: owner.label]
        let impact = SharesImpact(others: [
            restored == nil
                ? "\(newOwner.label) loses it, unless it is shared with a group of theirs."
                : "\(newOwner.label) has the right of before again."
        ])
        @Sendable func plan(_ list: ShareList, from shares: [Share]) throws(APIError) -> RequestPlan {
            let wanted = shares.filter(isOther) + [restored].compactMap(\.self)
            return try service.planSaveShares(
                list.setting(wanted), base: list.setting(shares), of: dashboard, names: names,
                title: "Put the shares of \(dashboard.label, each: "dashboard") back", impact: impact, warnings: [],
                judge: nil)
        }
        guard isAfterTurn else { return try plan(list, from: list.shares) }
        // The exchange itself changes the list: what it comes to is read when that was done.
        var planned = try plan(list, from: others + [kept].compactMap(\.self))
        let approved = Set(others.filter { $0.rule != nil }.map(\.id))
        planned.whenDue = { client throws(APIError) in
            let now = try await DashboardsService(client, asAdministrator: true).shares(of: dashboard.id)
            let isSame = Set(now.shares.filter { isOther($0) && $0.rule != nil }.map(\.id)) == approved
            if isSame { return try plan(now, from: now.shares) }
            throw APIError(
                .conflict(Conflict(base: list.document, mine: list.setting(others).document, theirs: now.document)),
                message: "Someone else has changed the shares of \(dashboard.label). They were left as they are.",
                request: Operation.replaceDashboardShares.line(["id": dashboard.id]),
                server: client.server.description, nextStep: "Undo again: what is left is planned anew.")
        }
        return planned
    }

    /// True for an entry that the exchange has nothing to do with. One without a right is that of the owner, which some
    /// servers list.
    private func isOther(_ share: Share) -> Bool { ![owner.id, newOwner.id].contains(share.id) || share.rule == nil }

    private func restoring(
        _ folder: Reference, _ current: Dashboard, isAfterTurn: Bool, _ client: APIClient
    ) async throws(APIError) -> RequestPlan? {
        let found = try await client.unlessGone { () throws(APIError) in
            try await client.read(.getFolder, path: ["id": folder.id]).json()
        }
        guard let name = found?.text("name") else { return nil }
        @Sendable func plan(_ current: Dashboard, _ client: APIClient) async throws(APIError) -> RequestPlan {
            try await DashboardsService(client, asAdministrator: true).planUpdate(
                current, title: "Put \(current.label, each: "dashboard") back into the folder \(name)",
                members: [("parentFolder", .string(folder.id))], names: RecordNames([folder.id: name]))
        }
        guard isAfterTurn, current.folder != nil else { return try await plan(current, client) }
        // It is in a folder until the exchange, and in none after that.
        let base: JSONValue = ["parentFolder": .null]
        let body: JSONValue = ["parentFolder": .string(folder.id)]
        var planned = RequestPlan(
            title: "Put \(current.label, each: "dashboard") back into the folder \(name)",
            call: try client.call(.updateDashboard, path: ["id": dashboard.id], body: .json(body)),
            target: .init(server: client.server, name: "dashboard \(dashboard.label)"), base: base, result: body,
            names: RecordNames([folder.id: name])
        ).resting(on: .nothing(.restsOnEarlierStep))
        let id = dashboard.id
        planned.whenDue = { client throws(APIError) in
            try await plan(try await DashboardsService(client, asAdministrator: true).get(id), client)
        }
        return planned
    }

    // MARK: In the audit log

    var json: JSONValue {
        [
            "dashboard": dashboard.json, "owner": owner.json, "newOwner": newOwner.json,
            "folder": folder?.json ?? .null, "share": share ?? .null,
        ]
    }

    init?(_ json: JSONValue) {
        guard let dashboard = Reference(json["dashboard"]), let owner = Reference(json["owner"]),
            let newOwner = Reference(json["newOwner"])
        else { return nil }
        (self.dashboard, self.owner, self.newOwner) = (dashboard, owner, newOwner)
        folder = Reference(json["folder"])
        share = json["share"].flatMap(Share.init)?.raw
    }
}
