import SisenseClient

/// A trusted server as a row.
private struct TrustedServerRow: Sendable {
    let server: TrustedServer
    /// Nil while nobody has knocked there: it is done for one record at a time, not for the whole list.
    var answer: ServerAnswer?

    static let layout = RowLayout<TrustedServerRow>(
        [
            Column("name", "Name", 10, priority: 8, isName: true) { $0.server.label },
            Column("address", "Address", 20, kind: .path, priority: 9) { $0.server.address },
            Column("reach", "From here", 14, priority: 5) { $0.answer?.text ?? "not checked" },
        ],
        id: { RecordID($0.server.id) },
        style: { row in
            if case .failed? = row.answer { return .error }
            // Whatever is copied from there comes over a line that others can read.
            return row.server.address.hasPrefix("http:") ? .warning : .plain
        })
}

/// The outcome of knocking at a server.
package enum ServerAnswer: Sendable {
    case answers
    case failed(String)

    var isFailure: Bool {
        if case .failed = self { true } else { false }
    }

    var text: String {
        switch self {
        case .answers: "answers"
        case .failed(let reason): "no: \(reason)"
        }
    }

    static func of(_ server: TrustedServer, _ client: APIClient) async -> ServerAnswer {
        guard let address = try? ServerAddress(server.address) else { return .failed("not a valid address") }
        do throws(TransportError) {
            _ = try await client.reach(address)
            return .answers
        } catch {
            return .failed(error.description)
        }
    }
}

extension ListFeature {
    /// The servers that may copy dashboards to this one.
    static let trustedServers = ListFeature(
        .trusted, title: "Trusted servers", noun: "trusted servers", below: Parent(.security),
        rows: TrustedServerRow.layout,
        commands: [
            .create(
                "add", keys: "a", hint: "add", "Add trusted server…",
                menu: .list("a", "Dashboards can then be copied between the two.")
            ) { _, _ throws(APIError) in
                TrustedServerForm(server: nil).state
            },
            .formForOne(
                "edit", keys: "e", hint: "edit", "Edit…", menu: .edit("e", "Changes its name or address.")
            ) {
                context, ids throws(APIError) in
                TrustedServerForm(server: try await server(ids.first ?? "", context)).state
            },
            .run(
                "reach", keys: "t", hint: "test", "Test connection",
                menu: .content("t", "From this machine; the server itself may reach others."), about: .chosen
            ) { state in
                [.list(.trusted, .recordsChanged(state.list?.targets ?? []))]
            },
            .changeEach(
                "remove", "Remove…", menu: .leaving("D", "Dashboards can no longer be copied there."),
                // Undoing it makes another entry, which only the whole list shows.
                rereadsList: true
            ) { context, id throws(APIError) in
                let server = try await server(id, context)
                return try await TrustedServersService(context.client).planRemove(server)
            },
        ],
        emptyText: """
            No other server is trusted: dashboards can be copied to none. \(key: .listActions) offers to \
            add one.
            """,
        load: { context, take throws(APIError) in
            let servers = try await TrustedServersService(context.client).all()
            // What was found before stays with the address, not with the entry.
            let rows = servers.map { TrustedServerRow(server: $0, answer: context.hub.answers[$0.address]) }
            await TrustedServerRow.layout.hand(rows, to: take)
        },
        read: { context, id throws(APIError) in
            let server = try await server(id, context)
            let answer = await ServerAnswer.of(server, context.client)
            await context.send(.hub(.answered(address: server.address, answer)))
            let row = TrustedServerRow(server: server, answer: answer)
            return ListRecord(
                row: TrustedServerRow.layout.row(row), json: server.raw, page: .columns(changesOf: id, in: .trusted))
        })

    /// One of the list: the API has no way to ask for a single one.
    private static func server(_ id: RecordID, _ context: WorkContext) async throws(APIError)
        -> TrustedServer
    {
        let servers = try await TrustedServersService(context.client).all()
        if let server = servers.first(where: { $0.id == id.description }) { return server }
        throw APIError(
            .notFound, message: "This server is no longer on the list.",
            request: Operation.getTrustedServers.id, server: context.client.server.description,
            nextStep: "Refresh the list.")
    }
}

/// The form for a trusted server, new or known.
struct TrustedServerForm: Sendable {
    /// Nil for a new one.
    let server: TrustedServer?

    var state: FormState {
        let fields: [FormField] = [
            .text(
                "address", "Address", server?.address ?? "", isRequired: true,
                help: "With https:// and the port, as in https://bi2.acme.example:8081"
            ) { text in
                do throws(ServerAddressError) {
                    _ = try ServerAddress(text)
                    return nil
                } catch {
                    return error.description
                }
            },
            .text("name", "Name", server?.name ?? "", isRequired: true, help: "Display name"),
        ]
        let title = server.map { "Edit trusted server \($0.label)" } ?? "Add trusted server"
        return FormState(title, fields) { context, values throws(APIError) in
            try await submit(values, TrustedServersService(context.client))
        }
    }

    private func submit(_ values: FormValues, _ service: TrustedServersService) async throws(APIError) -> ConsoleAction
    {
        let address: ServerAddress
        do throws(ServerAddressError) {
            address = try ServerAddress(values.text("address"))
        } catch {
            return .form(.refused(field: "address", error.description))
        }
        guard let server else {
            let plan = try service.planAdd(address: address, name: values.text("name"))
            return .preview([plan], .list(.trusted, []))
        }
        guard !values.changed.isEmpty else { return .posted(Message(.info, "Nothing was changed")) }
        let plan = try await service.planEdit(server, address: address, name: values.text("name"))
        return .preview([plan], .list(.trusted, [RecordID(server.id)]))
    }
}
