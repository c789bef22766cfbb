/// The ElastiCubes of a server.
package struct CubesService: Sendable {
    private let client: APIClient

    package init(_ client: APIClient) {
        self.client = client
    }

    /// All cubes the caller may see.
    @concurrent package func all() async throws(APIError) -> [DataRecord] {
        try await client.records(.getCubes)
    }
}
