/// The record or document that a call changes, as the server has it.
package struct CurrentRecord: Sendable {
    /// The call that reads it.
    package let read: Call
    package let value: JSONValue

    /// The document with the members of `body` laid over it, those within its objects too: what `body` does not name
    /// stays. What is no object takes its place.
    package func laidOver(by body: JSONValue) -> JSONValue { value.laid(under: body) }

    /// The paths of members that the document has and the body of `call` has not, but for those that a server makes;
    /// none where the call does not take a whole document.
    package func dropped(by call: Call) -> [String] {
        guard call.operation.takesWholeDocument, case .json(let body)? = call.body else { return [] }
        let own = SettingsDocument.allCases.first { $0.save == call.operation }?.ownMembers ?? []
        return JSONDiff(from: value, to: body).changes.filter { change in
            guard change.new == nil, case .member(let name)? = change.path.steps.last else { return false }
            return !ServerMembers.all.contains(name) && !own.contains(name)
        }.map(\.path.description)
    }

    /// The warning for a call that drops members; none for one that does not.
    package func warnings(of call: Call) -> [String] {
        let dropped = dropped(by: call)
        return dropped.isEmpty ? [] : ["The body drops \(dropped.joined(separator: ", ")): lost, or set back."]
    }
}

/// Members that a server keeps by itself: nobody changes them, and they change without anybody.
enum ServerMembers {
    static let all: Set<String> = ["_id", "__v", "created", "lastUpdated", "lastUpdate", "updated"]
}

extension Operation {
    /// The operation that reads the record at the path of this one, in whatever form; nil where the catalogue has none.
    /// What lies below a record by a fixed name is one only for what replaces it.
    package var pathRead: Operation? {
        guard template.description.hasSuffix("}") || change == .replace,
            let read = Catalogue.sisense["\(HTTPMethod.get.rawValue) \(template)"],
            !read.writes
        else { return nil }
        return read
    }

    /// True for one that changes the record at its path, and does nothing else with it.
    fileprivate var isOfRecord: Bool {
        switch change {
        case .replace, .merge, .delete: true
        case .none, .create, .act: false
        }
    }

    /// The heading of a change of the record with this name.
    fileprivate func heading(of name: String) -> PlanTitle { "\(summary): \(name, each: "record")" }
}

extension JSONValue {
    /// The name by which people know a record; nil where it has none.
    var title: String? { text("title", "name", "fullname", "email", "userName") }

    fileprivate func laid(under body: JSONValue) -> JSONValue {
        guard let old = object, let new = body.object else { return body }
        var merged = self
        for member in new.members {
            merged[member.key] = old[member.key].map { $0.laid(under: member.value) } ?? member.value
        }
        return merged
    }
}

extension APIClient {
    /// Reads the record that a call changes.
    /// - Returns: Nil where the catalogue does not know how it is read, and where there is nothing yet.
    @concurrent package func currentRecord(of call: Call) async throws(APIError) -> CurrentRecord? {
        guard let operation = call.operation.recordRead else { return nil }
        let names = Set(operation.parameters.map(\.name))
        let read = try self.call(
            operation, path: call.path.filter { names.contains($0.key) },
            query: call.query.filter { names.contains($0.name) && $0.name != "fields" })
        do throws(APIError) {
            return CurrentRecord(read: read, value: try await json(read))
        } catch {
            // Settings that nobody has made yet; and a user may change what they may not read.
            let isUnread = error.kind == .notFound || error.kind == .forbidden && call.operation.change == .merge
            guard isUnread else { throw error }
            return nil
        }
    }

    /// The plan of a call as somebody filled it in, on the record that it changes where that can be read: with the
    /// difference, a check that nobody else changes it, and a way back. It knows the record by its path alone; what the
    /// call means, as deleting a user does, is not said here.
    @concurrent package func plan(calling call: Call) async throws(APIError) -> RequestPlan {
        guard call.operation.writes else { return RequestPlan(call, on: server) }
        return try await plan(calling: call, on: try await currentRecord(of: call))
    }

