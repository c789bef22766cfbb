import SisenseClient

/// What people call the roles.
enum RoleTitles {
    /// Titles by id and by name, since some records carry the one and some the other.
    @concurrent static func read(_ client: APIClient) async throws(APIError) -> [String: String] {
        let roles = try await RolesService(client).all()
        return Dictionary(
            roles.flatMap { [($0.id, $0.title), ($0.name, $0.title)] }, uniquingKeysWith: { first, _ in first })
    }
}
