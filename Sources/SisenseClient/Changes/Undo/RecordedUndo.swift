import Foundation

/// The means to look at the record of a change later, by this program or another start of it: how it is read, what it
/// looked like before and should look like now, and the request that reverts it where one can. A change whose record
/// cannot be checked has none, and neither has one that carries a secret: the audit log holds no secrets.
struct RecordedUndo: Sendable, Equatable {
    /// The member of an entry of the record of changes that this is kept in.
    static let member = "undoPlan"

    let json: JSONValue
    /// The request that reverts it; nil where none can.
    let request: String?

    init?(_ plan: RequestPlan) {
        func kept(_ json: JSONValue?) -> JSONValue? {
            guard let json, Redactor.json(json) == json, JSONWriter.write(json).count <= Self.limit else {
                return Optional.none
            }
            return json
        }
        guard
            let json = kept(plan.wayBack.map({ Self.json($0, of: plan) }) ?? Self.json(plan))
                ?? kept(SettingsBefore(of: plan).map { Self.json($0, of: plan) })
        else { return nil }
        self.json = json
        request = plan.inverse?.line
    }

    /// Bytes that one change may take in the audit log; whole dashboards can be larger.
    private static let limit = 1 << 20

    /// True for a way back that the audit log does not take.
    static func isTooLarge(_ wayBack: WayBack) -> Bool { JSONWriter.write(wayBack.json).count > limit - overhead }

    /// Bytes for what stands beside a way back.
    private static let overhead = 1 << 12

    /// The warning about a way back that the audit log does not take.
    static let onlyThisSession =
        "What is deleted is too large for the audit log: it can be undone in this session only."

    private static func json(_ plan: RequestPlan) -> JSONValue? {
        // That a record is gone is no check: it would hold for ever.
        guard let before = plan.precondition, let result = plan.result, result.object != nil else { return nil }
        var members: [(String, JSONValue)] = [
            ("check", Self.json(before.read)), ("target", .string(plan.target.name)),
            ("danger", .number(JSONNumber((plan.undo?.danger ?? plan.danger).rawValue))),
            ("expect", Self.part(result, before.members)),
        ]
        if let undo = plan.undo?.call { members.append(("call", Self.json(undo))) }
        if let base = plan.base { members.append(("restore", Self.part(base, before.members))) }
        if let names = before.members { members.append(("members", .array(names.map(JSONValue.string)))) }
        if let entries = before.entries { members.append(("entries", Self.json(entries))) }
        if let item = before.item { members.append(("item", [.string(item.member), .string(item.value)])) }
        if let name = plan.heading.recordName { members.append(("record", .string(name))) }
        if !plan.undoImpact.isEmpty { members.append(("undoImpact", .array(plan.undoImpact.map(JSONValue.string)))) }
        let words = plan.neededWords
        if !words.isEmpty { members.append(("words", .array(words.map(\.json)))) }
        guard plan.undo.map({ isPlain($0.call) }) ?? true else { return nil }
        return .object(JSONObject(members))
    }

    private static func json(_ wayBack: WayBack, of plan: RequestPlan) -> JSONValue {
        var members: [(String, JSONValue)] = [("wayBack", wayBack.json), ("target", .string(plan.target.name))]
        if let before = plan.precondition, let result = plan.result, result.object != nil {
            members += [("check", json(before.read)), ("expect", part(result, before.members))]
            if let base = plan.base { members.append(("restore", part(base, before.members))) }
            if let names = before.members { members.append(("members", .array(names.map(JSONValue.string)))) }
        }
        return .object(JSONObject(members))
    }

