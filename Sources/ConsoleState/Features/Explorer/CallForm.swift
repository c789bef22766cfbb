import Foundation
import SisenseClient

/// The form for a call of any operation, made from what the catalogue knows of its parameters.
struct CallForm: Sendable {
    private let operation: SisenseClient.Operation
    private let server: ServerAddress
    private let draft: CallDraft
    /// The record that the call changes as it was when the form was made; nil where it was not read.
    private let record: CurrentRecord?

    /// The field with the name to keep the call under.
    static let nameField = "name"

    /// - Parameter draft: The data known of the call already.
    init(
        _ operation: SisenseClient.Operation, on server: ServerAddress, draft: CallDraft? = nil,
        record: CurrentRecord? = nil
    ) {
        self.operation = operation
        self.record = record
        self.server = server
        self.draft = draft ?? CallDraft(operation.id)
    }

    /// Required fields come first. Submitting a read shows the answer; submitting a write shows its preview.
    var state: FormState {
        var form = FormState("\(operation.id)", fields) { context, values throws(APIError) in
            try await submit(values, context)
        }
        form.preview = { FormPreview.pages(of: sketch($0), on: server) }
        return form
    }

    // MARK: Fields

    private var fields: [FormField] {
        let inputs = operation.parameters.filter { $0.location != .body }
        let ordered = inputs.filter(\.isRequired) + inputs.filter { !$0.isRequired }
        return ordered.map(field) + bodyFields + [Self.saveField(draft)]
    }

    private func field(_ parameter: Parameter) -> FormField {
        let id = Self.id(parameter)
        let help = "\(parameter.location.rawValue), \(parameter.kind.rawValue): \(parameter.meaning)"
        let choices = parameter.choices.isEmpty && parameter.kind == .boolean ? ["true", "false"] : parameter.choices
        if !choices.isEmpty { return choice(id, parameter.name, choices, isRequired: parameter.isRequired, help: help) }
        if Redactor.isSecret(parameter.name) {
            return .secret(id, parameter.name, isRequired: parameter.isRequired, help: help)
        }
        let present = draft.values[id] ?? ""
        if parameter.name == "expand", !operation.expandable.isEmpty {
            let options = operation.expandable.map { FormOption($0, $0) }
            return .pick(
                id, parameter.name, PickerSource(options, takesText: true),
                chosen: present.split(separator: ",").map { FormOption(String($0), String($0)) }, allowsMany: true,
                isRequired: parameter.isRequired, help: help)
        }
        let check: @Sendable (String) -> String? = { self.check($0, parameter.kind) }
        if let pane = RecordReference.pane(of: parameter, in: operation) {
            return record(id, parameter.name, pane, isRequired: parameter.isRequired, help: help, check: check)
        }
        return .text(id, parameter.name, present, isRequired: parameter.isRequired, help: help, check: check)
    }

    /// A field for the id of a record, which is chosen or typed.
    private func record(
        _ id: String, _ label: String, _ pane: PaneID, isRequired: Bool, help: String,
        check: @escaping @Sendable (String) -> String? = { _ in nil }
    ) -> FormField {
        let present = [draft.values[id] ?? ""].filter { !$0.isEmpty }
        return .pick(
            id, label, .records(of: pane, takesText: true), chosen: present.map { FormOption($0, $0) },
            isRequired: isRequired, help: help, check: check)
    }

    /// The members of the body that the catalogue names, a field each; and the body by hand.
    private var bodyFields: [FormField] {
        guard let parameter = operation.body else { return [] }
        let members = shape?.members.map(field) ?? []
        let document = record.map { JSONWriter.text(MaskedDocument($0.value).shown) }
        let text =
            draft.values[Self.bodyField] ?? document
            ?? (shape == nil && parameter.isRequired ? emptyBody(parameter) : "")
        let label = members.isEmpty ? "body" : "more of the body"
        return members + [
            .lines(
                Self.bodyField, label, text.split(separator: "\n").map(String.init),
                isRequired: parameter.isRequired && members.isEmpty,
                help: "JSON: \(parameter.meaning)")
        ]
    }

    private func field(_ member: BodyShape.Member) -> FormField {
        let id = Self.id(member)
        let help = "body" + (member.hint.isEmpty ? "" : ": \(member.hint)")
        if !member.choices.isEmpty { return choice(id, member.name, member.choices, isRequired: false, help: help) }
        if Redactor.isSecret(member.name) { return .secret(id, member.name, help: help) }
        let text = help + "; text, or JSON such as 5, true, [\"a\"]"
        if let pane = RecordReference.pane(of: member.name) {
            return record(id, member.name, pane, isRequired: false, help: text)
        }
        return .text(id, member.name, draft.values[id] ?? "", help: text)
    }

    private func choice(
        _ id: String, _ label: String, _ choices: [String], isRequired: Bool, help: String
    ) -> FormField {
        let options = (isRequired ? [] : [FormOption("", "not sent")]) + choices.map { FormOption($0, $0) }
        return .choice(id, label, options, chosen: draft.values[id], help: help)
    }

    static func saveField(_ draft: CallDraft?) -> FormField {
        .text(
            nameField, "save as", draft?.values[nameField] ?? "",
            help: "Saves the call under this name, without its secrets; empty: in the history only")
    }

