import SisenseClient

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
