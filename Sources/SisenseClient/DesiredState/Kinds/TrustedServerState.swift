// Trusted servers by their addresses: `{"https://bi2.test": {"name": "Staging"}}`; with `"was"`, one that has moved.

extension StateExport {
    func servers() async throws(APIError) -> JSONValue {
        let servers = try await TrustedServersService(client).all()
        return Self.sorted(servers.map { ($0.address, ["name": .string($0.name)]) })
    }
}

extension StateWork {
    func servers(_ entries: [StateEntry]) async throws(APIError) -> StateComparison {
        let service = TrustedServersService(client)
        let servers = try await service.all()
        let known = Dictionary(grouping: servers) { StateKind.servers.identity($0.address) }
        var comparison = StateComparison(sentBy: sender)
        comparison.totals[.servers] = servers.count
        for entry in entries {
            do throws(StateProblem) {
                let wanted = try Self.wanted(entry)
                let now = try Self.server(entry, entry.key, known)
                var moved: TrustedServer?
                if now == nil, let former = entry.formerKey { moved = try Self.server(entry, former, known) }
                let differences = counting(Self.differences(entry, wanted, now, moved))
                comparison.differences += differences
                guard isPlanning, !differences.isEmpty else { continue }
                try await plan(entry, wanted, now ?? moved, differences, service, &comparison)
            } catch {
                comparison.problems.append(error)
            }
        }
        let keys = entries.flatMap { [$0.key] + [$0.formerKey].compactMap(\.self) }
        let named = Set(keys.map(StateKind.servers.identity))
        for server in servers where !named.contains(StateKind.servers.identity(server.address)) {
            let values = ["address": server.address, "name": server.name]
            for difference in unnamed(.servers, server.address, now: .string(server.name), values) {
                comparison.differences.append(difference)
                if isPlanning { comparison.add([try await service.planRemove(server)], for: [difference]) }
            }
        }
        return comparison
    }

    /// A trusted server as a file wants it.
    private struct WantedServer {
        let address: ServerAddress
        /// Nil where it shall not be trusted.
        let name: String?
    }

    private static func wanted(_ entry: StateEntry) throws(StateProblem) -> WantedServer {
        let address: ServerAddress
        do throws(ServerAddressError) {
            address = try ServerAddress(entry.key)
        } catch {
            throw StateProblem(.servers, entry, error.description)
        }
        guard !entry.value.isNull else { return WantedServer(address: address, name: nil) }
        guard let name = entry.value.text("name"),
            entry.value.object?.keys.allSatisfy({ ["name", "was"].contains($0) }) == true
        else { throw StateProblem(.servers, entry, "a \"name\" is expected, and \"was\" perhaps; or null") }
        return WantedServer(address: address, name: name)
    }

    /// Nil where the server does not trust the address.
    private static func server(
        _ entry: StateEntry, _ address: String, _ known: [String: [TrustedServer]]
    ) throws(StateProblem) -> TrustedServer? {
        let found = known[StateKind.servers.identity(address)] ?? []
        guard found.count < 2 else {
            let names = found.map { "\"\($0.name)\" (\($0.id))" }.joined(separator: " and ")
            let times = counted(found.count, "time")
            throw StateProblem(.servers, entry, "the server trusts \(address) \(times): \(names)")
        }
        return found.first
    }

    private static func differences(
        _ entry: StateEntry, _ wanted: WantedServer, _ now: TrustedServer?, _ moved: TrustedServer?
    ) -> [StateDifference] {
        func difference(
            _ act: StateDifference.Act, _ now: String?, _ wanted: String?, at path: [String] = []
        ) -> StateDifference {
            StateDifference(
                .servers, entry.key, at: path, act, now: now.map(JSONValue.string), wanted: wanted.map(JSONValue.string)
            )
        }
        switch (now ?? moved, wanted.name) {
        case (nil, nil): return []
        case (nil, let name?): return [difference(.add, nil, name)]
        case (let now?, nil): return moved == nil ? [difference(.remove, now.name, nil)] : []
        case (let now?, let name?):
            return (moved == nil ? [] : [difference(.rename, now.address, entry.key)])
                + (now.name == name ? [] : [difference(.change, now.name, name, at: ["name"])])
        }
    }

    private func plan(
        _ entry: StateEntry, _ wanted: WantedServer, _ server: TrustedServer?, _ differences: [StateDifference],
        _ service: TrustedServersService, _ comparison: inout StateComparison
    ) async throws(StateProblem) {
        do throws(APIError) {
            let plan: RequestPlan
            switch (server, wanted.name) {
            case (nil, nil): return
            case (nil, let name?): plan = try service.planAdd(address: wanted.address, name: name)
            case (let server?, nil): plan = try await service.planRemove(server)
            case (let server?, let name?):
                plan = try await service.planEdit(server, address: wanted.address, name: name)
            }
            comparison.add([plan], for: differences)
        } catch {
            throw StateProblem(.servers, entry, error.message)
        }
    }
}
