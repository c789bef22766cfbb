import SisenseClient

extension APIClient {
    /// Sends a plan of a test, which approves it.
    @concurrent func perform(_ plan: RequestPlan) async throws(APIError) -> Response {
        try await perform(plan, .ofProgram([plan]))
    }
}
