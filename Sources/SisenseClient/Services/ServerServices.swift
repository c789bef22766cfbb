/// The information that a server gives about itself.
package struct ApplicationService: Sendable {
    private let client: APIClient

    package init(_ client: APIClient) {
        self.client = client
    }

    /// Answers without a login, so it also shows whether a Sisense server is there at all.
    @concurrent package func status() async throws(APIError) -> ApplicationStatus {
        ApplicationStatus(try await client.read(.getApplicationStatus).json())
    }
}

/// Accounts and the licence they count against.
package struct AccountService: Sendable {
    private let client: APIClient

    package init(_ client: APIClient) {
        self.client = client
    }

    /// The licence of the server and how much of it is used.
    @concurrent package func licence() async throws(APIError) -> Licence {
        Licence(try await client.read(.getLicenceInfo).json())
    }

    /// True when the account is locked after failed logins.
    @concurrent package func lockout(of user: User) async throws(APIError) -> LockoutStatus {
        LockoutStatus(
            try await client.read(.getLockoutStatus, path: ["user_id": user.id]).json())
    }

    /// Those of `users` whose accounts are locked now, in their order. All are asked for at once.
    @concurrent package func locked(
        _ users: some Collection<User> & Sendable
    ) async throws(APIError) -> [(user: User, status: LockoutStatus)] {
        let answers = try await users.concurrentMap { user throws(APIError) in try await lockout(of: user) }
        return zip(users, answers).filter(\.1.isLocked).map { (user: $0, status: $1) }
    }
}

extension AccountService {
    /// Questions that are on their way together.
    private static let maxConcurrent = 8

    /// Those of `users` whose accounts are locked now, in their order; nil where the server knows nothing of locks.
    @concurrent package func lockedIfKnown(_ users: [User]) async throws(APIError) -> [User]? {
        guard let first = users.first else { return [] }
        let option = ServerCapabilities.Option.operation(Operation.getLockoutStatus.id)
        guard client.capabilities.refusal(of: option) == nil else { return nil }
        let isFirstLocked: Bool
        do throws(APIError) {
            isFirstLocked = try await AccountService(client.trying).lockout(of: first).isLocked
        } catch {
            guard error.mayBeOption else { throw error }
            client.capabilities.learn(option, refused: error)
            return nil
        }
        let others = Array(users.dropFirst())
        let areLocked = try await others.concurrentMap(maxConcurrent: Self.maxConcurrent) { user throws(APIError) in
            try await lockout(of: user).isLocked
        }
        return (isFirstLocked ? [first] : []) + zip(others, areLocked).filter(\.1).map(\.0)
    }
}

/// The ElastiCubes of a server.
package struct CubesService: Sendable {
    private let client: APIClient

    package init(_ client: APIClient) {
        self.client = client
    }

    /// All cubes the caller may see.
    @concurrent package func all() async throws(APIError) -> [DataRecord] {
        try await client.records("ElastiCubes", .getCubes)
    }
}
