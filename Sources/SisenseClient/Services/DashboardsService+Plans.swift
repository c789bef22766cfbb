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
                warnings: ["Those it is shared with see this once it is published."]))
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
            title: "Hand \(dashboard.label) to \(user.label)",
            call: try changeOwner(dashboard.id, to: user.id, rule: rule),
            target: .init(server: client.server, name: "dashboard \(dashboard.label)"), base: base,
            result: base == nil ? nil : ["owner": .string(user.id)], inverse: inverse,
            impact: ["\(user.displayName) becomes the owner; the old owner may \(rule)."],
            warnings: isShared
                ? [] : ["It is not shared with \(user.label) by name; the server may ask for that first."],
            precondition: base.map { Precondition(read: read, base: $0, members: ["owner"]) })
    }

    /// A plan for each dashboard of `user`, so that none is lost when the user goes.
    package func planHandOver(of user: User, to heir: User) async throws(APIError) -> [RequestPlan] {
        var plans: [RequestPlan] = []
        for dashboard in try await owned(by: user.id) { plans.append(try planChangeOwner(dashboard, to: heir)) }
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
            impact: ["It is gone for everyone it is shared with: \(dashboard.shares.count) entries."],
            warnings: ["Export it first if it may be needed again."])
    }

    /// Puts a dashboard back as it was published last.
    package func planRestore(_ dashboard: Dashboard) throws(APIError) -> RequestPlan {
        try plan(
            "Take \(dashboard.label) back to its published version", dashboard, .restoreDashboard,
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
