/// What a server tells about itself.
package struct ApplicationService: Sendable {
    private let client: APIClient

    package init(_ client: APIClient) {
        self.client = client
    }

    /// Answers without a login, so it also tells whether a Sisense server is there at all.
    @concurrent package func status() async throws(APIError) -> ApplicationStatus {
        ApplicationStatus(try await client.read(.getApplicationStatus).json())
    }
}
