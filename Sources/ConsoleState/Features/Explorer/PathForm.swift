import SisenseClient

/// The form for a call of a path that the catalogue need not hold. One that it does hold is called as the operation it
/// is, with all that is known of it.
struct PathForm: Sendable {
    private let server: ServerAddress
    private let draft: CallDraft?

    /// - Parameter draft: A call made or kept before; nil to begin with nothing.
    init(on server: ServerAddress, draft: CallDraft? = nil) {
        self.server = server
        self.draft = draft
    }

    private static let methodField = "method"
    /// The id of the field, and the member of a draft that holds path and query.
    static let pathField = "path"
    static let bodyField = "body"

    /// Submitting a read shows the answer; submitting anything else shows its preview.
    var state: FormState {
        let method = draft?.operation.prefix { $0 != " " }.description
        let fields: [FormField] = [
            .choice(
                Self.methodField, "Method", HTTPMethod.allCases.map { FormOption($0.rawValue, $0.rawValue) },
                chosen: method, help: "Outside the catalogue all but GET and HEAD are critical"),
            .text(
                Self.pathField, "Path", draft?.values[Self.pathField] ?? "", isRequired: true,
                help: "From the root, with its query: /api/v1/settings/ui?limit=5", check: problem),
            .lines(
                Self.bodyField, "body",
                (draft?.values[Self.bodyField] ?? "").split(separator: "\n").map(String.init), help: "JSON"),
            CallForm.saveField(draft),
        ]
        var form = FormState("Another path", fields) { context, values throws(APIError) in
            try await submit(values, context)
        }
        form.preview = { values in
            guard let call = try? call(values) else { return [] }
            return FormPreview.pages(of: call, on: server)
        }
        return form
    }

    /// The reason why a text is no path to be called; nil for one that is.
    @Sendable private func problem(_ text: String) -> String? {
        do throws(CallError) {
            _ = try TypedPath(text).operation(.get)
            return nil
        } catch {
            return error.description
        }
    }

    private func submit(_ values: FormValues, _ context: WorkContext) async throws(APIError) -> ConsoleAction {
        let call: Call
        do {
            call = try self.call(values)
        } catch let error as JSONError {
            return .form(.refused(field: Self.bodyField, "Not valid JSON: \(error)"))
        } catch let error as CallError {
            return .form(.refused(field: Self.pathField, error.description))
        } catch {
            return .form(.refused(field: Self.pathField, "\(error)"))
        }
        var kept = CallDraft(call)
        let name = values.text(CallForm.nameField)
        if !name.isEmpty { kept = CallDraft(kept.operation, kept.values.merging([CallForm.nameField: name]) { $1 }) }
        guard call.operation.writes else { return .explorer(.callMade(call, kept)) }
        let record = try await context.client.currentRecord(of: call)
        return .explorer(.callPlanned(try await CallPlanner(context).plan(call, on: record), kept))
    }

    private func call(_ values: FormValues) throws -> Call {
        let path = TypedPath(values.text(Self.pathField))
        let (operation, gaps) = try path.operation(HTTPMethod(rawValue: values.text(Self.methodField)) ?? .get)
        let text = values.texts[Self.bodyField] ?? ""
        let body = text.isEmpty ? nil : RequestBody.json(try JSONReader.read(text, strictness: .strict))
        return try Call(operation, path: gaps, query: path.query, body: body)
    }
}

extension CallDraft {
    /// True when the body of its form begins with the document as it is: none was typed, and the operation takes a
    /// whole one.
    var startsFromRecord: Bool {
        Catalogue.sisense[operation]?.takesWholeDocument == true && values[CallForm.bodyField] == nil
    }

    /// The form of the call, with the document that it replaces, where that can be read; nil when nothing can be made
    /// of the operation that it names.
    func form(_ context: WorkContext) async throws(APIError) -> FormState? {
        guard startsFromRecord, let operation = Catalogue.sisense[operation],
            let record = try await CallForm(operation, on: context.client.server, draft: self)
                .record(context.client)
        else { return form(on: context.client.server) }
        return CallForm(operation, on: context.client.server, draft: self, record: record).state
    }

    /// The form of the call; nil when nothing can be made of the operation that it names.
    func form(on server: ServerAddress) -> FormState? {
        guard let operation = Catalogue.sisense.anyOperation(named: operation) else { return nil }
        return operation.isCatalogued
            ? CallForm(operation, on: server, draft: self).state : PathForm(on: server, draft: self).state
    }
}
