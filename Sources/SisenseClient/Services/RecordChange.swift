/// A change of some members of one record, from which a plan can be made once the record was read.
struct RecordChange {
    /// What will happen: `Deactivate bea@acme.example`.
    let title: String
    /// The record in words: `user bea@acme.example`.
    let name: String
    /// How it is read.
    let read: Call
    /// The operation that takes the changed members, and the gaps of its path.
    let write: Operation
    let path: [String: String]
    var members: [(String, JSONValue)]
    var danger: Danger?
    var impact: [String] = []
    var warnings: [String] = []
    /// False when the old values are not known and so cannot be put back.
    var isReversible = true
}

extension APIClient {
    /// The plan for `change`: the record is read, members that have the value already are left out, and the inverse
    /// carries their old values.
    @concurrent func plan(_ change: RecordChange) async throws(APIError) -> RequestPlan {
        let base = try await json(change.read)
        let changed = change.members.filter { base[$0.0] != $0.1 }
        let old = changed.map { ($0.0, base[$0.0] ?? .null) }
        var result = base
        for (key, value) in changed { result[key] = value }
        return RequestPlan(
            title: change.title,
            call: try call(change.write, path: change.path, body: .json(.object(JSONObject(changed)))),
            danger: change.danger, target: .init(server: server, name: change.name), base: base, result: result,
            inverse: change.isReversible
                ? try call(change.write, path: change.path, body: .json(.object(JSONObject(old)))) : nil,
            impact: change.impact, warnings: change.warnings,
            precondition: Precondition(read: change.read, base: base, members: changed.map(\.0)),
            replan: { client, edited, _ throws(APIError) in
                var change = change
                change.members = change.members.map { ($0.0, edited[$0.0] ?? .null) }
                return try await client.plan(change)
            })
    }

    /// A plan for something that has no record to compare with.
    func plan(
        _ title: String, name: String, _ operation: Operation, path: [String: String] = [:], query: [QueryItem] = [],
        body: RequestBody? = nil, danger: Danger? = nil, impact: [String] = [], warnings: [String] = []
    ) throws(APIError) -> RequestPlan {
        RequestPlan(
            title: title, call: try call(operation, path: path, query: query, body: body), danger: danger,
            target: .init(server: server, name: name), impact: impact, warnings: warnings)
    }
}
