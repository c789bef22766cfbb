import SisenseClient

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
            return .preview([plan], .list(.servers, []))
        }
        guard !values.changed.isEmpty else { return .posted(Message(.info, "Nothing was changed")) }
        let plan = try await service.planEdit(server, address: address, name: values.text("name"))
        return .preview([plan], .list(.servers, [RecordID(server.id)]))
    }
}
