import SisenseClient

/// The steps that take somebody who leaves out of the server, without losing what they made.
///
/// Each step looks at what is on the server now. Read again after some were done, or after one failed, it lists what is
/// still to be done.
struct Offboarding: Sendable {
    /// The options of an offboarding.
    struct Wishes: Sendable {
        /// The new owner of the dashboards; nil leaves them.
        var newOwner: User?
        var shares = true
        var alerts = true
        var groups = true
        var tokens = true
        var deactivation = true
    }

    struct Step: Sendable {
        let id: RecordID
        /// The part of the work it belongs to, in the order they are done.
        let part: String
        /// Nil for a part of which nothing is left.
        let plan: RequestPlan?
        /// The reason why it is not known what is to be done for a part; nil where it is.
        var problem: String?
    }

    let user: User
    let steps: [Step]

    /// Reads the user, and plans the steps that the wishes ask for.
    @concurrent static func read(
        _ id: RecordID, _ wishes: Wishes, _ context: WorkContext
    ) async throws(APIError) -> Offboarding {
        let client = context.client
        let user = try await context.users.get(id.description)
        var steps: [Step] = []
        func add(_ part: String, _ plans: [RequestPlan]) {
            let number = "\(Set(steps.map(\.part)).count + 1) \(part)"
            if plans.isEmpty { steps.append(Step(id: RecordID(part), part: number, plan: nil)) }
            // The same step has the same id whenever it is read.
            steps += plans.map { Step(id: RecordID("\(part) \($0.call.line)"), part: number, plan: $0) }
        }
        /// One part that cannot be read keeps none of the others from being done.
        func look(for part: String, _ read: () async throws(APIError) -> [RequestPlan]) async throws(APIError) {
            await context.report("looking for \(part)")
            do throws(APIError) {
                add(part, try await read())
            } catch {
                guard error.mayBeOption else { throw error }
                let number = "\(Set(steps.map(\.part)).count + 1) \(part)"
                steps.append(Step(id: RecordID(part), part: number, plan: nil, problem: error.message))
            }
        }
        if let newOwner = wishes.newOwner {
            try await look(for: "dashboards") { () throws(APIError) in
                try await context.dashboards.planHandOver(of: user, to: newOwner)
            }
        }
        if wishes.shares {
            try await look(for: "shares") { () throws(APIError) in try await shares(of: user, context) }
        }
        if wishes.alerts {
            try await look(for: "alerts") { () throws(APIError) in try await alerts(of: user, client) }
        }
        if wishes.groups {
            add("groups", user.groups.isEmpty ? [] : [try await context.users.planSetGroups(user, groups: [])])
        }
        // An account that is off has no sessions and tokens worth ending.
        if wishes.tokens {
            let authentication = AuthenticationService(client)
            add(
                "tokens",
                user.isActive
                    ? [try authentication.planRevoke(.api, of: [user]), try authentication.planLogout([user])] : [])
        }
        if wishes.deactivation {
            add("account", user.isActive ? [try await context.users.planDeactivate(user)] : [])
        }
        return Offboarding(user: user, steps: steps)
    }

    private static func shares(
        of user: User, _ context: WorkContext
    ) async throws(APIError) -> [RequestPlan] {
        let service = context.dashboards
        let shared = try await service.shared(with: [user.id])[user.id, default: []]
        return try await context.each(shared) { dashboard throws(APIError) in
            let list = try await service.shares(of: dashboard.id)
            return try service.planSaveShares(
                list.removing(user.id), base: list, of: dashboard, names: [user.id: user.label],
                title: "Remove \(user.label) from the shares of \(dashboard.label, each: "dashboard")")
        }
    }

    private static func alerts(of user: User, _ client: APIClient) async throws(APIError) -> [RequestPlan] {
        let service = AlertsService(client)
        var plans: [RequestPlan] = []
        for try await page in service.pages() {
            for alert in page.items where alert.parties.contains(where: { $0.id == user.id }) {
                let others = (alert.raw["parties"]?.array ?? []).filter { Reference($0)?.id != user.id }
                plans.append(
                    try await service.planUpdate(
                        alert, title: "Remove \(user.label) from \(alert.label, each: "alert")",
                        members: [("parties", .array(others))]))
            }
        }
        return plans
    }
}
