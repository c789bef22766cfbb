/// What changes one dashboard as a whole.
extension DashboardsService {
    /// The plan that changes some members and keeps the others.
    package func planUpdate(
        _ dashboard: Dashboard, title: String, members: [(String, JSONValue)]
    ) async throws(APIError) -> RequestPlan {
        try await client.plan(
            RecordChange(
                title: title, name: "dashboard \(dashboard.label)",
                read: try client.call(.getDashboard, path: ["id": dashboard.id]),
                write: .updateDashboard, path: ["id": dashboard.id], members: members,
                warnings: ["Those it is shared with see this after it is published."]))
    }

    /// Shows those it is shared with the dashboard as it is now.
    package func planPublish(_ dashboard: Dashboard) throws(APIError) -> RequestPlan {
        try plan(
            "Publish \(dashboard.label)", dashboard, .publishDashboard, asAdministrator: true,
            impact: ["Everyone it is shared with gets the owner's version."])
    }

    /// `rule` is what the old owner keeps. The server wants the dashboard shared with the new owner first.
    package func planChangeOwner(
        _ dashboard: Dashboard, to user: User, rule: Share.Rule = .edit
    ) throws(APIError) -> RequestPlan {
        let isShared = dashboard.shares.contains { $0.id == user.id }
        let read = try client.call(.getDashboard, path: ["id": dashboard.id])
        let inverse = try dashboard.owner.map { owner throws(APIError) in
            try changeOwner(dashboard.id, to: owner.id, rule: rule)
        }
        let base: JSONValue? = dashboard.owner.map { ["owner": .string($0.id)] }
        return RequestPlan(
            title: "Change owner of \(dashboard.label) to \(user.label)",
            call: try changeOwner(dashboard.id, to: user.id, rule: rule),
            target: .init(server: client.server, name: "dashboard \(dashboard.label)"), base: base,
            result: base == nil ? nil : ["owner": .string(user.id)], inverse: inverse,
            impact: ["\(user.displayName) becomes the owner; the previous owner can \(rule)."],
            warnings: isShared
                ? [] : ["It is not shared with \(user.label) by name; the server may require that first."],
            precondition: base.map { Precondition(read: read, base: $0, members: ["owner"]) })
    }

    /// A plan for each dashboard of `user`, so that none is lost when the user goes.
    package func planHandOver(of user: User, to newOwner: User) async throws(APIError) -> [RequestPlan] {
        var plans: [RequestPlan] = []
        for dashboard in try await owned(by: user.id) { plans.append(try planChangeOwner(dashboard, to: newOwner)) }
        return plans
    }

    private func changeOwner(_ id: String, to owner: String, rule: Share.Rule) throws(APIError) -> Call {
        try client.call(
            .changeDashboardOwner, path: ["id": id], query: access,
            body: .json(["ownerId": .string(owner), "originalOwnerRule": .string(rule.description)]))
    }

    /// Deletes a dashboard for everybody.
    package func planDelete(_ dashboard: Dashboard) throws(APIError) -> RequestPlan {
        try plan(
            "Delete \(dashboard.label)", dashboard, .deleteDashboard,
            impact: ["It is deleted for everyone it is shared with: \(dashboard.shares.count) entries."],
            warnings: ["Export it first if it may be needed again."])
    }

    /// Puts a dashboard back as it was published last.
    package func planRestore(_ dashboard: Dashboard) throws(APIError) -> RequestPlan {
        try plan(
            "Restore the last published version of \(dashboard.label)", dashboard, .restoreDashboard,
            impact: ["Changes made since it was last published are lost."])
    }

    /// Makes a copy that the caller owns.
    package func planDuplicate(_ dashboard: Dashboard) throws(APIError) -> RequestPlan {
        try plan("Duplicate \(dashboard.label)", dashboard, .duplicateDashboard)
    }

    private func plan(
        _ title: String, _ dashboard: Dashboard, _ operation: Operation, asAdministrator: Bool = false,
        impact: [String] = [],
        warnings: [String] = []
    ) throws(APIError) -> RequestPlan {
        try client.plan(
            title, name: "dashboard \(dashboard.label)", operation, path: ["id": dashboard.id],
            query: asAdministrator ? access : [], impact: impact, warnings: warnings)
    }
}

/// With whom dashboards are shared.
extension DashboardsService {
    /// With whom a dashboard is shared, and who gets it by mail.
    @concurrent package func shares(of id: String) async throws(APIError) -> ShareList {
        let document = try await reading { client, access throws(APIError) in
            try await client.read(.getDashboardShares, path: ["id": id], query: access).json()
        }
        client.noteRefusal(of: .adminAccess, "shares", without: "an administrator's rights")
        return ShareList(document)
    }

    private func readShares(_ id: String) throws(APIError) -> Call {
        try client.call(.getDashboardShares, path: ["id": id], query: access)
    }

    /// The plan that saves a whole list of shares, made from `base` as it was read. Nothing is sent when the list has
    /// changed since.
    /// - Parameter impact: Who gains and who loses it, where that is known.
    package func planSaveShares(
        _ edited: ShareList, base: ShareList, of dashboard: Dashboard, title: String? = nil,
        impact: [String] = []
    ) throws(APIError) -> RequestPlan {
        let before = Set(base.shares.map(\.id))
        let after = Set(edited.shares.map(\.id))
        return RequestPlan(
            title: title ?? "Save the shares of \(dashboard.label)", call: try saveShares(edited, of: dashboard.id),
            target: .init(server: client.server, name: "dashboard \(dashboard.label)"), base: base.document,
            result: edited.document, inverse: try saveShares(base, of: dashboard.id),
            impact: [
                "\(after.subtracting(before).count) added, \(before.subtracting(after).count) removed, \(after.count) in all."
            ] + impact,
            warnings: [
                "The whole list is replaced.", "Recipients see nothing of it until the dashboard is published.",
            ],
            precondition: Precondition(
                read: try readShares(dashboard.id), base: base.document,
                members: ["sharesTo", "isPublic", "subscription"]),
            replan: { [asAdministrator] client, edited, base throws(APIError) in
                try DashboardsService(client, asAdministrator: asAdministrator)
                    .planSaveShares(ShareList(edited), base: ShareList(base), of: dashboard)
            })
    }

    private func saveShares(_ list: ShareList, of id: String) throws(APIError) -> Call {
        try client.call(
            .replaceDashboardShares, path: ["id": id], query: access,
            body: .json(list.document))
    }
}
