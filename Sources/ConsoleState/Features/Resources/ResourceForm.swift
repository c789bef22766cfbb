import Foundation
import SisenseClient

/// The form of an action, made of the fields of its description.
struct ResourceForm: Sendable {
    private let resource: ResourceDescription
    private let action: ResourceAction

    init(_ resource: ResourceDescription, _ action: ResourceAction) {
        (self.resource, self.action) = (resource, action)
    }

    /// Reads what the fields begin with and what they offer.
    @concurrent func state(_ context: WorkContext, _ ids: [RecordID]) async throws(APIError) -> FormState {
        let chosen = action.subject == .none ? nil : ids.first
        let subject = try await ResourcePlanner(resource, action, context.client).subject(chosen)
        let present = action.edits ? subject.base : .object(JSONObject())
        var fields: [FormField] = []
        for field in action.fields { fields.append(try await shown(field, present, context.client)) }
        let title = chosen == nil ? action.heading : "\(action.heading): \(resource.label.text(subject.record))"
        return FormState(title, fields) { context, values throws(APIError) in
            try await submit(values, subject, context)
        }
    }

    // MARK: Fields

    private func shown(
        _ field: ResourceField, _ present: JSONValue, _ client: APIClient
    ) async throws(APIError) -> FormField {
        var value: JSONValue?
        if case .body(let names) = field.destination, !names.isEmpty {
            value = present[JSONPath(names.map { .member($0) })]
        }
        let text = value?.plainText ?? ""
        let (id, label, isRequired, help) = (field.id, field.label, field.isRequired, field.help)
        switch field.kind {
        case .text: return .text(id, label, text, isRequired: isRequired, help: help)
        case .secret: return .secret(id, label, isRequired: isRequired, help: help)
        case .number:
            return .text(id, label, text, isRequired: isRequired, help: help) {
                Self.number($0) == nil ? "Enter a number" : nil
            }
        case .flag: return .toggle(id, label, value?.bool ?? false, help: help)
        case .parties:
            let groups = try await GroupsService(client).names()
            return .pick(id, label, .parties(groups), allowsMany: true, isRequired: isRequired, help: help)
        case .lines:
            return .lines(id, label, (value?.array ?? []).map(\.plainText), isRequired: isRequired, help: help)
        case .json:
            let lines = value.map { JSONWriter.text($0).split(separator: "\n").map(String.init) } ?? []
            return .lines(id, label, lines, isRequired: isRequired, help: help)
        case .choice(let choices):
            return .choice(id, label, none(isRequired) + choices.map { FormOption($0, ValueText.words($0, of: field.id)) }, chosen: text, help: help)
        case .record(let pane, let sends):
            let options = try await options(pane, sends, client)
            let present = value.flatMap { Reference($0)?.id } ?? text
            let chosen = options.filter { $0.id == present }
            // One that is no more stays until another one is chosen.
            let lost = chosen.isEmpty && !present.isEmpty ? [FormOption(present, present)] : []
            return .pick(
                id, label, PickerSource(options + lost), chosen: chosen + lost, isRequired: isRequired,
                placeholder: isRequired ? "" : "none", help: help)
        case .records(let pane, let sends):
            let options = try await options(pane, sends, client)
            let present = (value?.array ?? []).map(\.plainText)
            // One that is no more stays until it is taken out.
            let lost = present.filter { id in !options.contains { $0.id == id } }.map { FormOption($0, $0) }
            let chosen = present.compactMap { id in (options + lost).first { $0.id == id } }
            return .pick(
                id, label, PickerSource(options + lost), chosen: chosen, allowsMany: true, isRequired: isRequired,
                placeholder: "none", help: help)
        case .user:
            let owner = value.flatMap { Reference($0)?.id }
            let user = try await UsersService(client).users([owner].compactMap(\.self)).first
            return .pick(
                id, label, .users, chosen: user.map { [FormOption($0)] } ?? [], isRequired: isRequired, help: help)
        }
    }

    private func none(_ isRequired: Bool) -> [FormOption] { isRequired ? [] : [FormOption("", "none")] }

    private func options(
        _ pane: PaneID, _ sends: RecordTemplate, _ client: APIClient
    ) async throws(APIError) -> [FormOption] {
        guard let other = ResourceDescription.of(pane) else { return [] }
        return try await ResourceReader(other, client).all().map { FormOption(sends.text($0), other.label.text($0)) }
    }

    // MARK: Submitting

    private func submit(
        _ values: FormValues, _ subject: ResourcePlanner.Subject, _ context: WorkContext
    ) async throws(APIError) -> ConsoleAction {
        let planner = ResourcePlanner(resource, action, context.client)
        var entries: [ResourcePlanner.Entry] = []
        for field in action.fields {
            switch try await value(of: field, values, context) {
            case .success(let value?): entries.append((field.destination, value))
            case .success(nil): break
            case .failure(let refusal): return .form(.refused(field: field.id, refusal.reason))
            }
        }
        guard action.operation.writes else {
            let answer = try await planner.answer(subject, entries)
            let row = RowContent(id: subject.id ?? RecordID(""), cells: [])
            let record = ListRecord(row: row, json: answer, heading: "Answer of the server")
            return .list(resource.pane, .recordShown(record, title: action.heading))
        }
        guard !action.edits || !values.changed.isEmpty else {
            return .posted(Message(.info, "Nothing was changed"))
        }
        let plan = try await planner.plan(subject, entries)
        return .preview([plan], .list(resource.pane, [subject.id].compactMap(\.self)))
    }

    private struct Refusal: Error {
        let reason: String
    }

    /// The value that a field sends; nil when it is left out: of an edit what did not change, else what is empty.
    private func value(
        of field: ResourceField, _ values: FormValues, _ context: WorkContext
    ) async throws(APIError) -> Result<JSONValue?, Refusal> {
        if action.edits, !values.changed.contains(field.id) { return .success(nil) }
        let text = values.text(field.id)
        let isLeftOut = text.isEmpty && !action.edits
        switch field.kind {
        case .text, .secret, .choice: return .success(isLeftOut ? nil : .string(text))
        case .record: return .success(isLeftOut ? nil : text.isEmpty ? .null : .string(text))
        case .number: return .success(Self.number(text))
        case .flag: return .success(.bool(values.flag(field.id)))
        case .lines, .records:
            let lines = values.lines(field.id)
            return .success(lines.isEmpty && !action.edits ? nil : .array(lines.map(JSONValue.string)))
        case .json:
            let lines = values.lines(field.id)
            if lines.isEmpty { return .success(nil) }
            do throws(JSONError) {
                return .success(try JSONReader.read(Data(lines.joined(separator: "\n").utf8)))
            } catch {
                return .failure(Refusal(reason: "Not valid JSON: \(error)"))
            }
        case .user:
            return .success(isLeftOut ? nil : .string(text))
        case .parties:
            return .success(.array(try await parties(values.lines(field.id), context.client)))
        }
    }

    private func parties(_ ids: [String], _ client: APIClient) async throws(APIError) -> [JSONValue] {
        let groups = Set(try await GroupsService(client).named(Set(ids)).map(\.id))
        return ids.map { ["party": .string($0), "type": groups.contains($0) ? "group" : "user"] }
    }

    private static func number(_ text: String) -> JSONValue? {
        guard let value = try? JSONReader.read(Data(text.utf8)), case .number = value else { return nil }
        return value
    }
}
