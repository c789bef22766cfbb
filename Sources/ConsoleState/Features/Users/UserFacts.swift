import SisenseClient

/// What belongs to users, in numbers by their ids, as far as a column asks for it: no record of a user tells.
struct UserFacts: Sendable {
    private let dashboards: [String: Int]?
    private let alerts: [String: Int]?

    /// Knows nothing of anyone.
    static let none = UserFacts(dashboards: nil, alerts: nil)

    private init(dashboards: [String: Int]?, alerts: [String: Int]?) {
        (self.dashboards, self.alerts) = (dashboards, alerts)
    }

    /// Reads the lists that tell what is asked for.
    @concurrent static func read(_ context: WorkContext) async throws(APIError) -> UserFacts {
        let dashboards = try await context.counts(.ownedDashboards, for: "users") { () async throws(APIError) in
            (try await context.surveyDashboards(.all) ?? []).compactMap { $0.owner?.id }
        }
        let alerts = try await context.counts(.ownedAlerts, for: "users") { () async throws(APIError) in
            (try await context.surveyAlerts(.all) ?? []).compactMap { $0.owner?.id }
        }
        return UserFacts(dashboards: dashboards, alerts: alerts)
    }

    /// The dashboards a user owns; nil where they were not read.
    func dashboards(of user: User) -> Int? { dashboards.map { $0[user.id] ?? 0 } }

    /// The alerts a user owns; nil where they were not read.
    func alerts(of user: User) -> Int? { alerts.map { $0[user.id] ?? 0 } }
}
