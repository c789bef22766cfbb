// Trusted servers by their addresses: `{"https://bi2.test": {"name": "Staging"}}`.

extension StateExport {
    func servers() async throws(APIError) -> JSONValue {
        let servers = try await TrustedServersService(client).all()
        return Self.sorted(servers.map { ($0.address, ["name": .string($0.name)]) })
    }
}

extension StateWork {
    func servers(_ entries: [StateEntry]) async throws(APIError) -> StateComparison {
        let service = TrustedServersService(client)
        let known = Dictionary(grouping: try await service.all(), by: \.address)
        var comparison = StateComparison()
        for entry in entries {
            let address: ServerAddress
            do throws(ServerAddressError) {
                address = try ServerAddress(entry.key)
            } catch {
                comparison.problems.append(StateProblem(.servers, entry, error.description))
                continue
            }
            let found = known[address.description] ?? known[entry.key] ?? []
            guard found.count < 2 else {
                comparison.problems.append(
                    StateProblem(.servers, entry, "the server trusts this address \(found.count) times"))
                continue
            }
            try await compare(entry, address, found.first, service, &comparison)
        }
        return comparison
    }

    private func compare(
        _ entry: StateEntry, _ address: ServerAddress, _ now: TrustedServer?, _ service: TrustedServersService,
        _ comparison: inout StateComparison
    ) async throws(APIError) {
        let name = entry.value.text("name")
        if !entry.value.isNull, name == nil {
            comparison.problems.append(StateProblem(.servers, entry, "a \"name\" is expected, or null"))
            return
        }
        let difference: StateDifference? =
            switch (now, name) {
            case (nil, nil): nil
            case (nil, let name?):
                StateDifference(.servers, entry.key, .add, now: nil, wanted: .string(name))
            case (let now?, nil):
                StateDifference(.servers, entry.key, .remove, now: .string(now.name), wanted: nil)
            case (let now?, let name?):
                now.name == name
                    ? nil
                    : StateDifference(
                        .servers, entry.key, at: ["name"], .change, now: .string(now.name), wanted: .string(name))
            }
        guard let difference, !difference.isBelow(ignored) else { return }
        comparison.differences.append(difference)
        guard isPlanning else { return }
        switch (now, name) {
        case (nil, let name?): comparison.plans.append(try service.planAdd(address: address, name: name))
        case (let now?, nil): comparison.plans.append(try await service.planRemove(now))
        case (let now?, let name?):
            comparison.plans.append(try await service.planEdit(now, address: address, name: name))
        case (nil, nil): break
        }
    }
}
