import SisenseClient

extension CallPlanner {
    /// The plan of an act on alerts; nil for a call that is none.
    func alertAct(_ call: Call, on record: CurrentRecord?) async throws(APIError) -> RequestPlan? {
        let service = AlertsService(client)
        let id = call.path["id"] ?? ""
        switch call.operation {
        case .updateAlert: return try await changeAlert(id, call, on: record)
        case .deleteAlert: return try service.planDelete(try await service.get(id))
        case .setReceiveNotification:
            guard let receives = call.json?["receiveNotification"]?.bool else { return nil }
            return try service.planReceive(try await service.get(id), receives, by: context.caller)
        default: return nil
        }
    }

    private func changeAlert(
        _ id: String, _ call: Call, on record: CurrentRecord?
    ) async throws(APIError) -> RequestPlan? {
        let (service, members) = (AlertsService(client), call.members)
        guard !members.isEmpty else { return nil }
        let alert: Alert
        if let read = record.flatMap({ Alert($0.value) }) { alert = read } else { alert = try await service.get(id) }
        if members.count == 1, members[0].0 == "enabled", let isEnabled = members[0].1.bool {
            return try await service.planEnable(alert, isEnabled)
        }
        let title: PlanTitle =
            members.map(\.0) == ["parties"]
            ? "Change the recipients of \(alert.label, each: "alert")" : "Change \(alert.label, each: "alert")"
        let plan = try await service.planUpdate(alert, title: title, members: members)
        let parties = [plan.base, plan.result].flatMap { $0?["parties"]?.array ?? [] }
        let names = try await PartyNames.read(Set(parties.compactMap { Reference($0)?.id }), client)
        return plan.stating { member, old, new in
            member == "parties" ? FieldChange.list("recipient", from: old, to: new, names.name) : nil
        }
    }
}
