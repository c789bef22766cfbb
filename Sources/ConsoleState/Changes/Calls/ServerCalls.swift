import SisenseClient

extension CallPlanner {
    /// The plan of an act on the server itself: its features, plug-ins, trusted servers and directories; nil for a call
    /// that is none.
    func serverAct(_ call: Call, on record: CurrentRecord?) async throws(APIError) -> RequestPlan? {
        let id = call.path["id"] ?? ""
        switch call.operation {
        case .toggleFeature: return try await toggleFeature(call)
        case .updatePlugins: return try await changePlugins(call)
        case .createTrustedServer:
            guard let address = address(call.json), let name = call.json?["name"]?.string else { return nil }
            return try TrustedServersService(client).planAdd(address: address, name: name)
        case .updateTrustedServer:
            guard let server = try await trusted(id) else { return nil }
            guard let address = address(call.json) ?? (try? ServerAddress(server.address)) else { return nil }
            return try await TrustedServersService(client).planEdit(
                server, address: address, name: call.json?["name"]?.string ?? server.name)
        case .deleteTrustedServer:
            guard let server = try await trusted(id) else { return nil }
            return try await TrustedServersService(client).planRemove(server)
        case .createLDAPDomain:
            guard let document = call.json else { return nil }
            return try LDAPService(client).planAdd(document)
        case .updateLDAPDomain:
            guard let record, let domain = LDAPDomain(record.value), let body = call.json else { return nil }
            return try await LDAPService(client).planEdit(domain, record.laidOver(by: body))
        case .syncLDAPDomain:
            return try LDAPService(client).planSynchronise(try await LDAPService(client).get(id))
        case .deleteLDAPDomains:
            let chosen = Set(call.ids("ids"))
            let domains = try await LDAPService(client).all().filter { chosen.contains($0.id) }
            return domains.isEmpty ? nil : try LDAPService(client).planDelete(domains)
        default: return nil
        }
    }

    private func toggleFeature(_ call: Call) async throws(APIError) -> RequestPlan? {
        guard let active = call.json?["active"]?.bool else { return nil }
        let service = FeaturesService(client)
        let feature = try await service.get(call.path["key"] ?? "")
        guard let parts = call.json?["subscriptions"]?.array else {
            return try await service.planToggle(feature, active: active)
        }
        guard parts.count == feature.subscriptions.count else { return nil }
        return try await service.planSwitch(feature, active: active, parts: parts.map { $0["active"]?.bool ?? false })
    }

    private func changePlugins(_ call: Call) async throws(APIError) -> RequestPlan? {
        let wanted = call.json?.array ?? []
        let plugins = try await PluginsService(client).all()
        var plans: [RequestPlan] = []
        for item in wanted {
            guard let isEnabled = item["isEnabled"]?.bool, let name = item["folderName"]?.string,
                let plugin = plugins.first(where: { $0.id == name })
            else { return nil }
            plans.append(try PluginsService(client).planEnable(plugin, isEnabled))
        }
        return together(plans, "plug-in", call)
    }

    private func trusted(_ id: String) async throws(APIError) -> TrustedServer? {
        try await TrustedServersService(client).all().first { $0.id == id }
    }

    private func address(_ body: JSONValue?) -> ServerAddress? {
        (body?["serverName"]?.string).flatMap { try? ServerAddress($0) }
    }
}
