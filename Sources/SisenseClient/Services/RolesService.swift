/// Roles, which turn the ids that users carry into names.
package struct RolesService: Sendable {
    private let client: APIClient

    package init(_ client: APIClient) {
        self.client = client
    }

    /// All roles, with the base role that each is made of.
    @concurrent package func all() async throws(APIError) -> [Role] {
        let query = [QueryItem("includeBaseRolesName", "true")]
        return Page(try await client.read(.getRoles, query: query).list()).items
    }
}
