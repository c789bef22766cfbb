extension APIClient {
    /// Whether another server answers, as seen from this machine, and how soon. Nothing secret is sent, and any answer
    /// will do.
    /// - Throws: `TransportError` when none came.
    @concurrent package func reach(_ other: ServerAddress) async throws(TransportError) -> Duration {
        guard let url = other.url(path: "/") else { throw TransportError(.unreachable, server: other.description) }
        let start = ContinuousClock.now
        do throws(TransportError) {
            _ = try await transport.send(HTTPRequest(method: .get, url: url), isChange: false)
        } catch {
            if case .redirected = error.kind { return ContinuousClock.now - start }
            throw error
        }
        return ContinuousClock.now - start
    }
}
