import SisenseClient

extension ListFeature {
    /// The servers that may copy dashboards to this one.
    static let trustedServers = ListFeature(
        pane: .servers,
        noun: "trusted servers",
        columns: columns,
        load: { environment, take throws(APIError) in
            let servers = try await TrustedServersService(environment.client).all()
            await take(RowPage(servers.map { row($0) }, columns: columns.count))
        },
        read: { environment, id throws(APIError) in
            let server = try await server(id, environment)
            return ListRecord(row: row(server, reach: await reach(server, environment.client)), json: server.raw)
        },
        plans: [
            "remove": each { environment, id throws(APIError) in
                let server = try await server(id, environment)
                return try await TrustedServersService(environment.client).planRemove(server)
            }
        ],
        forms: [
            "add": { _, _ throws(APIError) in
                TrustedServerForm(server: nil).state
            },
            "edit": { environment, ids throws(APIError) in
                TrustedServerForm(server: try await server(ids.first ?? "", environment)).state
            },
        ])

    private static let columns = [
        ListColumn("name", "Name"), ListColumn("address", "Address"), ListColumn("reach", "Seen from here"),
    ]

    /// - Parameter reach: What came of knocking at it; it is done for one record at a time, not for the whole list.
    private static func row(_ server: TrustedServer, reach: String = "not tried") -> RowContent {
        RowContent(id: RecordID(server.id), cells: [server.label, server.address, reach])
    }

    private static func reach(_ server: TrustedServer, _ client: APIClient) async -> String {
        guard let address = try? ServerAddress(server.address) else { return "no: this is no address" }
        do throws(TransportError) {
            _ = try await client.reach(address)
            return "answers"
        } catch {
            return "no: \(error.description)"
        }
    }

    /// One of the list: the API has no way to ask for a single one.
    private static func server(_ id: RecordID, _ environment: ConsoleEnvironment) async throws(APIError)
        -> TrustedServer
    {
        let servers = try await TrustedServersService(environment.client).all()
        if let server = servers.first(where: { $0.id == id.description }) { return server }
        throw APIError(
            .notFound, message: "This server is not on the list any more.",
            request: Operation.getTrustedServers.id, server: environment.client.server.description,
            nextStep: "R reads the list again.")
    }
}
