/// Tokens and sessions, one's own and those of others.
package struct AuthenticationService: Sendable {
    /// The kinds of token an administrator can revoke.
    package enum TokenKind: String, Sendable, CaseIterable {
        case api
        case odbc
        case sso
    }

    private let client: APIClient

    package init(_ client: APIClient) {
        self.client = client
    }

    /// The API token of the caller.
    @concurrent package func token() async throws(APIError) -> APIToken {
        let raw = try await client.read(.getAPIToken).json()
        guard let token = APIToken(raw) else {
            throw client.unreadable("no token came", request: Operation.getAPIToken.id)
        }
        return token
    }

    /// The answer holds the new token: read it with `APIToken`.
    /// - Parameters:
    ///   - user: the caller by name.
    ///   - present: the token as it is now, where the server reports it.
    ///   - use: the profiles of this machine that use it.
    package func planRenewToken(
        of user: String, present: APIToken? = nil, use: TokenUse = TokenUse()
    ) throws(APIError) -> RequestPlan {
        let age = present?.issued.map { ["The current token was issued on \($0.description.prefix(10))."] } ?? []
        return try client.plan(
            "Regenerate the API token of \(user)", name: "API token of \(user)",
            .renewAPIToken, on: .nothing(.sameForAnyState),
            impact: ["Every API token of \(user) stops working at once, in every script and integration."]
                + use.sentences + age + [present?.notification].compactMap(\.self),
            warnings: ["One token alone cannot be revoked.", "The old token cannot be brought back."])
    }

    /// Ends this session.
    package func planLogout() throws(APIError) -> RequestPlan {
        try client.plan(
            "Log out", name: "own session", .logout, on: .nothing(.sameForAnyState),
            impact: ["The token of this session stops working."],
            warnings: ["If the token is an API token, integrations that share it break."])
    }

    /// Ends all tokens of the caller, API tokens included.
    package func planLogoutEverywhere() throws(APIError) -> RequestPlan {
        try client.plan(
            "Log out on all devices", name: "own sessions", .logoutAll, on: .nothing(.sameForAnyState),
            impact: ["All of your tokens stop working, API tokens included."])
    }

    /// Ends all tokens of these users, API tokens included, by one request.
    package func planLogout(_ users: [User]) throws(APIError) -> RequestPlan {
        try client.plan(
            "Log out \(users.map(\.label), each: "user")", name: names(users), .logoutUsers, query: [ids(users)],
            on: .nothing(.sameForAnyState),
            impact: [
                users.count == 1
                    ? "\(names(users)) has to log in again." : "\(names(users)) have to log in again: \(list(users))."
            ],
            warnings: ["Their API tokens stop working too: integrations break."])
    }

    /// The same for any number of users, in as many requests as it takes.
    package func planLogouts(_ users: [User]) throws(APIError) -> [RequestPlan] {
        var plans: [RequestPlan] = []
        for part in Self.parts(of: users) { plans.append(try planLogout(part)) }
        return plans
    }

    /// Takes all tokens of a kind from these users by one request.
    package func planRevoke(_ kind: TokenKind, of users: [User]) throws(APIError) -> RequestPlan {
        try client.plan(
            "Revoke the \(kind.rawValue.uppercased()) tokens of \(users.map(\.label), each: "user")",
            name: names(users), .revokeTokens, path: ["tokenType": kind.rawValue], query: [ids(users)],
            on: .nothing(.sameForAnyState),
            impact: [
                users.count == 1
                    ? "Integrations of \(names(users)) stop working."
                    : "Integrations of \(names(users)) stop working: \(list(users))."
            ])
    }

    /// The same for any number of users, in as many requests as it takes.
    package func planRevocations(_ kind: TokenKind, of users: [User]) throws(APIError) -> [RequestPlan] {
        var plans: [RequestPlan] = []
        for part in Self.parts(of: users) { plans.append(try planRevoke(kind, of: part)) }
        return plans
    }

    /// Users whose ids fit into the address of a request everywhere: many proxies take 4 kB.
    private static let mostUsers = 100

    private static func parts(of users: [User]) -> [[User]] {
        stride(from: 0, to: users.count, by: mostUsers).map {
            Array(users[$0..<min($0 + mostUsers, users.count)])
        }
    }

    /// Ends all tokens of all users, the caller's among them.
    package func planLogoutEveryone() throws(APIError) -> RequestPlan {
        try client.plan(
            "Log out everyone", name: "all users", .logoutEveryone,
            body: .json([:]), on: .nothing(.sameForAnyState),
            impact: ["Every user has to log in again, you included.", "Every API token of every user stops working."])
    }

    private func ids(_ users: [User]) -> QueryItem {
        QueryItem("users", users.map(\.id).joined(separator: ","))
    }

    private func list(_ users: [User]) -> String { users.map(\.label).joined(separator: ", ") }

    private func names(_ users: [User]) -> String {
        users.count == 1 ? users[0].label : counted(users.count, "user")
    }
}
