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

/// The form for a document of settings. It is read afresh when the form opens, and again before anything is sent.
enum SettingsForm {
    /// Reads one document of settings and makes its form.
    static func open(
        _ document: SettingsDocument, _ context: WorkContext
    ) async throws(APIError) -> FormState {
        guard document.save != nil else {
            throw APIError(
                .notAllowed, message: "The \(document.title) are read-only: they show what is set elsewhere.",
                request: document.read.description, server: context.client.server.description)
        }
        let base = try await content(of: document, context.client)
        let form = DocumentForm(document.fields, of: base)
        var fields = form.formFields
        if document == .security { fields = PasswordRule.adding(to: fields) }
        let title = "\(base.isNull ? "Set up" : "Edit") the \(document.title)"
        return FormState(title, fields, note: document == .security ? PasswordRule.notes : nil) {
            context, values throws(APIError) in
            let edited = form.edited(values)
            guard edited != base else { return .posted(Message(.info, "Nothing was changed")) }
            let plan = try await SettingsService(context.client).planSave(document, edited: edited, base: base)
            return .preview([plan], .list(.settings, [RecordID(document.rawValue)]))
        }
    }

    /// `null` where the server has none yet.
    private static func content(of document: SettingsDocument, _ client: APIClient) async throws(APIError) -> JSONValue
    {
        do throws(APIError) {
            return try await SettingsService(client).read(document)
        } catch  where error.kind == .notFound && document.canBeCreated {
            return .null
        }
    }
}
