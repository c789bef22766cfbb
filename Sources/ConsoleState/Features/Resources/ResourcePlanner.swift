import SisenseClient

/// Makes requests of an action of a resource: of the record, and of what was typed.
struct ResourcePlanner: Sendable {
    let reader: ResourceReader
    let action: ResourceAction
    private let client: APIClient

    init(_ resource: ResourceDescription, _ action: ResourceAction, _ client: APIClient) {
        (self.action, self.client) = (action, client)
        reader = ResourceReader(resource, client)
    }

    private var resource: ResourceDescription { reader.resource }

    /// The subject of a form: the record, and what of it is edited.
    struct Subject {
        let record: ResourceRecord
        let id: RecordID?
        /// The document that is edited: the record, or what belongs to it.
        let base: JSONValue
        /// Reads that again; nil when nothing does.
        let read: Call?
    }

    /// Reads what the action is about.
    func subject(_ id: RecordID?) async throws(APIError) -> Subject {
        guard let id else { return Subject(record: ResourceRecord(.null), id: nil, base: .null, read: nil) }
        let record = try await reader.record(id)
        guard let base = action.base else {
            return Subject(record: record, id: id, base: record.json, read: try reader.readCall(id))
        }
        let read = try client.call(base, path: try reader.filled(base, action.path, record, id: id.description))
        return Subject(record: record, id: id, base: try await client.json(read), read: read)
    }

    /// The plan for one record and nothing else.
    func plan(for id: RecordID) async throws(APIError) -> RequestPlan {
        let subject = try await subject(id)
        let plan = try await plan(subject, [])
        let column = resource.columns.first { $0.id == action.goal?.column }
        guard let goal = action.goal, column?.cell(subject.record, names: .none) == goal.text else { return plan }
        return plan.changingNothing("already \(goal.text)")
    }

    /// A value for a field: where it goes, and what.
    typealias Entry = (destination: ResourceField.Destination, value: JSONValue)

    /// The change of a record by what was typed.
    func plan(_ subject: Subject, _ entries: [Entry]) async throws(APIError) -> RequestPlan {
        let request = try request(subject, entries)
        let impact = try await impact(on: subject.record)
        let title = self.title(subject, request.body)
        guard action.edits else {
            let current = await current(subject)
            return try RecordsService(client).plan(
                title, name: name(subject), action.operation, path: request.path, query: request.query,
                body: request.body.map(RequestBody.json), inverse: action.inverse, impact: impact,
                undoImpact: undoImpact(on: subject.record), deleting: current, readBy: subject.read)
        }
        return try await RecordsService(client).planEdit(
            title, name: name(subject), action.operation, path: request.path, query: request.query,
            base: subject.base, members: members(of: subject.base, entries), read: subject.read, impact: impact)
    }

    /// The record that is deleted as its own read answers it; nil for any other action, and where the server does not.
    private func current(_ subject: Subject) async -> JSONValue? {
        guard action.operation.change == .delete, let read = subject.read else { return Optional.none }
        return try? await client.trying.json(read)
    }

    /// The answer to an action that reads.
    func answer(_ subject: Subject, _ entries: [Entry]) async throws(APIError) -> JSONValue {
        let request = try request(subject, entries)
        return try await RecordsService(client).answer(
            action.operation, path: request.path, query: request.query, body: request.body.map(RequestBody.json))
    }

    // MARK: Parts of the request

    private func request(
        _ subject: Subject, _ entries: [Entry]
    ) throws(APIError) -> (path: [String: String], query: [QueryItem], body: JSONValue?) {
        var path = try reader.filled(
            action.operation, action.path, subject.record,
            id: subject.id == nil ? nil : resource.id.text(subject.record))
        var query: [QueryItem] = []
        var body = action.body.map { filled($0, subject.record) }
        for (destination, value) in entries {
            switch destination {
            case .path(let name): path[name] = value.plainText
            case .query(let name): query.append(QueryItem(name, value.bool.map { "\($0)" } ?? value.plainText))
            case .body(let names):
                body = (body ?? .object(JSONObject())).setting(JSONPath(names.map { .member($0) }), to: value)
            }
        }
        return (path, query, body)
    }

    /// A body with the gaps of its texts filled.
    private func filled(_ body: JSONValue, _ record: ResourceRecord) -> JSONValue {
        switch body {
        case .string(let text): .string(RecordTemplate(text).text(record))
        case .array(let items): .array(items.map { filled($0, record) })
        case .object(let object): .object(JSONObject(object.members.map { ($0.key, filled($0.value, record)) }))
        case .null, .bool, .number: body
        }
    }

    /// The outermost members that change, each whole: what the server does with half an object is not known.
    private func members(of base: JSONValue, _ entries: [Entry]) -> [(String, JSONValue)] {
        var changed = base
        var keys: [String] = []
        for case (.body(let names), let value) in entries {
            guard let key = names.first else { continue }
            changed = changed.setting(JSONPath(names.map { .member($0) }), to: value)
            if !keys.contains(key) { keys.append(key) }
        }
        return keys.map { ($0, changed[$0] ?? .null) }
    }

    /// A new record is named by what was typed.
    private func title(_ subject: Subject, _ body: JSONValue?) -> PlanTitle {
        guard subject.id != nil else {
            return PlanTitle(stringLiteral: action.title.text(ResourceRecord(body ?? .null)))
        }
        return PlanTitle(
            action.title.text(subject.record), naming: resource.label.text(subject.record), each: "\(resource.noun)")
    }

    private func name(_ subject: Subject) -> String {
        subject.id == nil ? resource.noun.description : "\(resource.noun) \(resource.label.text(subject.record))"
    }

    /// What the request does that takes it back: the same as when a person asks for it.
    private func undoImpact(on record: ResourceRecord) -> [String] {
        guard let inverse = action.inverse else { return [] }
        return resource.actions.first { $0.operation == inverse }?.impact.map { $0.text(record) } ?? []
    }

    private func impact(on record: ResourceRecord) async throws(APIError) -> [String] {
        var impact = action.impact.map { $0.text(record) }
        for section in action.hits {
            let lines = try await reader.lines(of: section, record)
            let shown = lines.prefix(10).joined(separator: "; ") + (lines.count > 10 ? "; and more" : "")
            impact.append("\(section.title): \(lines.isEmpty ? "none" : "\(lines.count): \(shown)")")
        }
        return impact
    }
}
