/// Accounts and the licence they count against.
package struct AccountService: Sendable {
    private let client: APIClient

    package init(_ client: APIClient) {
        self.client = client
    }

    /// The licence of the server and how much of it is used.
    @concurrent package func licence() async throws(APIError) -> Licence {
        Licence(try await client.read("GET /api/v1/account/get_license_info").json())
    }

    /// Whether the account is locked after failed logins.
    @concurrent package func lockout(of user: User) async throws(APIError) -> LockoutStatus {
        LockoutStatus(
            try await client.read("GET /api/v1/account/lockout_status/{user_id}", path: ["user_id": user.id]).json())
    }

    /// Those of `users` whose accounts are locked now, in their order. All are asked for at once.
    @concurrent package func locked(
        _ users: some Collection<User> & Sendable
    ) async throws(APIError) -> [(user: User, status: LockoutStatus)] {
        let answers = await withTaskGroup(of: (Int, Result<LockoutStatus, APIError>).self) { group in
            for (index, user) in users.enumerated() {
                group.addTask {
                    do throws(APIError) {
                        return (index, .success(try await lockout(of: user)))
                    } catch {
                        return (index, .failure(error))
                    }
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        var locked: [(user: User, status: LockoutStatus)] = []
        for (index, user) in users.enumerated() {
            guard let status = try answers[index]?.get(), status.isLocked else { continue }
            locked.append((user, status))
        }
        return locked
    }
}
