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
