import SisenseClient

extension ListFeature {
    /// The changes of users that need nothing typed.
    static let userPlans: [PlanName: Plan] = [
        "toggle": eachUser { user, users throws(APIError) in
            user.isActive ? try await users.planDeactivate(user) : try await users.planActivate(user)
        },
        "deactivate": eachUser { user, users throws(APIError) in try await users.planDeactivate(user) },
        "activate": eachUser { user, users throws(APIError) in try await users.planActivate(user) },
        "reset": eachUser { user, users throws(APIError) in try users.planResetPassword(user) },
        "invite": eachUser { user, users throws(APIError) in try users.planInvite(user) },
        "unlock": eachUser { user, users throws(APIError) in try users.planUnlock(user) },
        "logout": { environment, ids throws(APIError) in
            [try AuthenticationService(environment.client).planLogout(try await environment.users(ids))]
        },
        "revoke": { environment, ids throws(APIError) in
            [try AuthenticationService(environment.client).planRevoke(.api, of: try await environment.users(ids))]
        },
        "delete": { environment, ids throws(APIError) in
            let users = try await environment.users(ids)
            let owned = try await DashboardsService(environment.client).owned(by: Set(users.map(\.id)))
            var plans: [RequestPlan] = []
            for user in users {
                let titles = owned[user.id, default: []].map(\.label)
                plans.append(try environment.users.planDelete(user, owned: titles))
            }
            return plans
        },
    ]

    private static func eachUser(
        _ plan: @escaping @concurrent @Sendable (User, UsersService) async throws(APIError) -> RequestPlan
    ) -> Plan {
        each { environment, id throws(APIError) in
            let users = environment.users
            return try await plan(try await users.get(id.description), users)
        }
    }
}
