package import SisenseClient

/// Plans a call as the act that it is: what the lists and forms plan for the same act, with the same words, losses and
/// way back, and with the request as somebody wrote it. Only a call that is no act known here is planned from its
/// record alone.
package struct CallPlanner: Sendable {
    let context: WorkContext

    init(_ context: WorkContext) {
        self.context = context
    }

    /// A planner for a program that makes one call. Where the server tells who calls, plans that would lock that user
    /// out say so.
    @concurrent package static func signedIn(
        _ client: APIClient, signIn: SignIn, tokenKeepers: TokenKeepers = .none
    ) async throws(APIError) -> CallPlanner {
        let dependencies = Dependencies(client: client, signIn: signIn, tokenKeepers: tokenKeepers)
        return CallPlanner(try await .signedIn(dependencies))
    }

    var client: APIClient { context.client }

    /// - Parameter record: The record that the body of the call stands on; nil where it is not known.
    @concurrent package func plan(_ call: Call, on record: CurrentRecord?) async throws(APIError) -> RequestPlan {
        guard call.operation.writes, call.operation.isCatalogued else { return RequestPlan(call, on: client.server) }
        do throws(APIError) {
            if let act = try await act(call, on: record) {
                return act.sending(Self.request(of: act, call, on: record)).warning(
                    (record?.warnings(of: call) ?? []) + (act.diff?.changes.isEmpty == true ? [Self.idle] : []))
            }
        } catch {
            // What cannot be read is said, and keeps nobody from sending what they wrote.
            guard error.leavesCallOpen else { throw error }
            return try await bare(call, on: record).warning([
                "Whom it concerns and what is lost could not be read: \(error.message)"
            ])
        }
        return try await client.plan(calling: call, on: record)
    }

    /// The plan that rests on the record alone, or on nothing where not even that can be read.
    private func bare(_ call: Call, on record: CurrentRecord?) async throws(APIError) -> RequestPlan {
        do throws(APIError) {
            return try await client.plan(calling: call, on: record)
        } catch {
            guard record == nil, error.leavesCallOpen else { throw error }
            return RequestPlan(call, on: client.server)
        }
    }

    private static let idle = "The record is as this leaves it already: nothing changes."

    /// The request as it was written; the one of the plan where somebody has changed the same members since the call was
    /// written on the record, and both changes are merged in it.
    private static func request(of act: RequestPlan, _ call: Call, on record: CurrentRecord?) -> Call {
        guard let record, let base = act.base, call.operation.change == .merge else { return call }
        return call.members.contains { record.value[$0.0] != base[$0.0] } ? act.call : call
    }

    /// The plan of the act that a call is; nil for one that is none of them.
    private func act(_ call: Call, on record: CurrentRecord?) async throws(APIError) -> RequestPlan? {
        if let plan = try await userAct(call, on: record) { return plan }
        if let plan = try await groupAct(call) { return plan }
        if let plan = try await dashboardAct(call, on: record) { return plan }
        if let plan = try await folderAct(call, on: record) { return plan }
        if let plan = try await alertAct(call, on: record) { return plan }
        return try await serverAct(call, on: record)
    }

    /// The plan of one request that does what several plans do.
    /// - Parameter noun: The kind of record, in the singular.
    func together(_ plans: [RequestPlan], _ noun: String, _ call: Call) -> RequestPlan? {
        plans.count == 1 ? plans[0] : RequestPlan(together: plans, noun, sending: call)
    }
}

extension APIError {
    /// True when it says nothing against the call itself: only what a preview would tell of it is not known.
    var leavesCallOpen: Bool {
        switch kind {
        case .conflict, .invalidCall, .notAllowed, .cancelled, .unrecorded: false
        case .notFound, .refused, .unauthorized, .forbidden, .serverFault, .busy, .unreadable, .redirected,
            .unreachable,
            .outcomeUnknown:
            true
        }
    }
}

extension Call {
    /// The body, where it is JSON.
    var json: JSONValue? {
        if case .json(let value)? = body { value } else { nil }
    }

    /// The members of the body, where it is an object.
    var members: [(String, JSONValue)] { (json?.object?.members ?? []).map { ($0.key, $0.value) } }

    /// The ids in a query parameter that takes several.
    func ids(_ name: String) -> [String] {
        query.filter { $0.name == name }.flatMap { $0.value.split(separator: ",").map(String.init) }
    }

    /// The ids in a body that is a list of them.
    var bodyIDs: [String] { (json?.array ?? []).compactMap(\.string) }
}
