/// The words of the maker of a plan file. Nobody can check them, so that they never stand for what is sent: whoever looks
/// at a plan sees them marked, beside what is made of the request itself.
enum MakerWords {
    private static let mark = "Says the maker: "

    /// Each text in one line, with the mark before it; nothing for an empty one.
    static func marked(_ texts: [String]) -> [String] {
        texts.filter { !$0.isEmpty }.map(PlanText.line).map { $0.hasPrefix(mark) ? $0 : mark + $0 }
    }

    /// A check and the state after it whose entries go by the names that the server has for them: the maker could call
    /// one by the name of another.
    static func unlabelled(
        _ check: Precondition, result: JSONValue?, _ names: RecordNames
    ) -> (check: Precondition, result: JSONValue?) {
        guard let entries = check.entries else { return (check, result) }
        var (labels, renamed): ([String: String], [String: String]) = ([:], [:])
        for (id, label) in entries.labels {
            labels[id] = names[id] ?? (label == id ? id : "\(id) (\(mark)\(label))")
            renamed[label] = labels[id]
        }
        func named(_ state: JSONValue) -> JSONValue {
            guard let members = state.object?.members else { return state }
            return .object(JSONObject(members.map { (renamed[$0.key] ?? $0.key, $0.value) }))
        }
        let own = Precondition.Entries(
            member: entries.member, labels: labels, inside: entries.inside, outside: entries.outside)
        let base = Precondition(
            read: check.read, base: named(check.base), members: check.members, item: check.item, entries: own)
        return (base, result.map(named))
    }
}

extension Call {
    /// The heading of a change by what is sent alone: the words of the catalogue, and the record that it names.
    /// - Parameter record: The name that the server has for it; nil where that is not known.
    func heading(of record: String?) -> PlanTitle {
        guard let name = record ?? statedRecord, !name.isEmpty else {
            return PlanTitle(stringLiteral: operation.summary)
        }
        return "\(operation.summary): \(name, each: "record")"
    }

    /// The record as the request itself names it: by its path, by what it makes, or by the ids of a list.
    var statedRecord: String? {
        let gaps = pathValues.map(\.value)
        if !gaps.isEmpty { return gaps.joined(separator: ", ") }
        if case .json(let body)? = body, let name = body.text("title", "name", "email", "userName", "serverName") {
            return name
        }
        let listed = query.map(\.value).filter { !$0.isEmpty }
        return listed.isEmpty ? nil : Excerpt.of(listed, limit: 3)
    }

    /// The gaps of the path with their values, in their order.
    var pathValues: [(name: String, value: String)] {
        operation.template.parts.compactMap { part in
            guard case .parameter(let name) = part, let value = path[name] else { return nil }
            return (name, value)
        }
    }

    private static let mostShown = 400

    /// What is sent and no checked difference of a record tells, in a line; none where there is no such thing.
    /// - Parameters:
    ///   - check: The check of the record.
    ///   - result: The record as it is stated to be afterwards.
    func unstatedWords(_ check: Precondition?, _ result: JSONValue?, _ names: RecordNames) -> [String] {
        guard case .json(let body)? = body else { return [] }
        var unstated = body
        if check?.entries != nil { return [] }
        if let members = body.object?.members, let stated = result.map({ part(of: $0) })?.object, let check {
            unstated = .object(
                JSONObject(
                    members.filter { member in
                        let isChecked = !bodyPath.steps.isEmpty || check.members?.contains(member.key) != false
                        return stated[member.key] == nil || !isChecked
                    }.filter { $0.value != [] && $0.value != [:] && !$0.value.isNull }.map { ($0.key, $0.value) }))
        }
        guard unstated != [:] else { return [] }
        let text = JSONWriter.text(Self.named(Redactor.json(unstated), names), layout: .compact)
        return ["Sends " + (text.count > Self.mostShown ? text.prefix(Self.mostShown) + "…" : text)]
    }

    /// A value with the names of records behind their ids.
    private static func named(_ value: JSONValue, _ names: RecordNames) -> JSONValue {
        switch value {
        case .string(let text): return names[text].map { .string("\($0) (\(text))") } ?? value
        case .array(let items):
            var known: [JSONValue] = []
            for item in items { known.append(named(item, names)) }
            return .array(known)
        case .object(let object):
            var members: [(String, JSONValue)] = []
            for member in object.members { members.append((member.key, named(member.value, names))) }
            return .object(JSONObject(members))
        case .null, .bool, .number: return value
        }
    }

    /// The names of the members that lead to the part of a record that the body is laid over.
    private var bodyPath: JSONPath {
        guard operation == .updateRoleManifest else { return JSONPath() }
        let steps = (path["path"] ?? "").split(separator: "/").map { JSONPath.Step.member(String($0)) }
        return JSONPath([.member("manifest")] + steps)
    }

    /// The part of a record that the body is laid over.
    func part(of record: JSONValue) -> JSONValue { bodyPath.steps.isEmpty ? record : record[bodyPath] ?? [:] }

    /// True where every member of the body is one of the record, so that it can be taken from another state of that.
    func isCarried(by record: JSONValue) -> Bool {
        guard case .json(let body)? = body, let members = body.object?.members else { return false }
        let part = part(of: record)
        return members.allSatisfy { part[$0.key] != nil }
    }

    /// The body with the values that a record has.
    func carried(by record: JSONValue) -> JSONValue {
        guard case .json(let body)? = body, let members = body.object?.members else { return .null }
        let part = part(of: record)
        return .object(JSONObject(members.map { ($0.key, part[$0.key] ?? $0.value) }))
    }
}
