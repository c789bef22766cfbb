import SisenseClient

extension CallPlanner {
    /// The plan of an act on dashboards and their shares; nil for a call that is none.
    func dashboardAct(_ call: Call, on record: CurrentRecord?) async throws(APIError) -> RequestPlan? {
        let id = call.path["id"] ?? ""
        let service = context.dashboards
        switch call.operation {
        case .updateDashboard: return try await changeDashboard(id, call, on: record)
        case .changeDashboardOwner: return try await changeOwner(of: id, call)
        case .replaceDashboardShares: return try await saveShares(of: id, call, on: record)
        case .deleteDashboard, .deleteDashboardV0: return try await delete(dashboards: [id], call)
        case .deleteDashboards: return try await delete(dashboards: call.ids("dashboardIds"), call)
        case .publishDashboard: return try service.planPublish(try await service.get(id))
        case .restoreDashboard: return try service.planRestore(try await service.get(id))
        case .duplicateDashboard: return try service.planDuplicate(try await service.get(id))
        case .importDashboards:
            guard let file = call.json else { return nil }
            let action = call.query.first { $0.name == "action" }?.value ?? "duplicate"
            guard action == "overwrite" else { return try service.planImport(file, action: action) }
            let existing = try await service.existing(Set(file.dashboardIDs))
            let present = try await service.overwritten(by: file, among: existing)
            return try service.planImport(file, action: action, over: present)
        default: return nil
        }
    }

    private func delete(dashboards ids: [String], _ call: Call) async throws(APIError) -> RequestPlan? {
        let planned = try await DashboardDeletion.plans(of: ids.map { RecordID($0) }, context)
        return together(planned.plans, "dashboard", call)?.warning(planned.total)
    }

    /// A dashboard with the names of its owner and folder.
    private func named(_ id: String) async throws(APIError) -> Dashboard? {
        var names = OwnerNames(context)
        return await names.fill([try await context.dashboards.named(id)]).first
    }

    private func changeDashboard(
        _ id: String, _ call: Call, on record: CurrentRecord?
    ) async throws(APIError) -> RequestPlan? {
        guard !call.members.isEmpty else { return nil }
        let service = context.dashboards
        let dashboard: Dashboard
        if let read = record.flatMap({ Dashboard($0.value) }) {
            dashboard = read
        } else {
            dashboard = try await service.get(id)
        }
        let names = call.members.map(\.0)
        let title: PlanTitle =
            names.allSatisfy { ["title", "desc"].contains($0) }
            ? "Rename \(dashboard.label, each: "dashboard")"
            : names == ["parentFolder"]
                ? "Move \(dashboard.label, each: "dashboard")" : "Change \(dashboard.label, each: "dashboard")"
        let folders = try await folderNames(
            [dashboard.folder?.id, call.members.first { $0.0 == "parentFolder" }?.1.string])
        return try await service.planUpdate(dashboard, title: title, members: call.members, names: folders)
    }

    private func changeOwner(of id: String, _ call: Call) async throws(APIError) -> RequestPlan? {
        guard let owner = call.json?["ownerId"]?.string, let dashboard = try await named(id) else { return nil }
        let rule = call.json?["originalOwnerRule"]?.string.map { Share.Rule($0) } ?? .edit
        let user = try await context.users.get(owner)
        let plan = try context.dashboards.planChangeOwner(dashboard, to: user, rule: rule)
        let role = user.roleID.flatMap(try await UserNames.read(client).role)
        return role?.canOwn == false
            ? plan.warning(["\(user.label) is \(role?.title ?? ""), and cannot own dashboards."]) : plan
    }

    /// The list is saved whole: as it would become, beside what the server has now.
    private func saveShares(
        of id: String, _ call: Call, on record: CurrentRecord?
    ) async throws(APIError) -> RequestPlan? {
        guard let body = call.json, body["sharesTo"]?.array != nil, let dashboard = try await named(id) else {
            return nil
        }
        let service = context.dashboards
        let base: ShareList
        if let record { base = ShareList(record.value) } else { base = try await service.shares(of: id) }
        let edited = ShareList(body)
        return try await context.planSaveShares(edited, base: base, of: dashboard)
    }
}
