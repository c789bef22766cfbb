import SisenseClient

/// The user who gets dashboards.
enum NewOwner {
    /// The user as the server has it now, or the reason why that one cannot own dashboards.
    /// - Parameter others: The ids of those who give them away.
    @concurrent static func read(
        _ id: String, _ context: WorkContext, insteadOf others: Set<String> = []
    ) async throws(APIError) -> Result<User, FieldRefusal> {
        let user = try await context.users.get(id)
        if others.contains(user.id) { return .failure(FieldRefusal(text: "\(user.label) is the one to hand over")) }
        let role = try await role(of: user, context)
        return obstacle(user, role: role).map { .failure(FieldRefusal(text: $0)) } ?? .success(user)
    }

    /// Nil where the server does not list its roles: then it decides itself.
    private static func role(of user: User, _ context: WorkContext) async throws(APIError) -> Role? {
        do throws(APIError) {
            return try await RolesService(context.client).all().first { $0.id == user.roleID }
        } catch {
            guard error.mayBeOption else { throw error }
            return nil
        }
    }

    /// The reason why a user cannot own dashboards; nil when nothing is known that stands against it.
    static func obstacle(_ user: User, role: Role?) -> String? {
        if !user.isActive { return "Deactivated: cannot own dashboards" }
        guard let role, !role.canOwn else { return nil }
        return "Cannot own dashboards: the role is \(role.title)"
    }
}
