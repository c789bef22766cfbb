/// A change of some members of one record, from which a plan can be made once the record was read.
struct RecordChange {
    /// The change that will happen: `Deactivate bea@acme.example`.
    let title: PlanTitle
    /// The record in words: `user bea@acme.example`.
    let name: String
    /// The call that reads it.
    let read: Call
    /// The operation that takes the changed members, and the gaps of its path.
    let write: Operation
    let path: [String: String]
    var members: [(String, JSONValue)]
    /// The record as it was shown when it was edited; nil where it is changed as it is found.
    var base: JSONValue?
    var danger: Danger?
    var impact: [String] = []
    /// The impact of taking it back.
    var undoImpact: [String] = []
    var warnings: [String] = []
    /// The names of the records whose ids the members hold.
    var names = RecordNames.none
    /// What the record is after it, in a word or two, as in `Viewer`; empty where there is no word for it.
    var goal = ""
}

extension APIClient {
    /// The plan for `change`: the record is read and merged with what was edited, members that have the value already
    /// are left out, and the inverse carries their old values.
    @concurrent func plan(_ change: RecordChange) async throws(APIError) -> RequestPlan {
        let base = try await json(change.read)
        let edit = try Edit(change, onto: base, request: change.write.line(change.path), server: server)
        let changed = edit.members.filter { base[$0.0] != $0.1 }
        let old = changed.map { ($0.0, base[$0.0] ?? .null) }
        var result = base
        for (key, value) in changed { result[key] = value }
        // A server does not report what a secret was.
        let isLost = changed.contains { Redactor.isSecret($0.0) }
        // What replaces a record has to carry all of it.
        let isWhole = change.write.change == .replace
        let changesRights = change.names.changesRights(from: base, to: result)
        var plan = RequestPlan(
            title: change.title,
            call: try call(
                change.write, path: change.path, body: .json(isWhole ? result : .object(JSONObject(changed)))),
            danger: changesRights ? max(change.danger ?? .destructive, .destructive) : change.danger,
            target: .init(server: server, name: change.name), base: base, result: result,
            inverse: isLost
                ? nil
                : try call(change.write, path: change.path, body: .json(isWhole ? base : .object(JSONObject(old)))),
            impact: change.impact,
            warnings: change.warnings + (changesRights ? ["This changes rights over other users."] : []),
            precondition: Precondition(read: change.read, base: base, members: changed.map(\.0)),
            replan: { client, edited, base throws(APIError) in
                var change = change
                change.members = change.members.map { ($0.0, edited[$0.0] ?? .null) }
                change.base = base
                return try await client.plan(change)
            }, names: change.names,
            seats: change.write == .updateUser ? change.names.seats(from: base, to: result) : .none,
            undoImpact: change.undoImpact)
        if changed.isEmpty { plan.unchanged = "already \(change.goal.isEmpty ? "so" : change.goal)" }
        return edit.conflict.map(plan.conflicting) ?? plan
    }

    /// A plan for something that has no document before and after.
    /// - Parameter base: What it rests on, or why on nothing.
    func plan(
        _ title: PlanTitle, name: String, _ operation: Operation, path: [String: String] = [:], query: [QueryItem] = [],
        body: RequestBody? = nil, on base: PlanBase, danger: Danger? = nil, impact: [String] = [],
        warnings: [String] = [], changes: [FieldChange] = [], seats: SeatChange = .none
    ) throws(APIError) -> RequestPlan {
        RequestPlan(
            title: title, call: try call(operation, path: path, query: query, body: body), danger: danger,
            target: .init(server: server, name: name), impact: impact, warnings: warnings, changes: changes,
            seats: seats
        ).resting(on: base)
    }
}