    /// The changed members of a document that holds secrets, and a check of those alone.
    private static func json(_ settings: SettingsBefore, of plan: RequestPlan) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("wayBack", WayBack.settings(settings).json), ("target", .string(plan.target.name)),
        ]
        if let before = plan.precondition, let base = plan.base, let result = plan.result {
            let changed = settings.saved.object?.keys ?? []
            let names = changed.filter { Redactor.json(part(result, [$0])) == part(result, [$0]) }
            members += [
                ("check", json(before.read)), ("expect", part(result, names)), ("restore", part(base, names)),
                ("members", .array(names.map(JSONValue.string))),
            ]
        }
        return .object(JSONObject(members))
    }

    /// True for a call that can be written down whole.
    private static func isPlain(_ call: Call) -> Bool {
        let isJSON: Bool =
            switch call.body {
            case .json, nil: true
            case .form, .bytes: false
            }
        return isJSON && Redactor.path(call.path) == call.path && call.headers.fields.isEmpty
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

    /// The recorded facts about a change's record.
    struct Check {
        let target: String
        /// Holds as long as the record is as the change leaves it.
        let after: Precondition
        /// The record before the change; nil where that is not known.
        let before: JSONValue?

        /// True for one of a list.
        var hasItem: Bool { after.item != nil }

        init?(_ entry: JSONValue) {
            guard let json = entry[RecordedUndo.member], let read = json["check"].flatMap(RecordedUndo.call),
                let expected = json["expect"]
            else { return nil }
            let pair = json["item"]?.array?.compactMap(\.string) ?? []
            target = json["target"]?.string ?? ""
            after = Precondition(
                read: read, base: expected, members: json["members"]?.array?.compactMap(\.string),
                item: pair.count == 2 ? Precondition.Item(pair[0], pair[1]) : nil,
                entries: json["entries"].flatMap(RecordedUndo.entries))
            before = json["restore"]
        }
    }

    /// The way back from a recorded change that takes more than one request; nil where there is none.
    static func wayBack(in entry: JSONValue) -> WayBack? { WayBack(entry[member]?["wayBack"]) }

    /// True when a way back or a request that reverts it is recorded of a change, and not its record alone.
    static func isWhole(in entry: JSONValue) -> Bool {
        let json = entry[member]
        return json?["wayBack"] != nil || json?["call"] != nil
    }

    /// The plan that reverts a recorded change, or nil when nothing is recorded that could.
    static func plan(from entry: JSONValue, on server: ServerAddress) -> RequestPlan? {
        guard let json = entry[member], let check = Check(entry), let call = json["call"].flatMap(Self.call) else {
            return nil
        }
        let danger = json["danger"]?.integer.flatMap(Danger.init)
        let title = PlanTitle(entry["title"]?.string ?? "", naming: json.text("record") ?? "", each: "record")
        let changes = (json["words"]?.array ?? []).compactMap(FieldChange.init).map(\.undo)
        return RequestPlan(
            title: title.undo, call: call, danger: max(danger ?? .critical, call.operation.danger),
            target: .init(server: server, name: check.target), base: check.after.base, result: check.before,
            inverse: inverse(of: call, check), impact: (json["undoImpact"]?.array ?? []).compactMap(\.string),
            precondition: check.after,
            replan: replan(call, check, title.undo, changes), changes: changes)
    }

    /// The request that makes the change again, where its operation takes the members that change, or the whole record.
    private static func inverse(of call: Call, _ check: Check) -> Call? {
        guard check.after.entries == nil, check.hasItem == false || call.operation.change == .merge,
            case .json(let body)? = call.body,
            let keys = body.object?.keys
        else { return nil }
        let old: JSONValue
        switch call.operation.change {
        case .merge: old = check.after.base.only(keys)
        case .replace where check.after.members == nil: old = check.after.base
        case .none, .create, .replace, .delete, .act: return nil
        }
        guard old.object?.keys.count == keys.count else { return nil }
        return try? Call(call.operation, path: call.path, query: call.query, body: .json(old))
    }

    /// Makes the plan again for a record that others have changed meanwhile, as far as the operation says how: one that
    /// takes the members that change, or the whole record where that is no item of a list.
    private static func replan(
        _ call: Call, _ check: Check, _ title: PlanTitle, _ changes: [FieldChange]
    ) -> RequestPlan.Replan? {
        let takesRecord = call.operation.change == .merge || call.operation.change == .replace && !check.hasItem
        guard takesRecord, check.after.entries == nil, let before = check.before?.object,
            case .json? = call.body
        else { return nil }
        return { client, edited, theirs throws(APIError) in
            try RecordsService(client).planChange(
                title, name: check.target, call.operation, path: call.path, query: call.query, base: theirs,
                members: before.keys.map { ($0, edited[$0] ?? .null) }, read: check.after.read, item: check.after.item,
                impact: [])
        }
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
