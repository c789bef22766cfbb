/// The servers that may copy dashboards to this one.
package struct TrustedServersService: Sendable {
    private let client: APIClient

    package init(_ client: APIClient) {
        self.client = client
    }

    /// All servers that are trusted.
    @concurrent package func all() async throws(APIError) -> [TrustedServer] {
        try await client.records("trusted servers", .getTrustedServers)
    }

    /// Trusts a server.
    package func planAdd(address: ServerAddress, name: String) throws(APIError) -> RequestPlan {
        let body: JSONValue = ["serverName": .string(address.description), "name": .string(name)]
        return RequestPlan(
            title: "Add the trusted server \(address)",
            call: try client.call(.createTrustedServer, body: .json(body)),
            target: .init(server: client.server, name: "trusted server \(address)"), base: [:], result: body,
            impact: ["\(address) may copy dashboards to this server."],
            warnings: address.scheme == .http ? ["\(address) is reached without encryption."] : []
        ).resting(on: .nothing(.makesRecord))
    }

    /// The list is read again, since a single entry cannot be, and the edit merged with what others changed in it.
    @concurrent package func planEdit(
        _ server: TrustedServer, address: ServerAddress, name: String
    ) async throws(APIError) -> RequestPlan {
        try await planEdit(
            server, members: [("serverName", .string(address.description)), ("name", .string(name))])
    }

    private func planEdit(
        _ server: TrustedServer, members: [(String, JSONValue)]
    ) async throws(APIError) -> RequestPlan {
        let base = try await current(server)
        let title = PlanTitle(stringLiteral: "Edit the trusted server \(server.label)")
        let change = RecordChange(
            title: title, name: "trusted server \(server.label)", read: try client.call(.getTrustedServers),
            write: .updateTrustedServer, path: ["id": server.id], members: members.filter { server.raw[$0] != $1 },
            base: server.raw)
        let edit = try Edit(
            change, onto: base.raw, request: change.write.line(change.path), server: client.server)
        var result = base.raw
        for (key, value) in edit.members { result[key] = value }
        let address = result.text("serverName") ?? base.address
        let plan = RequestPlan(
            title: title, call: try self.edit(server, address: address, name: result.text("name") ?? ""),
            target: .init(server: client.server, name: change.name), base: base.raw, result: result,
            inverse: try self.edit(server, address: base.address, name: base.name),
            impact: address == base.address
                ? [] : ["\(address) may copy dashboards to this server, \(base.address) no longer."],
            precondition: try unchanged(base),
            replan: { client, edited, _ throws(APIError) in
                let service = TrustedServersService(client)
                let members = ["serverName", "name"].map { ($0, edited[$0] ?? .null) }
                return try await service.planEdit(try await service.current(server), members: members)
            })
        return edit.conflict.map(plan.conflicting) ?? plan
    }

    /// Trusts a server no longer.
    @concurrent package func planRemove(_ server: TrustedServer) async throws(APIError) -> RequestPlan {
        let base = try await current(server)
        var plan = RequestPlan(
            title: "Remove \(server.label, each: "trusted server")",
            call: try client.call(.deleteTrustedServer, path: ["id": server.id]),
            target: .init(server: client.server, name: "trusted server \(server.label)"), base: base.raw, result: .null,
            impact: ["\(base.address) can no longer copy dashboards to this server."],
            precondition: try unchanged(base))
        plan.wayBack = .entry(DeletedEntry(base))
        return plan
    }

    private func unchanged(_ server: TrustedServer) throws(APIError) -> Precondition {
        let id = server.raw["_id"] == nil ? "id" : "_id"
        return Precondition(
            read: try client.call(.getTrustedServers), base: server.raw,
            members: ["serverName", "name"], item: .init(id, server.id))
    }

    private func edit(_ server: TrustedServer, address: String, name: String) throws(APIError) -> Call {
        try client.call(
            .updateTrustedServer, path: ["id": server.id],
            body: .json(["serverName": .string(address), "name": .string(name)]))
    }

    private func current(_ server: TrustedServer) async throws(APIError) -> TrustedServer {
        guard let current = try await all().first(where: { $0.id == server.id }) else {
            throw APIError(
                .notFound, message: "\(server.label) is no longer on the list of trusted servers.",
                request: Operation.getTrustedServers.id, server: client.server.description,
                nextStep: "Refresh the list.")
        }
        return current
    }
}
