import Foundation

/// How a recorded change can be taken back later, by this program or another start of it: the request, and what the
/// record must still look like. A change whose record cannot be checked has none, and neither has one that carries a
/// secret: the record of changes holds no secrets.
struct RecordedUndo: Sendable {
    /// The member of an entry of the record of changes that this is kept in.
    static let member = "undoPlan"

    let json: JSONValue

    init?(_ plan: RequestPlan) {
        // That a record is gone is no check: it would hold for ever.
        guard let undo = plan.undo, let check = undo.precondition, check.base.object != nil else { return nil }
        var members: [(String, JSONValue)] = [
            ("call", Self.json(undo.call)), ("check", Self.json(check.read)), ("target", .string(undo.target.name)),
            ("danger", .number(JSONNumber(undo.danger.rawValue))), ("expect", Self.part(check.base, check.members)),
        ]
        if let result = undo.result { members.append(("restore", Self.part(result, check.members))) }
        if let names = check.members { members.append(("members", .array(names.map(JSONValue.string)))) }
        if let entries = check.entries { members.append(("entries", Self.json(entries))) }
        if let item = check.item { members.append(("item", [.string(item.member), .string(item.value)])) }
        let json = JSONValue.object(JSONObject(members))
        let isJSON: Bool =
            switch undo.call.body {
            case .json, nil: true
            case .form, .bytes: false
            }
        guard isJSON, Redactor.json(json) == json, Redactor.path(undo.call.path) == undo.call.path,
            undo.call.headers.fields.isEmpty
        else { return nil }
        self.json = json
    }

    /// The members that matter, of a record that may be large.
    private static func part(_ record: JSONValue, _ members: [String]?) -> JSONValue {
        guard let members else { return record }
        return .object(JSONObject(members.compactMap { name in record[name].map { (name, $0) } }))
    }

    private static func json(_ call: Call) -> JSONValue {
        var members: [(String, JSONValue)] = [("operation", .string(call.operation.id))]
        let path = call.path.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.string($0.value)) }
        if !path.isEmpty { members.append(("path", .object(JSONObject(path)))) }
        let query = call.query.map { JSONValue.array([.string($0.name), .string($0.value)]) }
        if !query.isEmpty { members.append(("query", .array(query))) }
        if case .json(let body) = call.body { members.append(("body", body)) }
        return .object(JSONObject(members))
    }

    private static func json(_ entries: Precondition.Entries) -> JSONValue {
        let labels = entries.labels.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.string($0.value)) }
        return [
            "member": .string(entries.member), "inside": .string(entries.inside), "outside": .string(entries.outside),
            "labels": .object(JSONObject(labels)),
        ]
    }

    // MARK: Reading

    /// The plan that takes back the change of an entry, or nil when the entry tells of none.
    static func plan(from entry: JSONValue, on server: ServerAddress) -> RequestPlan? {
        guard let json = entry[member], let call = json["call"].flatMap(Self.call),
            let read = json["check"].flatMap(Self.call),
            let expected = json["expect"]
        else { return nil }
        let members = json["members"]?.array?.compactMap(\.string)
        let pair = json["item"]?.array?.compactMap(\.string) ?? []
        let item = pair.count == 2 ? Precondition.Item(pair[0], pair[1]) : nil
        let danger = json["danger"]?.integer.flatMap(Danger.init)
        return RequestPlan(
            title: "Undo: \(entry["title"]?.string ?? "")", call: call,
            danger: max(danger ?? .critical, call.operation.danger),
            target: .init(server: server, name: json["target"]?.string ?? ""), base: expected, result: json["restore"],
            precondition: Precondition(
                read: read, base: expected, members: members, item: item, entries: json["entries"].flatMap(entries)))
    }

    private static func entries(_ json: JSONValue) -> Precondition.Entries? {
        guard let member = json["member"]?.string, let inside = json["inside"]?.string,
            let outside = json["outside"]?.string, let labels = json["labels"]?.object?.members
        else { return nil }
        return Precondition.Entries(
            member: member, labels: labels.reduce(into: [:]) { $0[$1.key] = $1.value.string ?? $1.key },
            inside: inside, outside: outside)
    }

    private static func call(_ json: JSONValue) -> Call? {
        guard let operation = json["operation"]?.string.flatMap({ Catalogue.sisense[$0] }) else { return nil }
        let path = (json["path"]?.object?.members ?? []).reduce(into: [String: String]()) { path, member in
            path[member.key] = member.value.string
        }
        let query = (json["query"]?.array ?? []).compactMap { pair -> QueryItem? in
            guard let texts = pair.array?.compactMap(\.string), texts.count == 2 else { return nil }
            return QueryItem(texts[0], texts[1])
        }
        return try? Call(operation, path: path, query: query, body: json["body"].map(RequestBody.json))
    }
}

extension APIClient {
    /// The plan that takes back a change of the record of changes, made sure of just now: the record it is about has
    /// not been changed since.
    /// - Throws: `APIError`: `notAllowed` when it cannot be taken back from here, `conflict` when the record changed.
    @concurrent package func planUndo(of entry: JSONValue) async throws(APIError) -> RequestPlan {
        let title = entry["title"]?.string ?? "this change"
        func refusal(_ message: String, _ nextStep: String) -> APIError {
            APIError(
                .notAllowed, message: message, request: entry["request"]?.string ?? "", server: server.description,
                nextStep: nextStep)
        }
        guard entry["server"]?.string == server.description else {
            let made = entry["server"]?.string ?? "another server"
            throw refusal("\(title) was made on \(made).", "Open that server to undo it.")
        }
        guard let plan = RecordedUndo.plan(from: entry, on: server), let check = plan.precondition else {
            throw refusal(
                "\(title) cannot be undone from the audit log.",
                "Only changes without secrets, whose current state can be checked, can be undone.")
        }
        let current = check.record(in: try await json(check.read))
        guard check.holds(for: current) else {
            throw APIError(
                .conflict(Conflict(base: check.base, mine: plan.result ?? check.base, theirs: current)),
                message: "\(plan.target.name) was changed since. Nothing was sent.", request: plan.call.line,
                server: server.description, nextStep: "Refresh and edit the current state.")
        }
        return plan
    }
}
