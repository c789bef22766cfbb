/// Records of any kind, by operations of the catalogue: for those parts that know a resource by its description only.
package struct RecordsService: Sendable {
    private let client: APIClient

    package init(_ client: APIClient) {
        self.client = client
    }

    /// The whole answer of an operation that reads.
    @concurrent package func answer(
        _ operation: Operation, path: [String: String] = [:], query: [QueryItem] = [], body: RequestBody? = nil
    ) async throws(APIError) -> JSONValue {
        try await client.read(operation, path: path, query: query, body: body).json()
    }

    /// The records of a list that the server hands out in pages; nil when it takes no `skip` and `limit`.
    package func pages(_ operation: Operation, query: [QueryItem] = []) -> PageSequence<DataRecord>? {
        let parameters = operation.parameters
        guard ["skip", "limit"].allSatisfy({ name in parameters.contains { $0.name == name } }) else { return nil }
        let client = client
        let sort = parameters.contains { $0.name == "sort" } ? "_id" : nil
        return PageSequence(
            ListQuery(filters: query), of: operation.id, stableSort: sort, note: client.note
        ) { query throws(APIError) in
            Page(try await client.read(operation, query: query.items).list(), skip: query.skip)
        }
    }

    /// A request that is all there is to know about a change.
    /// - Parameters:
    ///   - record: The record as it was read by `read`, of a deletion: it is sent only while nobody has changed it.
    ///   - inverse: The operation that takes the same path and puts things back.
    package func plan(
        _ title: PlanTitle, name: String, _ operation: Operation, path: [String: String], query: [QueryItem],
        body: RequestBody?, inverse: Operation?, impact: [String], undoImpact: [String] = [],
        deleting record: JSONValue? = nil, readBy read: Call? = nil
    ) throws(APIError) -> RequestPlan {
        var opposite: Call?
        if let inverse { opposite = try client.call(inverse, path: path) }
        let plan = RequestPlan(
            title: title, call: try client.call(operation, path: path, query: query, body: body),
            target: .init(server: client.server, name: name), inverse: opposite, impact: impact, undoImpact: undoImpact
        ).resting(on: .nothing(.sameForAnyState))
        guard operation.change == .delete, let record, let read else { return plan }
        return plan.resting(on: Precondition(read: read, base: record))
    }

    /// A change of some members of `base` as it was shown, merged with what the server has by now.
    /// - Parameter read: Reads the record as it is now; nil when nothing reads it alone, and it is as it was shown.
    @concurrent package func planEdit(
        _ title: PlanTitle, name: String, _ operation: Operation, path: [String: String], query: [QueryItem],
        base: JSONValue, members: [(String, JSONValue)], read: Call?, impact: [String]
    ) async throws(APIError) -> RequestPlan {
        func plan(_ members: [(String, JSONValue)], _ base: JSONValue) throws(APIError) -> RequestPlan {
            try planChange(
                title, name: name, operation, path: path, query: query, base: base, members: members, read: read,
                impact: impact)
        }
        guard let read else { return try plan(members, base) }
        let theirs = try await client.json(read)
        let change = RecordChange(
            title: title, name: name, read: read, write: operation, path: path, members: members, base: base)
        let edit = try Edit(change, onto: theirs, request: operation.line(path), server: client.server)
        let made = try plan(edit.members, theirs)
        return edit.conflict.map(made.conflicting) ?? made
    }

    /// A change of some members of `base`, as it was just read. Where the operation replaces the record all of it is
    /// sent, else what changes.
    /// - Parameters:
    ///   - read: Reads the record again before it is sent; nil when nothing reads it alone.
    ///   - item: Finds it in what that answers, where it is one of a list.
    package func planChange(
        _ title: PlanTitle, name: String, _ operation: Operation, path: [String: String], query: [QueryItem],
        base: JSONValue, members: [(String, JSONValue)], read: Call?, item: Precondition.Item? = nil, impact: [String]
    ) throws(APIError) -> RequestPlan {
        let changed = members.filter { base[$0.0] != $0.1 }
        var result = base
        for (key, value) in changed { result[key] = value }
        let replaces = operation.change == .replace
        let old = JSONValue.object(JSONObject(changed.map { ($0.0, base[$0.0] ?? .null) }))
        let new = JSONValue.object(JSONObject(changed))
        return RequestPlan(
            title: title,
            call: try client.call(operation, path: path, query: query, body: .json(replaces ? result : new)),
            target: .init(server: client.server, name: name), base: base, result: result,
            inverse: try client.call(operation, path: path, query: query, body: .json(replaces ? base : old)),
            impact: impact,
            precondition: read.map {
                Precondition(read: $0, base: base, members: replaces ? nil : changed.map(\.0), item: item)
            },
            replan: { client, edited, theirs throws(APIError) in
                let keys = replaces ? edited.object?.keys ?? [] : changed.map(\.0)
                return try RecordsService(client).planChange(
                    title, name: name, operation, path: path, query: query, base: theirs,
                    members: keys.map { ($0, edited[$0] ?? .null) }, read: read, item: item, impact: impact)
            })
    }
}