    private func emptyBody(_ parameter: Parameter) -> String {
        guard let shape = BodyShape(parameter.meaning) else { return parameter.kind == .array ? "[]" : "{}" }
        return JSONWriter.text(shape.template)
    }

    /// The members of a body that is one object.
    private var shape: BodyShape? {
        guard let words = operation.body?.meaning, let shape = BodyShape(words), !shape.isList else { return nil }
        return shape
    }

    /// One name may stand in the path and in the query.
    static func id(_ parameter: Parameter) -> String { "\(parameter.location.rawValue) \(parameter.name)" }
    private static func id(_ member: BodyShape.Member) -> String { "body \(member.name)" }
    static let bodyField = "body"

    private func check(_ text: String, _ kind: Parameter.Kind) -> String? {
        switch kind {
        case .integer: Int(text) == nil ? "Enter a whole number" : nil
        case .number: Double(text) == nil ? "Enter a number" : nil
        case .string, .boolean, .array, .object, .file: nil
        }
    }

    // MARK: The call

    /// The record that the call changes, as far as the draft says which; nil where that cannot be read.
    func record(_ client: APIClient) async throws(APIError) -> CurrentRecord? {
        let call = sketch(FormValues(fields), body: nil)
        guard operation.template.names.allSatisfy({ call.path[$0]?.isEmpty == false }) else { return nil }
        return try await client.currentRecord(of: call)
    }

    private func submit(_ values: FormValues, _ context: WorkContext) async throws(APIError) -> ConsoleAction {
        let body: RequestBody?
        do throws(JSONError) {
            body = try self.body(values)
        } catch {
            return .form(.refused(field: Self.bodyField, "Not valid JSON: \(error)"))
        }
        let sketch = sketch(values, body: body)
        let call = try context.client.call(
            operation, path: sketch.path, query: sketch.query, headers: sketch.headers, body: sketch.body)
        guard operation.writes else { return .explorer(.callMade(call, kept(values))) }
        return try await planned(call, values, context)
    }

    /// Plans a change on the record that the form was made with, or else as it is now.
    private func planned(
        _ call: Call, _ values: FormValues, _ context: WorkContext
    ) async throws(APIError) -> ConsoleAction {
        var (call, record) = (call, self.record)
        let client = context.client
        if record.map({ $0.read.path != call.path }) ?? true { record = try await client.currentRecord(of: call) }
        if let record, case .json(let body)? = call.body {
            let restored = MaskedDocument(record.value).restored(in: body)
            call = try client.call(
                operation, path: call.path, query: call.query, headers: call.headers, body: .json(restored))
        }
        if case .json(let body)? = call.body, let mask = MaskedDocument.unresolved(in: body).first {
            return .form(.refused(field: Self.bodyField, "The mask stands for no known secret at \(mask)"))
        }
        return .explorer(.callPlanned(try await CallPlanner(context).plan(call, on: record), kept(values)))
    }

    /// The values typed, without those that must not be kept.
    private func kept(_ values: FormValues) -> CallDraft {
        let secrets =
            operation.parameters.filter { Redactor.isSecret($0.name) }.map(Self.id)
            + (shape?.members.filter { Redactor.isSecret($0.name) }.map(Self.id) ?? [])
        var kept = values.texts.filter { !$0.value.isEmpty && !secrets.contains($0.key) }
        if let text = kept[Self.bodyField], let json = try? JSONReader.read(text) {
            kept[Self.bodyField] = JSONWriter.text(Redactor.json(json))
        }
        return CallDraft(operation.id, kept)
    }

    /// The call as far as it is typed, for its preview.
    private func sketch(_ values: FormValues) -> Call {
        let text = values.texts[Self.bodyField] ?? ""
        let body = (try? body(values)) ?? .bytes(Data(text.utf8), contentType: "application/json")
        return sketch(values, body: operation.body == nil || text.isEmpty && shape == nil ? nil : body)
    }

    private func sketch(_ values: FormValues, body: RequestBody?) -> Call {
        var path: [String: String] = [:]
        var query: [QueryItem] = []
        var form: [QueryItem] = []
        var headers: HTTPHeaders = [:]
        for parameter in operation.parameters {
            let text = values.text(Self.id(parameter))
            guard !text.isEmpty else { continue }
            switch parameter.location {
            case .path: path[parameter.name] = text
            case .query: query.append(QueryItem(parameter.name, text))
            case .form: form.append(QueryItem(parameter.name, text))
            case .header: headers[parameter.name] = text
            case .body: break
            }
        }
        return Call(
            sketch: operation, path: path, query: query, headers: headers, body: form.isEmpty ? body : .form(form))
    }

    /// The body typed by hand, with the members that have fields of their own put in.
    private func body(_ values: FormValues) throws(JSONError) -> RequestBody? {
        guard let parameter = operation.body else { return nil }
        let text = values.texts[Self.bodyField] ?? ""
        var body: JSONValue?
        if !text.isEmpty { body = try JSONReader.read(text) }
        for member in shape?.members ?? [] {
            let text = values.text(Self.id(member))
            guard !text.isEmpty else { continue }
            if body == nil { body = [:] }
            body?[member.name] = Redactor.isSecret(member.name) ? .string(text) : JSONValue(typed: text)
        }
        if body == nil, shape != nil, parameter.isRequired { body = [:] }
        return body.map(RequestBody.json)
    }
}
