import SisenseClient

/// The tokens and sessions of other people: the API lists neither, and can end both.
enum OtherPeople {
    /// People that a line and its record speak of.
    static let most = 100
    static let dayMilliseconds: Int64 = 86_400_000

    /// Those who were logged in last, the newest first, the caller left out.
    @concurrent static func read(_ context: WorkContext) async throws(APIError) -> [User] {
        let query = ListQuery(limit: most, fields: UserRow.fields, sort: "-lastLogin", isLean: true)
        let users = try await UsersService(context.client.trying).page(query).items
        return users.filter { $0.lastLogin != nil && $0.id != context.caller }
            .sorted { ($0.lastLogin?.milliseconds ?? 0) > ($1.lastLogin?.milliseconds ?? 0) }
    }

    /// Asks who shall log in again.
    static let logout = FormState(
        "Log out users",
        [.pick("users", "Users", .users, allowsMany: true, isRequired: true, help: "Their API tokens end too")]
    ) { context, values throws(APIError) in
        let users = try await chosen(values, context)
        return .preview([try AuthenticationService(context.client).planLogout(users)], origin)
    }

    /// Asks whose tokens shall end, and of which kind.
    static let revocation = FormState(
        "Revoke tokens",
        [
            .pick("users", "Users", .users, allowsMany: true, isRequired: true),
            .choice(
                "kind", "Tokens", AuthenticationService.TokenKind.allCases.map { FormOption($0.rawValue, title($0)) },
                help: "Sessions in the browser go on"),
        ]
    ) { context, values throws(APIError) in
        let users = try await chosen(values, context)
        let kind = AuthenticationService.TokenKind(rawValue: values.text("kind")) ?? .api
        return .preview([try AuthenticationService(context.client).planRevoke(kind, of: users)], origin)
    }

    private static let origin = WriteOrigin.list(.security, [SecuritySection.others.id])

    private static func chosen(_ values: FormValues, _ context: WorkContext) async throws(APIError) -> [User] {
        try await context.users(values.lines("users").map { RecordID($0) })
    }

    private static func title(_ kind: AuthenticationService.TokenKind) -> String {
        switch kind {
        case .api: "API"
        case .odbc: "ODBC"
        case .sso: "single sign-on"
        }
    }
}
