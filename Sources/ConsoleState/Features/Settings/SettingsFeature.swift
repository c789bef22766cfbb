import SisenseClient

extension ListFeature {
    /// The documents of settings of the server.
    static let settings = ListFeature(
        .settings, title: "Settings", noun: "settings", rows: SettingsRow.layout,
        commands: [
            .formForOne("edit", keys: "e Enter", hint: "edit", "Edit settings…") {
                context, ids throws(APIError) in
                try await SettingsForm.open(try document(ids.first ?? "", context), context)
            },
            .show("whole", hint: "JSON", "Show the document as JSON") {
                .list(.settings, .recordOpened($0, title: $1))
            },
            related(.lockouts, "Show locked accounts"),
            related(.ldap, "Show LDAP domains"),
            related(.plugins, "Show plug-ins"),
            related(.servers, "Show trusted servers"),
            related(.security, "Show CORS origins"),
        ],
        load: { context, take throws(APIError) in
            let contents = await SettingsService(context.client).readAll()
            // Whoever is signed out is asked to sign in; a document that cannot be read says why in its row.
            for case .failure(let error) in contents.values where error.kind == .unauthorized { throw error }
            let rows = SettingsDocument.allCases.compactMap { document in
                contents[document].map { SettingsRow(document: document, content: $0) }
            }
            await SettingsRow.layout.hand(rows, to: take)
        },
        read: { context, id throws(APIError) in
            let document = try document(id, context)
            let content = try await SettingsService(context.client).read(document)
            return ListRecord(
                row: SettingsRow.layout.row(SettingsRow(document: document, content: .success(content))), json: content,
                sections: SettingsRow.sections(of: document, content))
        })

    /// Leads to settings that have a pane of their own.
    private static func related(_ pane: PaneID, _ help: String) -> ListCommand {
        .run(pane.rawValue, help) { _ in [.paneOpened(pane)] }
    }

    private static func document(_ id: RecordID, _ context: WorkContext) throws(APIError)
        -> SettingsDocument
    {
        if let document = SettingsDocument(rawValue: id.description) { return document }
        throw APIError(
            .notFound, message: "No settings with the name \(id).", request: "",
            server: context.client.server.description)
    }
}
