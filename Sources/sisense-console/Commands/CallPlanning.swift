import ConsoleState
import SisenseClient

/// Makes the plan of a change from a call as the arguments describe it and the record as the server has it.
struct CallPlanning {
    let options: CallOptions
    let connection: Connection
    let environment: [String: String]

    /// True when not even the request is known without the server.
    func needsServer(_ call: Call) -> Bool { call.operation.takesWholeDocument || options.isEdited }

    /// The plan for showing it alone: what cannot be read of the server is said, and left out.
    func preview(_ call: Call) async throws -> RequestPlan {
        let bare = RequestPlan(call, on: connection.settings.server.value)
        guard call.operation.writes, call.operation.isCatalogued else { return bare }
        do {
            return try await plan(call, try await connection.signedInClient(warns: false))
        } catch  where !needsServer(call) {
            return bare.warning(["Whom it concerns and what is lost could not be read: \(Self.reason(error))"])
        }
    }

    private static func reason(_ error: any Error) -> String { (error as? APIError)?.message ?? "\(error)" }

    /// - Throws: `APIError`, `notAllowed` for a body that would drop members of a document without anybody being asked,
    ///   `conflict` for an edit of what somebody else has changed meanwhile; `UsageError` for one that cannot be edited.
    func plan(_ call: Call, _ client: APIClient) async throws -> RequestPlan {
        let record = try await client.currentRecord(of: call)
        let call = try await completed(call, record, client)
        let planner = try await CallPlanner.signedIn(
            client, signIn: connection.signIn, tokenKeepers: connection.tokenKeepers)
        let plan = try await planner.plan(call, on: record)
        // Nobody is asked about what will be refused.
        if plan.conflict != nil { try await client.checkBase(of: plan) }
        guard call.operation.takesWholeDocument, !options.isDryRun, options.documentUse != .replacing else {
            return plan
        }
        guard let dropped = record?.dropped(by: call), !dropped.isEmpty, !options.isEdited,
            options.approval.consent != .none || !Question.canBeAsked
        else { return plan }
        throw APIError(
            .notAllowed,
            message: "Nothing was sent: \(call.operation.id) takes the whole document, and the body would drop "
                + "\(dropped.joined(separator: ", ")).",
            request: call.line, server: client.server.description,
            nextStep: "Add --merge to keep them, or --replace to drop them.")
    }

    /// The call with its body laid over the document, and edited, as far as that is asked for.
    private func completed(_ call: Call, _ record: CurrentRecord?, _ client: APIClient) async throws -> Call {
        var body: JSONValue?
        if case .json(let json)? = call.body { body = json }
        let isWhole = call.operation.takesWholeDocument
        if isWhole, options.documentUse == .merged, let given = body { body = record?.laidOver(by: given) ?? given }
        if options.isEdited {
            guard body != nil || call.body == nil else { throw UsageError("--edit is for bodies that are JSON.") }
            body = try await edited(body, of: call, record)
        }
        guard let body, call.body != .json(body) else { return call }
        return try client.call(
            call.operation, path: call.path, query: call.query, headers: call.headers, body: .json(body))
    }

    /// The body that the person makes of the record as it is, or of an empty one.
    private func edited(_ body: JSONValue?, of call: Call, _ record: CurrentRecord?) async throws -> JSONValue {
        let given = body == [:] ? nil : body
        let isWhole = call.operation.takesWholeDocument
        let template = call.operation.body.flatMap { BodyShape($0.meaning)?.template } ?? [:]
        let start =
            if isWhole {
                given ?? record?.value ?? template
            } else {
                given.map { record?.laidOver(by: $0) ?? $0 } ?? record?.value ?? template
            }
        let editor = TextEditor(
            environment: environment, secretVariables: Connection.tokenVariables(connection, environment: environment))
        let edited = try await DocumentEditing(editor: editor).edit(start)
        guard let record else { return edited }
        guard edited != record.value else { throw UsageError("Nothing was changed, so nothing was sent.") }
        guard !isWhole, let members = edited.object?.members else { return edited }
        // Only what is changed is sent where the server merges.
        let changed = members.filter { record.value[$0.key] != $0.value }
        return .object(JSONObject(changed.map { ($0.key, $0.value) }))
    }
}
