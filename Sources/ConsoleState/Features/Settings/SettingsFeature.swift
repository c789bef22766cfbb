import SisenseClient

extension ListFeature {
    /// The documents of settings of the server.
    static let settings = ListFeature(
        pane: .settings,
        noun: "settings",
        columns: SettingsRow.columns,
        load: { environment, take throws(APIError) in
            let contents = await SettingsService(environment.client).readAll()
            // Whoever is signed out is asked to sign in; a document that cannot be read says why in its row.
            for case .failure(let error) in contents.values where error.kind == .unauthorized { throw error }
            let rows = SettingsDocument.allCases.compactMap { document in
                contents[document].map { SettingsRow.content(of: document, $0) }
            }
            await take(RowPage(rows, columns: SettingsRow.columns.count))
        },
        read: { environment, id throws(APIError) in
            let document = try document(id, environment)
            let content = try await SettingsService(environment.client).read(document)
            return ListRecord(
                row: SettingsRow.content(of: document, .success(content)), json: content,
                sections: SettingsRow.sections(of: document, content))
        },
        forms: [
            "edit": { environment, ids throws(APIError) in
                let document = try document(ids.first ?? "", environment)
                return try await SettingsForm.open(document, environment)
            }
        ])

    private static func document(_ id: RecordID, _ environment: ConsoleEnvironment) throws(APIError)
        -> SettingsDocument
    {
        if let document = SettingsDocument(rawValue: id.description) { return document }
        throw APIError(
            .notFound, message: "There are no settings called \(id).", request: "",
            server: environment.client.server.description)
    }
}
