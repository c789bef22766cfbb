/// How one of many plans went.
package struct PlanOutcome: Sendable {
    package let plan: RequestPlan
    package let result: Result<Response, APIError>

    package var error: APIError? {
        guard case .failure(let error) = result else { return nil }
        return error
    }
}
