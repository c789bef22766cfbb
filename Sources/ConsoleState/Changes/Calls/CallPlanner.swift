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
        _ client: APIClient, signIn: SignIn, tokenKeepers: [String] = []
    ) async throws(APIError) -> CallPlanner {
        var context = WorkContext(Dependencies(client: client, signIn: signIn, tokenKeepers: tokenKeepers))
        do throws(APIError) {
            let user = try await UsersService(client.trying).loggedIn()
            context.caller = user.id
            context.isAdministrator = user.roleName.map(Role.isAdministrative) ?? true
        } catch {
            guard error.mayBeOption else { throw error }
        }
        return CallPlanner(context)
    }

    var client: APIClient { context.client }

    /// - Parameter record: The record that the body of the call stands on; nil where it is not known.
    @concurrent package func plan(_ call: Call, on record: CurrentRecord?) async throws(APIError) -> RequestPlan {
        guard call.operation.writes, call.operation.isCatalogued else { return RequestPlan(call, on: client.server) }
        do throws(APIError) {
            if let act = try await act(call, on: record) {
                return act.sending(call).warning(record.map { $0.warnings(of: call) } ?? [])
            }
        } catch {
            // What cannot be read is said, and keeps nobody from sending what they wrote.
            guard error.mayBeOption || error.kind == .unreadable else { throw error }
            return try await client.plan(calling: call, on: record)
                .warning(["Whom it concerns and what is lost could not be read: \(error.message)"])
        }
        return try await client.plan(calling: call, on: record)
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

extension RequestPlan {
    /// The same plan, in which the changes of members that hold ids are in words.
    /// - Parameter words: Those of one member; nil where the member itself is one.
    func stating(
        _ names: [String: String] = [:], _ words: (String, _ old: JSONValue?, _ new: JSONValue?) -> [FieldChange]?
    ) -> RequestPlan {
        guard let base, let result else { return self }
        var stated: [FieldChange] = []
        for change in changes {
            if let known = words(change.name, base[change.name], result[change.name]) {
                stated += known
            } else {
                stated.append(FieldChange(names[change.name] ?? change.name, from: change.old, to: change.new))
            }
        }
        guard !stated.isEmpty else { return warning(["The record is as this leaves it already: nothing changes."]) }
        return stating(stated)
    }
}

extension FieldChange {
    /// The records that came to a list and those that left it, by their names.
    static func list(
        _ name: String, from old: JSONValue?, to new: JSONValue?, _ label: (Reference) -> String
    ) -> [FieldChange] {
        let before = (old?.array ?? []).compactMap { Reference($0) }
        let after = (new?.array ?? []).compactMap { Reference($0) }
        let (had, has) = (Set(before.map(\.id)), Set(after.map(\.id)))
        return after.filter { !had.contains($0.id) }.map { FieldChange(name, from: nil, to: label($0)) }
            + before.filter { !has.contains($0.id) }
            .map { FieldChange(name, from: label($0), to: nil, effect: .loss) }
    }
}
