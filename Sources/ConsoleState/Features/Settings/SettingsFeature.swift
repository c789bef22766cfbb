import SisenseClient

extension ListFeature {
    /// The documents of settings of the server.
    static let settings = ListFeature(
        .settings, title: "Settings", noun: "settings", below: Parent(.security), rows: SettingsRow.layout,
        commands: [
            .formForOne(
                "edit", keys: "e Enter", hint: "edit", "Edit…",
                menu: .edit("e", "Only what changes is changed; everything else is sent back as it was read.")
            ) {
                context, ids throws(APIError) in
                let document = try document(ids.first ?? "", context)
                return try await SettingsForm.open(document, fields: document.fields, context)
            }.needing(.changeSystem),
            .show(
                "whole", hint: "JSON", "Show as JSON", menu: .content("w", "All of it, also what no form knows.")
            ) {
                .list(.settings, .recordOpened($0, title: $1))
            },
            .run(
                "plugins", "Plug-ins", menu: .list(nil, "The add-ons of the server have a pane of their own.")
            ) { _ in
                [.paneOpened(.plugins)]
            },
        ],
        emptyText: "The server shows none of its settings: you may lack the right to see them.",
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
                blocks: SettingsRow.sections(of: document, content))
        })

    private static func document(_ id: RecordID, _ context: WorkContext) throws(APIError)
        -> SettingsDocument
    {
        if let document = SettingsDocument(rawValue: id.description) { return document }
        throw APIError(
            .notFound, message: "No settings with the name \(id).", request: "",
            server: context.client.server.description)
    }
}

/// The form for a document of settings. It is read when the form opens, and again before anything is sent.
enum SettingsForm {
    /// Reads one document of settings and makes the form of these fields of it.
    static func open(
        _ document: SettingsDocument, fields: [DocumentField], _ context: WorkContext
    ) async throws(APIError) -> FormState {
        guard document.save != nil else {
            throw APIError(
                .notAllowed, message: "The \(document.title) are read-only: they show what is set elsewhere.",
                request: document.read.description, server: context.client.server.description)
        }
        let base = try await content(of: document, context.client)
        let form = DocumentForm(fields, of: base)
        var formFields = form.formFields
        if document == .security { formFields = PasswordRule.adding(to: formFields) }
        let title = "\(base.isNull ? "Set up" : "Edit") the \(document.title)"
        return FormState(title, formFields, note: document == .security ? PasswordRule.notes : nil) {
            context, values throws(APIError) in
            let edited = form.edited(values)
            guard edited != base else { return .posted(Message(.info, "Nothing was changed")) }
            let plan = try await SettingsService(context.client).planEdit(document, edited: edited, base: base)
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

/// A document of settings as a row and as a record.
struct SettingsRow: Sendable {
    let document: SettingsDocument
    let content: Result<JSONValue, APIError>

    static let layout = RowLayout<SettingsRow>(
        [
            Column("name", "Settings", 24, priority: 9, isName: true) { name(of: $0.document) },
            Column("state", "State", 20, kind: .state, priority: 8) { $0.state },
        ],
        id: { RecordID($0.document.rawValue) },
        style: { $0.isMissing ? .off : .plain })

    private var isMissing: Bool {
        if case .failure(let error) = content { error.kind == .notFound } else { false }
    }

    private var state: String {
        switch content {
        case .success(let value): Self.summary(of: document, value)
        case .failure(let error): isMissing ? "not set" : error.message
        }
    }

    private static func name(of document: SettingsDocument) -> String {
        document.title.prefix(1).uppercased() + document.title.dropFirst()
    }

    private static func summary(of document: SettingsDocument, _ value: JSONValue) -> String {
        let fields = document.summary.compactMap { path in document.fields.first { $0.path == path } }
        return fields.map { "\($0.label.lowercased()): \($0.text(in: value))" }.joined(separator: ", ")
    }

    /// The documented fields below their headings, then what this version does not know.
    static func sections(of document: SettingsDocument, _ value: JSONValue) -> [RecordBlock] {
        let known = Set(document.fields.compactMap { $0.path.topMember })
        let others = (value.object?.keys ?? []).filter { !known.contains($0) }
        return document.groups.map { RecordBlock($0.title, lines(of: $0.fields, value)) }
            + (others.isEmpty ? [] : [RecordBlock("Unchanged", [others.joined(separator: ", ")])])
    }

    private static func lines(of fields: [DocumentField], _ value: JSONValue) -> [String] {
        let width = fields.map(\.label.count).max() ?? 0
        return fields.map { field in
            field.label + String(repeating: " ", count: width - field.label.count + 2) + field.text(in: value)
        }
    }
}