    /// - Parameter record: The record that the body stands on; nil where it is not known.
    @concurrent package func plan(calling call: Call, on record: CurrentRecord?) async throws(APIError) -> RequestPlan {
        guard case .json(let body)? = call.body, let record else {
            let loses = call.operation.change == .replace ? ["What the body leaves out is lost."] : []
            return try await naming(call).warning(loses)
        }
        guard call.operation.takesWholeDocument else { return try merging(body, call, record) }
        return try await replacing(body, call, record).warning(record.warnings(of: call))
    }

    /// The plan of a call of which nothing is known but the record at its path, which is read for its name. What changes
    /// that record itself is sent only while it stays as it was read.
    private func naming(_ call: Call) async throws(APIError) -> RequestPlan {
        let plan = RequestPlan(call, on: server)
        guard let operation = call.operation.pathRead else { return plan }
        do throws(APIError) {
            let read = try self.call(operation, path: call.path)
            let record = try await trying.json(read)
            let named = record.title.map { plan.named(call.operation.heading(of: $0)) } ?? plan
            return call.operation.isOfRecord ? named.resting(on: Precondition(read: read, base: record)) : named
        } catch {
            guard error.mayBeOption else { throw error }
            return plan.warning(["The record could not be read: \(error.message)"])
        }
    }

    /// The plan that saves a whole document.
    private func replacing(
        _ body: JSONValue, _ call: Call, _ record: CurrentRecord
    ) async throws(APIError) -> RequestPlan {
        let document = SettingsDocument.allCases.first { $0.save == call.operation }
        if let document, call.query.isEmpty, call.headers.fields.isEmpty {
            return try await SettingsService(self).planSave(document, edited: body, base: record.value)
        }
        let members = record.value.object.map { Set($0.keys).union(body.object?.keys ?? []) }
        return try changing(
            call, record, to: body, undo: record.value,
            members: members.map { $0.subtracting(ServerMembers.all).sorted() })
    }

    /// The plan that changes members of a record and leaves the others.
    private func merging(_ body: JSONValue, _ call: Call, _ record: CurrentRecord) throws(APIError) -> RequestPlan {
        guard let members = body.object?.members, record.value.object != nil else {
            return RequestPlan(call, on: server)
        }
        var result = record.value
        for member in members { result[member.key] = member.value }
        let old = members.map { ($0.key, record.value[$0.key] ?? .null) }
        return try changing(
            call, record, to: result, undo: .object(JSONObject(old)), members: members.map(\.key))
    }

    /// - Parameters:
    ///   - undo: The body that takes it back.
    ///   - members: The members that nobody else may change meanwhile; nil for a record that has none.
    private func changing(
        _ call: Call, _ record: CurrentRecord, to result: JSONValue, undo: JSONValue, members: [String]?
    ) throws(APIError) -> RequestPlan {
        // A secret that the server does not report cannot be put back.
        let isKnown = Redactor.json(undo) == undo
        return RequestPlan(
            title: record.value.title.map(call.operation.heading) ?? PlanTitle(stringLiteral: call.operation.summary),
            call: call, target: .init(server: server, name: call.operation.template.sketched(with: call.path)),
            base: record.value, result: result,
            inverse: isKnown
                ? try self.call(
                    call.operation, path: call.path, query: call.query, headers: call.headers, body: .json(undo))
                : nil,
            precondition: Precondition(read: record.read, base: record.value, members: members),
            replan: { client, edited, base throws(APIError) in
                let isWhole = call.operation.takesWholeDocument
                let body =
                    isWhole
                    ? edited
                    : .object(
                        JSONObject((members ?? []).map { ($0, edited[$0] ?? .null) }))
                let call = try client.call(
                    call.operation, path: call.path, query: call.query, headers: call.headers, body: .json(body))
                return try await client.plan(calling: call, on: CurrentRecord(read: record.read, value: base))
            })
    }
}
